"""Many people for a light call in one act: all are accepted, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from pesnet.core.db import session
from pesnet.core.errors import DomainError
from pesnet.core.message import Message
from pesnet.courses.models import CallKind
from pesnet.mail.services import post
from pesnet.nominations.models import Nomination, Nominee
from pesnet.nominations.queries import Delegation, told
from pesnet.nominations.services.nominating import NominationDetails, hand_in, nominate
from pesnet.policy import Actor, Permission, require

MOST = 200
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def accept_people(
    delegation: Delegation, people: Sequence[NominationDetails], *, actor: Actor, now: datetime
) -> list[Nomination]:
    """Name these people for a light call; each is accepted at once, and the country gets one receipt for all."""
    require(actor, Permission.NOMINATION_SUBMIT, delegation)
    if delegation.course.call is not CallKind.LIGHT:
        raise DomainError(Message("Only a light call takes many people at once."))
    if len(people) > MOST:
        raise DomainError(Message("At most %(most)s people at once.", most=MOST))
    if faults := [fault for line, person in enumerate(people, 1) if (fault := _fault(line, person, people))]:
        raise DomainError(*faults)
    known = _known(delegation.country_code, people)
    made = []
    for line, person in enumerate(people, 1):
        try:
            made.append(_accept(delegation, person, known.get(person.email.casefold()), actor=actor, now=now))
        except DomainError as error:
            raise DomainError(*(_on_line(line, reason) for reason in error.reasons)) from error
    facts = {"course_id": str(delegation.course.id), "people": len(made)}
    for to in told([delegation.country_code], now)[delegation.country_code]:
        post("nominations/accepted", to=to, facts=facts, now=now)
    return made


def _accept(
    delegation: Delegation, person: NominationDetails, known: Nominee | None, *, actor: Actor, now: datetime
) -> Nomination:
    nomination = nominate(delegation, person, nominee=known, actor=actor, now=now)
    hand_in(nomination, actor=actor, now=now)
    if nomination not in delegation.nominations:
        delegation.nominations.append(nomination)
    return nomination


def _fault(line: int, person: NominationDetails, people: Sequence[NominationDetails]) -> Message | None:
    if not (person.given_name and person.position):
        return _on_line(line, Message("Name, e-mail and position are needed."))
    if not ADDRESS.fullmatch(person.email):
        return _on_line(line, Message("Enter an address such as name@example.org."))
    if any(other.email.casefold() == person.email.casefold() for other in people[: line - 1]):
        return _on_line(line, Message("This e-mail address stands on an earlier line."))
    return None


def _on_line(line: int, reason: Message) -> Message:
    return Message("Line %(line)s: %(reason)s", line=line, reason=reason)


def _known(country_code: str, people: Sequence[NominationDetails]) -> dict[str, Nominee]:
    addresses = [person.email.casefold() for person in people]
    rows = session().scalars(
        select(Nominee).where(Nominee.country_code == country_code, func.lower(Nominee.email).in_(addresses))
    )
    return {row.email.casefold(): row for row in rows}
