"""What the screens of the system show: health, and the trail with the names behind its ids."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import Any
from uuid import UUID

from sqlalchemy import select, text

from pesnet.accounts.models import Holding, Invitation, Seat, User
from pesnet.audit import queries as audit
from pesnet.audit.models import Entry
from pesnet.core.db import session
from pesnet.core.message import Message
from pesnet.core.paging import Page
from pesnet.courses.models import Course
from pesnet.jobs import queries as jobs
from pesnet.mail import queries as mail
from pesnet.mail.models import Mail, MailState
from pesnet.reporting.models import ProgressReport
from pesnet.workplan.models import WorkPlan

LIBRARIES = ("flask", "sqlalchemy", "alembic", "gunicorn", "huey")


@dataclass(frozen=True)
class Health:
    """How the installation is: its parts and their versions, and what has been waiting since when."""

    database: str
    schema: str
    versions: Mapping[str, str]
    oldest_mail: datetime | None
    failed_mails: int
    oldest_task: datetime | None


@dataclass(frozen=True)
class Link:
    """The page of a subject."""

    endpoint: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Line:
    """A line of the trail with what its ids stand for."""

    entry: Entry
    name: str | None
    seat: Message | None
    on_behalf_of: Message | None
    link: Link | None
    seats: Mapping[str, Message]


def health(now: datetime) -> Health:
    """How the installation is."""
    dialect = session().get_bind().dialect.name
    asked = "SHOW server_version" if dialect == "postgresql" else "SELECT sqlite_version()"
    failed = select(Mail.id).where(Mail.state == MailState.FAILED).limit(1000)
    return Health(
        database=f"{dialect} {session().scalar(text(asked))}",
        schema=str(session().scalar(text("SELECT version_num FROM alembic_version"))),
        versions={"python": platform.python_version(), **{name: version(name) for name in LIBRARIES}},
        oldest_mail=mail.oldest_unsent(),
        failed_mails=len(session().scalars(failed).all()),
        oldest_task=jobs.oldest_due(now),
    )


def trail(number: int, act: str | None) -> Page[Line]:
    """One page of the trail with names, seats and links."""
    found = audit.trail(number, act)
    names = _names({entry.user_id for entry in found.items if entry.user_id})
    titles = _titles(found.items)
    links = _links(found.items)
    lines = [
        Line(
            entry, names.get(entry.user_id), titles.get(str(entry.seat_id)), titles.get(str(entry.on_behalf_of)),
            links.get((entry.subject_kind, entry.subject_id)), titles,
        )
        for entry in found.items
    ]  # fmt: skip
    return Page(lines, found.total, found.number)


def _names(user_ids: set[UUID]) -> dict[UUID | None, str]:
    return {user.id: user.name for user in session().scalars(select(User).where(User.id.in_(user_ids)))}


def _titles(entries: Iterable[Entry]) -> dict[str, Message]:
    ids = {
        id_
        for entry in entries
        for id_ in (entry.seat_id, entry.on_behalf_of, _uuid(entry.changes.get("seat_id")))
        if id_
    }
    return {str(seat.id): seat.title for seat in session().scalars(select(Seat).where(Seat.id.in_(ids)))}


def _links(entries: Iterable[Entry]) -> dict[tuple[str, str], Link]:
    wanted: dict[str, set[UUID]] = {}
    for entry in entries:
        if key := _uuid(entry.subject_id):
            wanted.setdefault(entry.subject_kind, set()).add(key)
    links = {
        (kind, str(key)): Link(endpoint, {name: str(key)})
        for kind, (endpoint, name) in BY_ID.items()
        for key in wanted.get(kind, ())
    }
    for kind, (column, key_column, endpoint, name) in BY_COLUMN.items():
        if wanted.get(kind):
            for key, value in session().execute(select(key_column, column).where(key_column.in_(wanted[kind]))):
                links[kind, str(key)] = Link(endpoint, {name: str(value)})
    return links


BY_ID = {
    "seats": ("accounts.seat", "seat_id"),
    "nominations": ("nominations.show", "nomination_id"),
    "letters": ("correspondence.show", "letter_id"),
}
"""Kinds of subjects whose page is addressed by their id: endpoint and name of the value."""

BY_COLUMN: dict[str, tuple[Any, Any, str, str]] = {
    "courses": (Course.slug, Course.id, "site.course", "slug"),
    "work_plans": (WorkPlan.slug, WorkPlan.id, "site.work_plan", "plan_slug"),
    "progress_reports": (ProgressReport.slug, ProgressReport.id, "reporting.show", "slug"),
    "holdings": (Holding.seat_id, Holding.id, "accounts.seat", "seat_id"),
    "invitations": (Invitation.seat_id, Invitation.id, "accounts.seat", "seat_id"),
}
"""Kinds of subjects whose page is addressed by something else: that column, the key, endpoint and name of the value."""


def _uuid(value: Any) -> UUID | None:
    try:
        return UUID(str(value)) if value else None
    except ValueError:
        return None
