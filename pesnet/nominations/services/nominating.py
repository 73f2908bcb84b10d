"""Acts of a country on its nominations, and sending back for completion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from pesnet.audit.services import record
from pesnet.core.db import insertion, session
from pesnet.core.errors import OUTDATED, DomainError
from pesnet.core.message import Message
from pesnet.core.text import clean_name, objection_to_name
from pesnet.courses.models import CallKind
from pesnet.mail.services import post
from pesnet.nominations import rules
from pesnet.nominations.accepting import accept
from pesnet.nominations.models import (
    Nomination,
    NominationState,
    Nominee,
    Proposal,
    ReferenceNumbers,
    Sex,
    TypedAnswers,
)
from pesnet.nominations.places import give_back, hold_for
from pesnet.nominations.places import hold as hold_places
from pesnet.nominations.queries import Delegation, told
from pesnet.nominations.services.kept import keep_unfit
from pesnet.nominations.services.offering import withdraw_links
from pesnet.nominations.services.order import hold, in_order, number
from pesnet.nominations.services.promoting import move_up
from pesnet.nominations.services.taking_over import take_over
from pesnet.policy import Actor, Permission, require

S = NominationState
NAMES = ("given_name", "family_name", "native_name", "certificate_name")
FOR_THE_COURSE = ("interpretation_into", "experience", "statement")
PERSONAL = (
    "given_name",
    "family_name",
    "native_name",
    "certificate_name",
    "title",
    "sex",
    "institution",
    "position",
    "email",
    "telephone",
    "language_levels",
)
NAME_STAYS = Message("This person is nominated now: replace the nominee instead of changing the name to another one.")
CLOSED = Message("Only drafts and nominations sent back for completion can be changed.")
ALREADY_NAMED = Message("This person is already nominated for the course.")


@dataclass(frozen=True)
class NominationDetails:
    """What a country says of a person and for this course; empty where nothing was said.

    ``unfit`` are the answers as typed when some of them cannot be taken: they are kept beside what can.
    """

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
    unfit: Mapping[str, str] = field(default_factory=dict)


def known(nominee: Nominee | None, nomination: Nomination | None = None) -> NominationDetails:
    """What is on record of a person, and of a nomination."""
    if nominee is None:
        return NominationDetails(given_name="")
    said = {name: getattr(nomination, name) for name in FOR_THE_COURSE} if nomination else {}
    return NominationDetails(**{name: getattr(nominee, name) for name in PERSONAL}, **said)


def nominate(
    delegation: Delegation, details: NominationDetails, *, nominee: Nominee | None = None, actor: Actor, now: datetime
) -> Nomination:
    """Begin a draft for a person of the country: somebody new, or somebody named before."""
    require(actor, Permission.NOMINATION_EDIT, delegation)
    earlier = next((row for row in delegation.nominations if nominee and row.nominee_id == nominee.id), None)
    if earlier is not None:
        return nominate_again(earlier, details, actor=actor, now=now)
    return begin(new_nomination(delegation, nominee, actor, now), details, actor=actor, now=now)


def new_nomination(delegation: Delegation, nominee: Nominee | None, actor: Actor, now: datetime) -> Nomination:
    """A draft that is not yet on record, last in the order of the country."""
    nominee = nominee or Nominee(
        country_code=delegation.country_code, given_name="", language_levels={}, different_from=[], created_at=now
    )
    return Nomination(
        course=delegation.course,
        country_code=delegation.country_code,
        nominee=nominee,
        state=S.DRAFT,
        rank=1 + max((row.rank or 0 for row in delegation.nominations), default=0),
        nominated_by=actor.id,
        created_at=now,
    )


def begin(nomination: Nomination, details: NominationDetails, *, actor: Actor, now: datetime) -> Nomination:
    """Put a draft on record."""
    barriers = (rules.call_stands, rules.invited, rules.in_time)
    if reasons := [reason for rule in barriers if (reason := rule(nomination, now))]:
        raise DomainError(*reasons)
    write_down(details, nomination)
    try:
        with session().begin_nested():
            session().add(nomination)
    except IntegrityError as error:
        raise DomainError(ALREADY_NAMED) from error
    record(actor, "nomination.draft", nomination, now, course_id=str(nomination.course_id))
    keep_unfit(nomination, details.unfit, actor=actor, now=now)
    return nomination


def edit(nomination: Nomination, details: NominationDetails, *, version: str, actor: Actor, now: datetime) -> None:
    """Change a draft or what was sent back; ``version`` is the one that was read."""
    require(actor, Permission.NOMINATION_EDIT, nomination)
    if version != version_of(nomination):
        raise DomainError(OUTDATED)
    if nomination.state not in rules.EDITABLE:
        raise DomainError(CLOSED)
    if changed := write_down(details, nomination):
        record(actor, "nomination.edit", nomination, now, fields=changed)
    keep_unfit(nomination, details.unfit, actor=actor, now=now)


def move(nomination: Nomination, by: int, *, actor: Actor, now: datetime) -> None:
    """Move a nominee within the country's order, by so many places up (-1) or down (+1)."""
    require(actor, Permission.NOMINATION_EDIT, nomination)
    if now >= (nomination.course.nominations_close_at or rules.EARLIEST):
        raise DomainError(Message("The deadline has passed: the order of the country is fixed."))
    hold(nomination)
    order = in_order(nomination)
    if nomination not in order:
        raise DomainError(Message("A withdrawn nomination has no place in the order."))
    place = order.index(nomination)
    order.insert(max(0, place + by), order.pop(place))
    number(order)
    record(actor, "nomination.rank", nomination, now, rank=nomination.rank)


def submit(nomination: Nomination, *, actor: Actor, now: datetime) -> None:
    """Send the nomination to the lead; it gets its reference number and the country its receipt."""
    hand_in(nomination, actor=actor, now=now)
    _tell("nominations/submitted", nomination, now)


def hand_in(nomination: Nomination, *, actor: Actor, now: datetime) -> None:
    """Submit without a receipt: whom it replaces stands aside, and a light call accepts the person at once."""
    if nomination.replaces_id is not None:
        hold_places(nomination.course_id)
    hold(nomination)
    replaced = rules.replaced_by(nomination)
    reference = nomination.reference or _next_reference(now)
    rules.MACHINE.take("submit", nomination, actor=actor, now=now)
    nomination.submitted_at = now
    nomination.nominated_by = actor.id
    nomination.reference = reference
    record(actor, "nomination.submit", nomination, now, rank=nomination.rank)
    if replaced is not None:
        take_over(replaced, nomination, actor=actor, now=now)
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
    nomination.rank = nomination.reserve_rank = nomination.replaces_id = None
    for left in (Proposal, TypedAnswers):
        session().execute(delete(left).where(left.nomination_id == nomination.id))
    record(actor, "nomination.withdraw", nomination, now, state=was.value)
    number(in_order(nomination))
    if was in rules.HAS_A_PLACE:
        withdraw_links(nomination, now)
        give_back(nomination.course_id, nomination.country_code)
        why = move_up(nomination, now)
        _tell("nominations/place_freed", nomination, now, state=S.WITHDRAWN.value, why=why)


@dataclass(frozen=True)
class Remarks:
    """What is to be completed: in all, and answer by answer, by the name of the field."""

    general: str
    by_field: dict[str, str] = field(default_factory=dict)


def send_back(
    nomination: Nomination, *, remarks: str | Remarks, complete_by: datetime, actor: Actor, now: datetime
) -> None:
    """Give a nomination back to its country with remarks, to be completed by a moment of its own."""
    remarks = Remarks(remarks) if isinstance(remarks, str) else remarks
    if not remarks.general and not remarks.by_field:
        raise DomainError(Message("Say what is to be completed."))
    if complete_by <= now:
        raise DomainError(Message("The moment to complete it by must lie ahead."))
    rules.MACHINE.take("send_back", nomination, actor=actor, now=now)
    nomination.remarks = remarks.general
    nomination.field_remarks = remarks.by_field
    nomination.complete_by = complete_by
    record(actor, "nomination.send_back", nomination, now, complete_by=complete_by.isoformat())
    _tell("nominations/sent_back", nomination, now)


def version_of(nomination: Nomination) -> str:
    """The version of a nomination and of its nominee, as a form carries it."""
    return f"{nomination.version}.{nomination.nominee.version}"


def nominate_again(nomination: Nomination, details: NominationDetails, *, actor: Actor, now: datetime) -> Nomination:
    """Take up a nomination that was withdrawn or replaced."""
    if nomination.state not in rules.STANDS_ASIDE:
        raise DomainError(ALREADY_NAMED)
    rules.MACHINE.take("nominate_again", nomination, actor=actor, now=now)
    nomination.withdrawn_reason = ""
    nomination.rank = len(in_order(nomination))
    write_down(details, nomination)
    record(actor, "nomination.nominate_again", nomination, now)
    keep_unfit(nomination, details.unfit, actor=actor, now=now)
    return nomination


def write_down(details: NominationDetails, nomination: Nomination) -> list[str]:
    """Take over what was said; the names of the fields that changed.

    The name of somebody who is nominated now changes only in how it is written: else it would be another person.
    """
    details = with_names_checked(details)
    check_name(nomination.nominee, details, apart_from=nomination)
    of_person = changed_fields(nomination.nominee, PERSONAL, details)
    return [*of_person, *changed_fields(nomination, FOR_THE_COURSE, details)]


def with_names_checked(details: NominationDetails) -> NominationDetails:
    """The details with the person's names as they are kept; names that no person has are refused."""
    names: dict[str, Any] = {name: clean_name(getattr(details, name)) for name in NAMES}
    if reasons := [reason for name in names.values() if (reason := objection_to_name(name))]:
        raise DomainError(*reasons)
    return replace(details, **names)


def check_name(person: Nominee, details: NominationDetails, *, apart_from: Nomination | None = None) -> None:
    """Refuse another name for a person of whom another nomination stands."""
    before, after = (person.given_name, person.family_name), (details.given_name, details.family_name)
    if not person.given_name or rules.keeps_the_name(before, after):
        return
    stands = select(Nomination.id).where(Nomination.nominee_id == person.id, Nomination.state.in_(rules.USES_A_NAME))
    if apart_from is not None and apart_from.id is not None:
        stands = stands.where(Nomination.id != apart_from.id)
    if session().scalar(stands.limit(1)):
        raise DomainError(NAME_STAYS)


def changed_fields(row: Nominee | Nomination, names: tuple[str, ...], details: NominationDetails) -> list[str]:
    """Set these fields of a row; the names of those that changed."""
    changed = [name for name in names if getattr(row, name) != getattr(details, name)]
    for name in changed:
        setattr(row, name, getattr(details, name))
    return changed


def _next_reference(now: datetime) -> str:
    first = insertion(ReferenceNumbers).values(year=now.year, last=1)
    raised = first.on_conflict_do_update(index_elements=["year"], set_={"last": ReferenceNumbers.last + 1})
    number = session().scalar(raised.returning(ReferenceNumbers.last), execution_options={"populate_existing": True})
    return f"PESNET-{now.year}-{number:06d}"


def _tell(letter: str, nomination: Nomination, now: datetime, **facts: str) -> None:
    for to in told([nomination.country_code], now)[nomination.country_code]:
        post(letter, to=to, facts={"nomination_id": str(nomination.id), **facts}, now=now)
