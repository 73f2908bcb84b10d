"""Acts of a lead on the nominations of its course: proposals, and their release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.orm.attributes import set_committed_value

from pesnet.audit.services import record
from pesnet.core.db import session
from pesnet.core.errors import DomainError, NotFound
from pesnet.core.message import Message
from pesnet.courses.models import Course
from pesnet.mail.services import post
from pesnet.nominations import places, rules
from pesnet.nominations.models import Nomination, NominationState, Proposal, ProposalKind
from pesnet.nominations.queries import Row, pending, told
from pesnet.nominations.queries.selection import last_reserve, submitted
from pesnet.nominations.services.offering import offer
from pesnet.policy import Actor, Permission, require

S = NominationState
LAST = 10**6
CHANGED = Message("The proposals have changed since you looked at them. Look at the preview again, then release.")


@dataclass(frozen=True)
class Wish:
    """What a lead wants for a nomination: a kind of decision, or none, and a place on the reserve list."""

    kind: ProposalKind | None
    reserve_rank: int | None = None


@dataclass(frozen=True)
class Decision:
    """A proposal as it stood in a preview."""

    nomination_id: UUID
    kind: ProposalKind
    reserve_rank: int | None = None

    def __str__(self) -> str:
        """The decision as a form carries it."""
        return f"{self.nomination_id}:{self.kind.value}:{self.reserve_rank or 0}"

    @classmethod
    def from_text(cls, text: str) -> Decision:
        """Read what :meth:`__str__` wrote; anything else is a ``DomainError``."""
        try:
            nomination_id, kind, rank = text.split(":")
            return cls(UUID(nomination_id), ProposalKind(kind), int(rank) or None)
        except ValueError as error:
            raise DomainError(CHANGED) from error

    @classmethod
    def of(cls, row: Row) -> Decision:
        """The decision that a row of the table proposes."""
        if row.proposal is None:
            raise DomainError(CHANGED)
        return cls(row.nomination.id, row.proposal.kind, row.proposal.reserve_rank)


def propose(
    nomination: Nomination, kind: ProposalKind | None, *, reserve_rank: int | None = None, actor: Actor, now: datetime
) -> None:
    """Propose a decision on one nomination, or take the proposal back; nobody is told."""
    save_proposals(nomination.course, {nomination.id: Wish(kind, reserve_rank)}, actor=actor, now=now)


def save_proposals(course: Course, wishes: Mapping[UUID, Wish], *, actor: Actor, now: datetime) -> int:
    """Keep what is proposed for several nominations of a course, and give the number of changes.

    Whoever nominated a person cannot propose the decision on that person: another officer does.
    """
    require(actor, Permission.SELECTION_DECIDE, course)
    places.hold(course.id)
    rows = submitted(course.id, wishes)
    if len(rows) != len(wishes):
        raise NotFound
    wanted = {key: wish if wish.kind is ProposalKind.RESERVE else Wish(wish.kind) for key, wish in wishes.items()}
    changed = {key: wish for key, wish in wanted.items() if wish != _wish_of(rows[key])}
    if reasons := [reason for key in changed if (reason := _objection(rows[key].nomination, actor))]:
        raise DomainError(*reasons)
    for key, wish in changed.items():
        _keep(rows[key], wish, actor=actor, now=now)
    if changed:
        plain = {str(key): wish.kind.value if wish.kind else None for key, wish in changed.items()}
        record(actor, "selection.propose", course, now, proposals=plain)
    return len(changed)


def release(course: Course, decisions: Collection[Decision] | None = None, *, actor: Actor, now: datetime) -> int:
    """Carry out the proposals of a course all at once and tell the countries; give the number of decisions.

    ``decisions`` are those seen in the preview: one that has changed since refuses the release. Without them, all that
    wait are released. Places are taken first, by conditional updates: with too few places nothing happens.
    """
    require(actor, Permission.SELECTION_RELEASE, course)
    if open_until := rules.still_open(course, now):
        raise DomainError(open_until)
    places.hold(course.id)
    rows = _chosen(course, decisions)
    if reasons := [reason for row in rows if (reason := own_proposal(row))]:
        raise DomainError(*reasons)
    places.take(course.id, going(rows))
    _carry_out(course, rows, actor=actor, now=now)
    session().execute(delete(Proposal).where(Proposal.nomination_id.in_([row.nomination.id for row in rows])))
    first = update(Course).where(Course.id == course.id, Course.decisions_released_at.is_(None))
    session().execute(first.values(decisions_released_at=now).execution_options(synchronize_session=False))
    kinds = Counter(row.nomination.state.value for row in rows)
    record(actor, "selection.release", course, now, **kinds)
    _tell_countries(course, rows, now)
    return len(rows)


def going(rows: Collection[Row]) -> Counter[str]:
    """How many people of each country these rows propose to select."""
    return Counter(
        row.nomination.country_code for row in rows if row.proposal and row.proposal.kind is ProposalKind.SELECTED
    )


def own_proposal(row: Row) -> Message | None:
    """The objection to a decision proposed by whoever nominated the person."""
    if row.proposal is None or row.proposal.user_id is None or row.proposal.user_id != row.nomination.nominated_by:
        return None
    return Message(
        "%(name)s was nominated by the officer who proposes the decision: another officer must propose it.",
        name=row.nomination.nominee.name,
    )


def _wish_of(row: Row) -> Wish:
    return Wish(row.proposal.kind, row.proposal.reserve_rank) if row.proposal else Wish(None)


def _objection(nomination: Nomination, actor: Actor) -> Message | None:
    if nomination.state is not S.SUBMITTED:
        return Message(
            "%(name)s: the state has changed meanwhile; there is nothing to decide.", name=nomination.nominee.name
        )
    if actor.id is not None and nomination.nominated_by == actor.id:
        return Message(
            "You nominated %(name)s yourself: another officer must propose the decision.", name=nomination.nominee.name
        )
    return None


def _keep(row: Row, wish: Wish, *, actor: Actor, now: datetime) -> None:
    if wish.kind is None:
        session().delete(row.proposal)
        return
    proposal = row.proposal or Proposal(nomination_id=row.nomination.id)
    proposal.kind = wish.kind
    proposal.reserve_rank = wish.reserve_rank if wish.kind is ProposalKind.RESERVE else None
    proposal.user_id = actor.id
    proposal.made_at = now
    session().add(proposal)


def _chosen(course: Course, decisions: Collection[Decision] | None) -> list[Row]:
    rows = pending(course.id)
    for row in rows:
        set_committed_value(row.nomination, "course", course)
    if decisions is not None:
        wanted = set(decisions)
        rows = [row for row in rows if Decision.of(row) in wanted]
        if len(rows) != len(wanted):
            raise DomainError(CHANGED)
    if not rows:
        raise DomainError(Message("There is no proposal to release."))
    return rows


def _carry_out(course: Course, rows: Collection[Row], *, actor: Actor, now: datetime) -> None:
    moves = {decision.nomination_id: rules.DECISIONS[decision.kind] for decision in map(Decision.of, rows)}
    for row in rows:
        rules.MACHINE.take(moves[row.nomination.id], row.nomination, actor=actor, now=now)
        row.nomination.decided_at = now
    reserves = sorted((row for row in rows if row.nomination.state is S.RESERVE), key=_reserve_order)
    for place, row in enumerate(reserves, start=last_reserve(course.id) + 1):
        row.nomination.reserve_rank = place
    offer((row.nomination for row in rows if row.nomination.state is S.SELECTED), now)
    for row in rows:
        record(actor, f"nomination.{moves[row.nomination.id]}", row.nomination, now)


def _reserve_order(row: Row) -> tuple[int, int]:
    """First by the place the lead gave, then by the country's own order."""
    given = row.proposal.reserve_rank if row.proposal else None
    return given or LAST, row.nomination.rank or LAST


def _tell_countries(course: Course, rows: Collection[Row], now: datetime) -> None:
    for code, people in told({row.nomination.country_code for row in rows}, now).items():
        states = {
            str(row.nomination.id): row.nomination.state.value for row in rows if row.nomination.country_code == code
        }
        for to in people:
            post("nominations/decided", to=to, facts={"course_id": str(course.id), "states": states}, now=now)
