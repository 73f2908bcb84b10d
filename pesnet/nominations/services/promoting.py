"""Moving up from the reserve list: by the clock when a place becomes free, or by the lead."""

from __future__ import annotations

from datetime import datetime

from pesnet.audit.services import record
from pesnet.core.errors import DomainError
from pesnet.core.message import Message
from pesnet.mail.services import post
from pesnet.nominations import places, rules
from pesnet.nominations.models import Nomination
from pesnet.nominations.queries import told
from pesnet.nominations.queries.answers import next_in_reserve, whole_by_id
from pesnet.nominations.services.offering import offer
from pesnet.policy import CLOCK, Actor


def move_up(freed: Nomination, now: datetime) -> str:
    """Offer the place just given back to whoever is next, and say by which order: a word of ``rules.WHY``.

    The reserve of the same country comes first, by the country's own order; then the general reserve, where the
    places of its country allow. Shortly before the course nobody is asked by the clock: the lead is.
    """
    course = freed.course
    if rules.is_close_to_the_course(course, now):
        return "close"
    for nomination_id, country_code in next_in_reserve(course.id, freed.country_code):
        if places.took_one(course.id, country_code):
            nomination = whole_by_id(nomination_id)
            places.hold_for(nomination)
            why = "country" if country_code == freed.country_code else "general"
            _promote(nomination, why, actor=CLOCK, now=now)
            return why
    return "nobody"


def promote(nomination: Nomination, *, actor: Actor, now: datetime) -> None:
    """Offer a free place to somebody on the reserve list, as the lead chooses."""
    if actor.id is not None and actor.id == nomination.nominated_by:
        raise DomainError(
            Message("You nominated %(name)s yourself: another officer must decide.", name=nomination.nominee.name)
        )
    places.hold_for(nomination)
    places.take(nomination.course_id, {nomination.country_code: 1})
    _promote(nomination, "lead", actor=actor, now=now)


def _promote(nomination: Nomination, why: str, *, actor: Actor, now: datetime) -> None:
    rules.MACHINE.take("promote", nomination, actor=actor, now=now)
    nomination.reserve_rank = None
    nomination.decided_at = now
    offer([nomination], now)
    record(actor, "nomination.promote", nomination, now, why=why)
    for to in told([nomination.country_code], now)[nomination.country_code]:
        facts = {"nomination_id": str(nomination.id), "why": why}
        post("nominations/promoted", to=to, facts=facts, now=now)
