"""Changing a decision that was released: with a reason, and with a letter that names the first decision."""

from __future__ import annotations

from datetime import datetime

from pesnet.audit.services import record
from pesnet.core.db import session
from pesnet.core.errors import DomainError
from pesnet.core.message import Message
from pesnet.mail.services import Recipient, post
from pesnet.nominations import places, rules
from pesnet.nominations.models import Nomination, NominationState, ProposalKind, Reversal
from pesnet.nominations.queries import told
from pesnet.nominations.queries.selection import last_reserve
from pesnet.nominations.services.offering import offer, withdraw_links
from pesnet.policy import Actor

S = NominationState


def reverse(
    nomination: Nomination, becomes: ProposalKind | None, *, reason: str, actor: Actor, now: datetime
) -> Reversal:
    """Replace a released decision by another, or by none; places follow, and the country is told both decisions."""
    places.hold_for(nomination)
    was, since = nomination.state, nomination.decided_at
    if reasons := _objections(nomination, becomes, reason, actor):
        raise DomainError(*reasons)
    rules.MACHINE.take("reverse", nomination, actor=actor, now=now)
    if becomes:
        rules.MACHINE.take(rules.DECISIONS[becomes], nomination, actor=actor, now=now)
    _move_place(nomination, was)
    nomination.reserve_rank = last_reserve(nomination.course_id) + 1 if nomination.state is S.RESERVE else None
    nomination.decided_at = now if becomes else None
    nomination.confirm_by, nomination.declined_reason = None, ""
    withdraw_links(nomination, now)
    row = Reversal(
        nomination_id=nomination.id, was=was, was_decided_at=since, becomes=nomination.state, reason=reason,
        user_id=actor.id, made_at=now,
    )  # fmt: skip
    session().add(row)
    record(actor, "nomination.reverse", nomination, now, was=was.value, becomes=nomination.state.value)
    _tell(nomination, row, now)
    if nomination.state is S.SELECTED:
        offer([nomination], now)
    return row


def _objections(nomination: Nomination, becomes: ProposalKind | None, reason: str, actor: Actor) -> list[Message]:
    found = []
    if not reason.strip():
        found.append(Message("Give the reason for the change: the country reads it."))
    if becomes and becomes.value == nomination.state.value:
        found.append(Message("This is the decision already; choose another."))
    if actor.id is not None and actor.id == nomination.nominated_by:
        found.append(
            Message("You nominated %(name)s yourself: another officer must decide.", name=nomination.nominee.name)
        )
    return found


def _move_place(nomination: Nomination, was: NominationState) -> None:
    had, has = was in rules.HAS_A_PLACE, nomination.state in rules.HAS_A_PLACE
    if had and not has:
        places.give_back(nomination.course_id, nomination.country_code)
    elif has and not had:
        places.take(nomination.course_id, {nomination.country_code: 1})


def _tell(nomination: Nomination, row: Reversal, now: datetime) -> None:
    """Tell the country, and the person who had been offered a place and lost it."""
    people = told([nomination.country_code], now)[nomination.country_code]
    lost = row.was in rules.HAS_A_PLACE and row.becomes not in rules.HAS_A_PLACE
    if lost and nomination.nominee.email:
        language = rules.language_of(nomination.nominee, people[0].language if people else "en")
        people = [*people, Recipient(nomination.nominee.email, language)]
    for to in people:
        facts = {"nomination_id": str(nomination.id), "reversal_id": str(row.id)}
        post("nominations/corrected", to=to, facts=facts, now=now)
