"""Acts on replies: a country says that it will not nominate, or takes that back; the clock reminds the others."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from pesnet.audit.services import record
from pesnet.core.db import session
from pesnet.core.errors import DomainError
from pesnet.core.message import Message
from pesnet.courses.models import Course
from pesnet.mail.services import Recipient, post
from pesnet.nominations.queries import Delegation, told
from pesnet.nominations.replies import queries, rules
from pesnet.nominations.replies.models import NoNominees, Reminder
from pesnet.nominations.replies.rules import Standing
from pesnet.policy import Actor, Permission, require


def will_not_nominate(delegation: Delegation, *, actor: Actor, now: datetime) -> None:
    """Answer for the country that it names nobody; it is not reminded of the call any more."""
    require(actor, Permission.NOMINATION_SUBMIT, delegation)
    course, code = delegation.course, delegation.country_code
    standing = queries.standing([course.id]).get((course.id, code), Standing())
    if reason := rules.objection(course, standing, now):
        raise DomainError(reason)
    if delegation.invitation is None:
        raise DomainError(Message("This country is not among those invited to the course."))
    row = {"id": uuid4(), "course_id": course.id, "country_code": code, "user_id": actor.id, "said_at": now}
    if _is_new(NoNominees, row):
        record(actor, "call.decline", course, now, country=code)


def take_back(delegation: Delegation, *, actor: Actor, now: datetime) -> None:
    """Take back that the country names nobody, until the deadline."""
    require(actor, Permission.NOMINATION_SUBMIT, delegation)
    course, code = delegation.course, delegation.country_code
    if not rules.is_open(course, now):
        raise DomainError(Message("The call is closed: there is nothing to answer any more."))
    session().execute(delete(NoNominees).where(NoNominees.course_id == course.id, NoNominees.country_code == code))
    record(actor, "call.take_back", course, now, country=code)


def remind(course: Course, *, actor: Actor, now: datetime) -> int:
    """Remind the countries that have not replied, if a step is due; how many mails were written.

    Each address gets each step once, however often and by however many clocks this is done.
    """
    require(actor, Permission.CALL_REMIND, course)
    days = rules.step(course, now)
    if days is None or queries.is_full(course):
        return 0
    standings, declined = queries.standing([course.id]), queries.declined([course.id])
    pairs = [(course.id, row.country_code) for row in course.countries]
    silent = [pair for pair in pairs if pair not in declined and standings.get(pair, Standing()).is_awaited]
    people = told([code for _key, code in silent], now)
    mails = sum(_remind(course, code, to, days, now) for code, all_told in people.items() for to in all_told)
    if mails:
        record(actor, "call.remind", course, now, days=days, mails=mails)
    return mails


def _remind(course: Course, code: str, to: Recipient, days: int, now: datetime) -> bool:
    row = {
        "id": uuid4(), "course_id": course.id, "country_code": code, "address": to.address.casefold(), "days": days,
        "posted_at": now,
    }  # fmt: skip
    if not _is_new(Reminder, row):
        return False
    post("nominations/reminder", to=to, facts={"course_id": str(course.id), "country_code": code}, now=now)
    return True


def _is_new(kind: type[NoNominees | Reminder], row: dict[str, object]) -> bool:
    """Add the row unless there is one like it; whether it was added."""
    insert = postgresql.insert if session().get_bind().dialect.name == "postgresql" else sqlite.insert
    return session().scalar(insert(kind).values(row).on_conflict_do_nothing().returning(kind.id)) is not None
