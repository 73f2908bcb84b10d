"""Answers to a place that was offered: confirmed, declined, or nothing until it lapses."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from pesnet.audit.services import record
from pesnet.core.db import session
from pesnet.core.errors import DomainError
from pesnet.core.message import Message
from pesnet.mail.services import post
from pesnet.nominations import places, rules
from pesnet.nominations.models import AnswerLink, Nomination
from pesnet.nominations.queries import told
from pesnet.nominations.services.offering import withdraw_links
from pesnet.nominations.services.promoting import move_up
from pesnet.policy import Actor, Grant, Role

ANSWERED = Message("This link was used already: the answer has been given.")
ENDED = Message("This link is not valid any more. Your national focal point can tell you what to do.")


def confirm(nomination: Nomination, *, actor: Actor, now: datetime) -> None:
    """Confirm that the person comes; the country is told."""
    places.hold_for(nomination)
    rules.MACHINE.take("confirm", nomination, actor=actor, now=now)
    withdraw_links(nomination, now)
    record(actor, "nomination.confirm", nomination, now)
    _tell("nominations/confirmed", nomination, now)


def decline(nomination: Nomination, *, reason: str = "", actor: Actor, now: datetime) -> None:
    """Give the place back; the reserve moves up."""
    places.hold_for(nomination)
    rules.MACHINE.take("decline", nomination, actor=actor, now=now)
    nomination.declined_reason = reason
    withdraw_links(nomination, now)
    record(actor, "nomination.decline", nomination, now)
    _free(nomination, now)


def lapse(nomination: Nomination, *, actor: Actor, now: datetime) -> None:
    """Take back a place that nobody confirmed in time; the reserve moves up."""
    places.hold_for(nomination)
    rules.MACHINE.take("lapse", nomination, actor=actor, now=now)
    withdraw_links(nomination, now)
    record(actor, "nomination.lapse", nomination, now)
    _free(nomination, now)


def confirm_by_link(link: AnswerLink, *, now: datetime) -> None:
    """Confirm as the selected person; of several at the same time exactly one has an effect."""
    confirm(link.nomination, actor=_spend(link, now), now=now)


def decline_by_link(link: AnswerLink, *, reason: str, now: datetime) -> None:
    """Decline as the selected person; of several at the same time exactly one has an effect."""
    decline(link.nomination, reason=reason, actor=_spend(link, now), now=now)


def objection(link: AnswerLink, now: datetime) -> Message | None:
    """Why nobody can answer by this link now, or nothing."""
    if link.used_at is not None:
        return ANSWERED
    return ENDED if link.expires_at <= now else None


def _spend(link: AnswerLink, now: datetime) -> Actor:
    """Use the link up, and act as the person whom it reaches."""
    if reason := objection(link, now):
        raise DomainError(reason)
    places.hold_for(link.nomination)
    using = update(AnswerLink).where(AnswerLink.id == link.id, AnswerLink.used_at.is_(None)).values(used_at=now)
    if session().execute(using, execution_options={"synchronize_session": False}).rowcount != 1:  # type: ignore[attr-defined]
        raise DomainError(ANSWERED)
    return Actor("nominee", grants=(Grant(Role.NOMINEE, nomination_id=link.nomination_id),))


def _free(nomination: Nomination, now: datetime) -> None:
    places.give_back(nomination.course_id, nomination.country_code)
    why = move_up(nomination, now)
    _tell("nominations/place_freed", nomination, now, state=nomination.state.value, why=why)


def _tell(letter: str, nomination: Nomination, now: datetime, **facts: str) -> None:
    for to in told([nomination.country_code], now)[nomination.country_code]:
        post(letter, to=to, facts={"nomination_id": str(nomination.id), **facts}, now=now)
