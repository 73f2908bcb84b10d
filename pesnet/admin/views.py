"""Screens of the system: health, outbox, long tasks, audit trail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

from flask import Blueprint, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.routing import BuildError

from pesnet.admin import queries
from pesnet.admin.rules import masked
from pesnet.audit.acts import ACTS, CHANGES, act_words
from pesnet.core import languages
from pesnet.core.message import Labelled, Message
from pesnet.jobs import queries as job_queries
from pesnet.jobs import services as job_services
from pesnet.jobs.models import Job, JobState
from pesnet.jobs.words import kind_words
from pesnet.mail import queries as mail_queries
from pesnet.mail import services as mail_services
from pesnet.mail.models import Mail, MailState
from pesnet.mail.words import letter_words
from pesnet.policy import Permission, Role
from pesnet.web.arrival import arrival
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor
from pesnet.web.languages import language
from pesnet.web.paging import page_address, page_number
from pesnet.web.templating import plain

bp = Blueprint("admin", __name__)
S = TypeVar("S", bound=Labelled)


@bp.get("/admin")
@guarded(Permission.HEALTH_VIEW)
def index() -> ResponseReturnValue:
    """How the installation is."""
    worker_seen = current_app.extensions["pesnet.queue"].seen()
    return page("admin/index.html", health=queries.health(arrival()), worker_seen=worker_seen)


@bp.get("/admin/outbox")
@guarded(Permission.OUTBOX_VIEW)
def outbox() -> ResponseReturnValue:
    """What mail went, waits or failed, and why."""
    state = _state(MailState)
    found = mail_queries.outbox(actor(), page_number(), state)
    shown: Callable[[str], str] = str if actor().holds(Role.SECRETARIAT) else masked
    return page(
        "admin/outbox.html", found=found, state=state, states=MailState, shown=shown, words=letter_words,
        resendable=mail_services.RESENDABLE, address=page_address,
    )  # fmt: skip


@bp.post("/admin/outbox/<uuid:mail_id>/resend")
@guarded(Permission.OUTBOX_VIEW, mail_queries.mail)
def resend(mail: Mail) -> ResponseReturnValue:
    """Send a mail again."""
    mail_services.resend(mail, actor=actor(), now=arrival())
    flash(_("The mail will be sent again."))
    return redirect(url_for(".outbox"))


@bp.get("/admin/jobs")
@guarded(Permission.JOB_MANAGE)
def jobs() -> ResponseReturnValue:
    """All long tasks."""
    state = _state(JobState)
    found = job_queries.every(actor(), page_number(), state)
    return page(
        "admin/jobs.html", found=found, state=state, states=JobState, reason=job_queries.reason, words=kind_words,
        address=page_address,
    )  # fmt: skip


@bp.post("/admin/jobs/<uuid:job_id>/restart")
@guarded(Permission.JOB_MANAGE, job_queries.managed)
def restart(job: Job) -> ResponseReturnValue:
    """Start a failed task again."""
    job_services.restart(job, actor=actor(), now=arrival())
    flash(_("The task has been started again."))
    return redirect(url_for(".jobs"))


@bp.get("/admin/trail")
@guarded(Permission.TRAIL_VIEW)
def trail() -> ResponseReturnValue:
    """Who did what, in which seat, for whom, and when."""
    act = request.args.get("act") if request.args.get("act") in ACTS else None
    acts = sorted((plain(words), name) for name, words in ACTS.items())
    return page(
        "admin/trail.html", found=queries.trail(page_number(), act), act=act, acts=acts, words=act_words,
        changes=_changes, link=_link, address=page_address,
    )  # fmt: skip


def _state(kind: type[S]) -> S | None:
    return next((state for state in kind if state.value == request.args.get("state")), None)


def _link(link: queries.Link | None) -> str | None:
    if link is None or link.endpoint not in current_app.view_functions:
        return None
    try:
        return url_for(link.endpoint, **dict[str, Any](link.values))
    except BuildError:
        return None


def _changes(line: queries.Line) -> list[tuple[Message | str, str]]:
    changes = line.entry.changes.items()
    return [
        (CHANGES[name], _value(name, value, line)) for name, value in changes if name in CHANGES and value is not None
    ]


def _value(name: str, value: Any, line: queries.Line) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, list):
        return ", ".join(plain(CHANGES.get(str(item), str(item))) for item in value)
    if name == "seat_id" and str(value) in line.seats:
        return plain(line.seats[str(value)])
    return _as_time(str(value))


def _as_time(value: str) -> str:
    """A recorded day or moment as the reader writes it; any other value as it stands."""
    try:
        if len(value) == len("2026-01-01"):
            return languages.day(date.fromisoformat(value), language())
        return languages.moment(datetime.fromisoformat(value), language(), actor().time_zone)
    except ValueError:
        return value
