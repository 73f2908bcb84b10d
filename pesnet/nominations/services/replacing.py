"""One nominee is to take the place of another of the same country."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm.attributes import set_committed_value

from pesnet.audit.services import record
from pesnet.core.errors import DomainError
from pesnet.core.message import Message
from pesnet.nominations import rules
from pesnet.nominations.models import Nomination, NominationState, Nominee
from pesnet.nominations.queries import Delegation
from pesnet.nominations.services.nominating import ALREADY_NAMED, begin, known, new_nomination, nominate_again
from pesnet.nominations.services.order import hold
from pesnet.policy import Actor, Permission, require


def replace(nomination: Nomination, nominee: Nominee | None, *, reason: str, actor: Actor, now: datetime) -> Nomination:
    """Begin the draft of whoever is to take this nominee's place; until that is submitted everything stays as it is.

    The nominee is somebody known, also with a draft for the course, or nothing for somebody new.
    """
    require(actor, Permission.NOMINATION_SUBMIT, nomination)
    hold(nomination)
    if not reason:
        raise DomainError(Message("Give the reason for the replacement."))
    if nomination.state not in rules.REPLACEABLE:
        raise DomainError(Message("The state has changed; this nominee cannot be replaced any more."))
    if obstacles := rules.MACHINE.moves["replace"].obstacles(nomination, now):
        raise DomainError(*obstacles)
    earlier = next((row for row in nomination.delegation if nominee and row.nominee_id == nominee.id), None)
    new = earlier or _new(nomination, nominee, actor, now)
    set_committed_value(new, "delegation", nomination.delegation)
    new.replaces_id, new.replaces_reason = nomination.id, reason
    if earlier is None:
        begin(new, known(nominee), actor=actor, now=now)
    elif earlier.state in rules.STANDS_ASIDE:
        nominate_again(earlier, known(earlier.nominee, earlier), actor=actor, now=now)
    elif earlier.state is not NominationState.DRAFT:
        raise DomainError(ALREADY_NAMED)
    record(actor, "nomination.begin_replacement", new, now, replaces=str(nomination.id))
    return new


def _new(nomination: Nomination, nominee: Nominee | None, actor: Actor, now: datetime) -> Nomination:
    delegation = Delegation(nomination.course, nomination.country, nomination.delegation)
    return new_nomination(delegation, nominee, actor, now)
