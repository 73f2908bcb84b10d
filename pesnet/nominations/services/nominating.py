"""Acts of a country on its nominations, and sending back for completion."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import set_committed_value

from pesnet.audit.services import record
from pesnet.core.db import insertion, session
from pesnet.core.errors import OUTDATED, DomainError
from pesnet.core.message import Message
from pesnet.core.text import clean_name, objection_to_name
from pesnet.courses.models import CallKind, CourseCountry
from pesnet.mail.services import post
from pesnet.nominations import rules
from pesnet.nominations.accepting import accept
from pesnet.nominations.models import Nomination, NominationState, Nominee, Proposal, ReferenceNumbers, Sex
from pesnet.nominations.places import give_back, hold_for
from pesnet.nominations.queries import Delegation, told
from pesnet.nominations.services.offering import withdraw_links
from pesnet.nominations.services.promoting import move_up
from pesnet.policy import Actor, Permission, require

S = NominationState
FOR_THE_COURSE = {"interpretation_into", "experience", "statement"}
NAMES = ("given_name", "family_name", "native_name", "certificate_name")
ALREADY_NAMED = Message("This person is already nominated for the course.")


@dataclass(frozen=True)
class NominationDetails:
    """What a country says of a person and for this course; empty where nothing was said."""

    given_name: str
    family_name: str = ""
    native_name: str = ""
    certificate_name: str = ""
    title: str = ""
    sex: Sex | None = None
    institution: str = ""
    position: str = ""
    email: str = ""
    telephone: str = ""
    language_levels: dict[str, str] = field(default_factory=dict)
    interpretation_into: str = ""
    experience: str = ""
    statement: str = ""


def nominate(
    delegation: Delegation, details: NominationDetails, *, nominee: Nominee | None = None, actor: Actor, now: datetime
) -> Nomination:
    """Begin a draft for a person of the country: somebody new, or somebody named before."""
    require(actor, Permission.NOMINATION_EDIT, delegation)
    details = _with_names_checked(details)
    earlier = next((row for row in delegation.nominations if nominee and row.nominee_id == nominee.id), None)
    if earlier is not None:
        return _nominate_again(earlier, details, actor=actor, now=now)
    nominee = nominee or Nominee(
        country_code=delegation.country_code, given_name="", language_levels={}, created_at=now
    )
    nomination = Nomination(
        course=delegation.course,
        country_code=delegation.country_code,
        nominee=nominee,
        state=S.DRAFT,
        rank=1 + max((row.rank or 0 for row in delegation.nominations), default=0),
        nominated_by=actor.id,
        created_at=now,
    )
    barriers = (rules.call_stands, rules.invited, rules.in_time)
    if reasons := [reason for rule in barriers if (reason := rule(nomination, now))]:
        raise DomainError(*reasons)
    _write_down(details, nomination)
    try:
        with session().begin_nested():
            session().add(nomination)
    except IntegrityError as error:
        raise DomainError(ALREADY_NAMED) from error
    record(actor, "nomination.draft", nomination, now, course_id=str(nomination.course_id))
    return nomination


def edit(nomination: Nomination, details: NominationDetails, *, version: str, actor: Actor, now: datetime) -> None:
    """Change a draft or what was sent back; ``version`` is the one that was read."""
    require(actor, Permission.NOMINATION_EDIT, nomination)
    if version != version_of(nomination):
        raise DomainError(OUTDATED)
    if nomination.state not in rules.EDITABLE:
        raise DomainError(Message("Only drafts and nominations sent back for completion can be changed."))
    if changed := _write_down(_with_names_checked(details), nomination):
        record(actor, "nomination.edit", nomination, now, fields=changed)


def move(nomination: Nomination, by: int, *, actor: Actor, now: datetime) -> None:
    """Move a nominee within the country's order, by one place up (-1) or down (+1)."""
    require(actor, Permission.NOMINATION_EDIT, nomination)
    if now >= (nomination.course.nominations_close_at or rules.EARLIEST):
        raise DomainError(Message("The deadline has passed: the order of the country is fixed."))
    _hold(nomination)
    order = _order(nomination)
    if nomination not in order:
        raise DomainError(Message("A withdrawn nomination has no place in the order."))
    place = order.index(nomination)
    order.insert(max(0, place + by), order.pop(place))
    _number(order)
    record(actor, "nomination.rank", nomination, now, rank=nomination.rank)


def submit(nomination: Nomination, *, actor: Actor, now: datetime) -> None:
    """Send the nomination to the lead; it gets its reference number and the country its receipt."""
    hand_in(nomination, actor=actor, now=now)
    _tell("nominations/submitted", nomination, now)


def hand_in(nomination: Nomination, *, actor: Actor, now: datetime) -> None:
    """Submit without a receipt; a light call accepts the person at once."""
    _hold(nomination)
    reference = nomination.reference or _next_reference(now)
    rules.MACHINE.take("submit", nomination, actor=actor, now=now)
    nomination.submitted_at = now
    nomination.nominated_by = actor.id
    nomination.reference = reference
    record(actor, "nomination.submit", nomination, now, rank=nomination.rank)
    if nomination.course.call is CallKind.LIGHT:
        accept(nomination, actor=actor, now=now)


def withdraw(nomination: Nomination, *, reason: str, actor: Actor, now: datetime) -> None:
    """Withdraw a nomination; what was submitted needs a reason, and what was selected gives its place back."""
    was = nomination.state
    if was is not S.DRAFT and not reason:
        raise DomainError(Message("Give the reason for the withdrawal."))
    hold_for(nomination)
    was = nomination.state
    rules.MACHINE.take("withdraw", nomination, actor=actor, now=now)
    nomination.withdrawn_reason = reason
    nomination.rank = nomination.reserve_rank = None
    session().execute(delete(Proposal).where(Proposal.nomination_id == nomination.id))
    record(actor, "nomination.withdraw", nomination, now, state=was.value)
    _number(_order(nomination))
    if was in rules.HAS_A_PLACE:
        withdraw_links(nomination, now)
        give_back(nomination.course_id, nomination.country_code)
        why = move_up(nomination, now)
        _tell("nominations/place_freed", nomination, now, state=S.WITHDRAWN.value, why=why)


def send_back(nomination: Nomination, *, remarks: str, complete_by: datetime, actor: Actor, now: datetime) -> None:
    """Give a nomination back to its country with remarks, to be completed by a moment of its own."""
    if not remarks:
        raise DomainError(Message("Say what is to be completed."))
    if complete_by <= now:
        raise DomainError(Message("The moment to complete it by must lie ahead."))
    rules.MACHINE.take("send_back", nomination, actor=actor, now=now)
    nomination.remarks = remarks
    nomination.complete_by = complete_by
    record(actor, "nomination.send_back", nomination, now, complete_by=complete_by.isoformat())
    _tell("nominations/sent_back", nomination, now)


def version_of(nomination: Nomination) -> str:
    """The version of a nomination and of its nominee, as a form carries it."""
    return f"{nomination.version}.{nomination.nominee.version}"


def _nominate_again(nomination: Nomination, details: NominationDetails, *, actor: Actor, now: datetime) -> Nomination:
    if nomination.state is not S.WITHDRAWN:
        raise DomainError(ALREADY_NAMED)
    rules.MACHINE.take("nominate_again", nomination, actor=actor, now=now)
    nomination.withdrawn_reason = ""
    nomination.rank = len(_order(nomination))
    _write_down(details, nomination)
    record(actor, "nomination.nominate_again", nomination, now)
    return nomination


def _with_names_checked(details: NominationDetails) -> NominationDetails:
    """The details with the person's names as they are kept; names that no person has are refused."""
    names: dict[str, Any] = {name: clean_name(getattr(details, name)) for name in NAMES}
    if reasons := [reason for name in names.values() if (reason := objection_to_name(name))]:
        raise DomainError(*reasons)
    return replace(details, **names)


def _write_down(details: NominationDetails, nomination: Nomination) -> list[str]:
    changed = []
    for name in (item.name for item in fields(details)):
        row = nomination if name in FOR_THE_COURSE else nomination.nominee
        if getattr(row, name) != getattr(details, name):
            setattr(row, name, getattr(details, name))
            changed.append(name)
    return changed


def _hold(nomination: Nomination) -> None:
    """Keep other acts of this country on this course waiting, and look at its names as they are now."""
    part = (CourseCountry.course_id == nomination.course_id, CourseCountry.country_code == nomination.country_code)
    if session().scalar(select(CourseCountry.id).where(*part).with_for_update()) is None:
        raise DomainError(rules.NOT_INVITED)
    others = select(Nomination).where(
        Nomination.course_id == nomination.course_id,
        Nomination.country_code == nomination.country_code,
        Nomination.id != nomination.id,
    )
    rows = session().scalars(others.execution_options(populate_existing=True)).all()
    set_committed_value(nomination, "delegation", [nomination, *rows])


def _order(nomination: Nomination) -> list[Nomination]:
    standing = [row for row in nomination.delegation if row.state is not S.WITHDRAWN]
    return sorted(standing, key=lambda row: (row.rank is None, row.rank or 0, row.created_at))


def _number(order: list[Nomination]) -> None:
    for place, row in enumerate(order, start=1):
        if row.rank != place:
            row.rank = place


def _next_reference(now: datetime) -> str:
    first = insertion(ReferenceNumbers).values(year=now.year, last=1)
    raised = first.on_conflict_do_update(index_elements=["year"], set_={"last": ReferenceNumbers.last + 1})
    number = session().scalar(raised.returning(ReferenceNumbers.last), execution_options={"populate_existing": True})
    return f"PESNET-{now.year}-{number:06d}"


def _tell(letter: str, nomination: Nomination, now: datetime, **facts: str) -> None:
    for to in told([nomination.country_code], now)[nomination.country_code]:
        post(letter, to=to, facts={"nomination_id": str(nomination.id), **facts}, now=now)
