"""Acts of a country on the people it knows: changing their details, merging two entries, telling two people apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from pesnet.audit.services import record
from pesnet.core.db import session
from pesnet.core.errors import OUTDATED, DomainError
from pesnet.core.message import Message
from pesnet.nominations.models import Nomination, Nominee
from pesnet.nominations.services.nominating import (
    PERSONAL,
    NominationDetails,
    changed_fields,
    check_name,
    with_names_checked,
)
from pesnet.policy import Actor, Permission, require


@dataclass(frozen=True)
class Merger:
    """What merging two entries would do: which nominations move, which drafts are dropped, what bars it."""

    kept: Nominee
    dropped: Nominee
    moved: list[Nomination]
    left_out: list[Nomination]
    obstacles: list[Message]


def edit_person(person: Nominee, details: NominationDetails, *, version: str, actor: Actor, now: datetime) -> None:
    """Change what is on record of a person; the name of somebody nominated now changes only in how it is written."""
    require(actor, Permission.PEOPLE_EDIT, person)
    if version != str(person.version):
        raise DomainError(OUTDATED)
    details = with_names_checked(details)
    check_name(person, details)
    if changed := changed_fields(person, PERSONAL, details):
        record(actor, "person.edit", person, now, fields=changed)


def merger(one: Nominee, other: Nominee) -> Merger:
    """What merging would do; the older entry is the one that stays."""
    kept, dropped = sorted((one, other), key=lambda row: (row.created_at, row.id))
    here = {row.course_id: row for row in _nominations(kept)}
    moved, left_out, obstacles = [], [], []
    for row in _nominations(dropped):
        rival = here.get(row.course_id)
        if rival is None:
            moved.append(row)
        elif row.reference is None:
            left_out.append(row)
        elif rival.reference is None:
            moved.append(row)
            left_out.append(rival)
        else:
            obstacles.append(Message("Both were nominated for %(course)s.", course=row.course.title))
    return Merger(kept, dropped, moved, left_out, obstacles)


def merge(one: Nominee, other: Nominee, *, details_of: Nominee, actor: Actor, now: datetime) -> Nominee:
    """Make two entries of one person one: all nominations under the older entry, with the details of either."""
    for person in (one, other):
        require(actor, Permission.PEOPLE_EDIT, person)
    plan = merger(one, other)
    if one.country_code != other.country_code or one is other:
        raise DomainError(Message("Only two entries of one country can be merged."))
    if plan.obstacles:
        raise DomainError(*plan.obstacles)
    for row in plan.left_out:
        session().delete(row)
    session().flush()
    for row in plan.moved:
        row.nominee = plan.kept
    if details_of is plan.dropped:
        for name in PERSONAL:
            setattr(plan.kept, name, getattr(plan.dropped, name))
    plan.kept.different_from = sorted({*plan.kept.different_from, *plan.dropped.different_from} - {str(plan.kept.id)})
    moved = [str(row.id) for row in plan.moved]
    record(actor, "person.merge", plan.kept, now, merged=str(plan.dropped.id), moved=moved, dropped=len(plan.left_out))
    session().delete(plan.dropped)
    return plan.kept


def tell_apart(one: Nominee, other: Nominee, *, actor: Actor, now: datetime) -> None:
    """Note that two people who look alike are two people, so that nobody is asked again."""
    for person, stranger in ((one, other), (other, one)):
        require(actor, Permission.PEOPLE_EDIT, person)
        person.different_from = sorted({*person.different_from, str(stranger.id)})
    record(actor, "person.tell_apart", one, now, other=str(other.id))


def _nominations(person: Nominee) -> list[Nomination]:
    chosen = select(Nomination).where(Nomination.nominee_id == person.id)
    return list(session().scalars(chosen.options(joinedload(Nomination.course)).order_by(Nomination.created_at)))
