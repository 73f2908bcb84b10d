"""Random acts by random people on one course: every public act of the nominations' services, found by itself.

An act is called with what its parameters are named after. A parameter that nobody knows how to fill is named by
:func:`unfilled`, so that a new act or move joins the game or is missed aloud.
"""

from __future__ import annotations

import inspect
import random
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm.attributes import set_committed_value

from pesnet.core.db import Database, session
from pesnet.core.errors import NotFound
from pesnet.courses.models import Course
from pesnet.nominations import queries, rules, services
from pesnet.nominations.models import AnswerLink, Nomination, NominationState, Nominee, ProposalKind
from pesnet.nominations.queries.answers import whole_by_id
from pesnet.nominations.queries.nominations import whole
from pesnet.nominations.services import Decision, NominationDetails, Wish
from pesnet.policy import CLOCK, Actor, Permission, may
from tests.factories.nominations import COMPLETE, SECRETARY, actor_of
from tests.factories.people import a_focal_point, a_lead_officer, a_secretary
from tests.trust.odds import CARE, DAY, DECIDING, ELSEWHERE, INVITED, LOOKED_FOR, NEEDED, OPENING, PAUSES


def cast(db: Database, now: datetime) -> list[Actor]:
    """Who acts: focal points of three countries and a deputy, leads, the secretariat, the clock."""
    focal = [a_focal_point(db, code) for code in INVITED]
    leads = [
        a_lead_officer(db, "TN"),
        a_lead_officer(db, "TN"),
        a_lead_officer(db, "TN", principal=False),
        a_lead_officer(db, "PK"),
    ]
    others = [a_focal_point(db, "JO", principal=False), a_secretary(db)]
    return [*(actor_of(db, user, now) for user in (*focal, *leads, *others)), CLOCK]


@dataclass
class Turn:
    """One act about to be tried: by whom of these people, when, on which course, and what it was given so far."""

    dice: random.Random
    course: Course
    people: list[Actor]
    actor: Actor
    now: datetime
    act: str
    number: int
    given: dict[str, Any] = field(default_factory=dict)

    def any_nomination(self) -> Nomination:
        """One of the course; mostly one in a state from which the act could move it, tried by somebody who may."""
        rows = select(Nomination).join(Nomination.nominee).options(*whole())
        rows = rows.where(Nomination.course_id == self.course.id).order_by(Nominee.given_name, Nomination.id)
        known = list(session().scalars(rows))
        fitting = [row for row in known if row.state in worked_on(self.act)]
        if self.act in {"edit", "submit"} and self.dice.random() < CARE:
            fitting = [row for row in fitting if row.replaces_id] or fitting
        if not known:
            raise NotFound
        chosen = self.dice.choice(fitting or known)
        return chosen if self.is_left_to_one_who_may(chosen) else queries.nomination(chosen.id, self.actor)

    def the_course(self) -> Course:
        """The course, mostly for somebody who may act on it."""
        self.is_left_to_one_who_may(queries.call(self.course.slug, SECRETARY))
        return queries.call(self.course.slug, self.actor)

    def is_left_to_one_who_may(self, subject: Any) -> bool:
        """Mostly give the turn to one of those who may do the act on this subject, where there are any."""
        able = [who for who in self.people if may(who, permission_of(self.act), subject)]
        if not able or self.dice.random() > CARE:
            return False
        self.actor = self.dice.choice(able)
        return True

    def pick(self, *choices: Any) -> Any:
        """One of these."""
        return self.dice.choice(choices)


def _delegation(turn: Turn) -> queries.Delegation:
    own = turn.actor.country_code
    code = own if own and turn.dice.random() < CARE else turn.pick(*INVITED, "PK")
    return queries.delegation(turn.course.slug, code, turn.actor)


def _nominee(turn: Turn) -> Nominee | None:
    delegation, nomination = turn.given.get("delegation"), turn.given.get("nomination")
    rows = delegation.nominations if delegation else [row for row in nomination.delegation if row is not nomination]
    again = {*rules.STANDS_ASIDE, *([] if delegation else [NominationState.DRAFT])}
    named = [row.nominee_id for row in rows if row.state in again or turn.dice.random() < 0.1]
    chosen = turn.pick(None, *named, *named, *named)
    return chosen and session().get_one(Nominee, chosen)


def _link(turn: Turn) -> AnswerLink:
    rows = select(AnswerLink).join(AnswerLink.nomination).join(Nomination.nominee)
    known = list(session().scalars(rows.where(Nomination.course_id == turn.course.id).order_by(Nominee.given_name)))
    valid = [row for row in known if row.used_at is None and row.expires_at > turn.now]
    if not known:
        raise NotFound
    link: AnswerLink = turn.dice.choice(valid if valid and turn.dice.random() < CARE else known)
    set_committed_value(link, "nomination", whole_by_id(link.nomination_id))
    return link


def _details(turn: Turn, part: str = "") -> NominationDetails:
    experience = turn.pick(*["Much."] * 5, "")
    name = f"P{turn.number:03}{part}"
    return replace(COMPLETE, given_name=name, email=f"{name}@example.org", experience=experience)


def _people(turn: Turn) -> list[NominationDetails]:
    people = [_details(turn, part) for part in "ab"[: turn.pick(1, 1, 2)]]
    unnamed = replace(people[0], email=turn.pick("", people[0].email))
    return [*people, *[unnamed] * turn.pick(0, 0, 0, 0, 0, 1)]


def _codes(turn: Turn) -> list[str]:
    present = [row.country_code for row in turn.given["course"].countries]
    kept = [code for code in present if turn.dice.random() < CARE]
    return sorted({*kept, *turn.pick([], INVITED, INVITED, ["PK"])})


def _answers(turn: Turn) -> dict[str, str]:
    typed = {"given_name": f"P{turn.number:03}", "form_key": f"form-{turn.number}"}
    return {**typed, "version": _version(turn)} if "nomination" in turn.given else typed


def _version(turn: Turn) -> str:
    version: str = turn.pick("0.0", *[services.nominating.version_of(turn.given["nomination"])] * 4)
    return version


def _wishes(turn: Turn) -> dict[UUID, Wish]:
    rows = select(Nomination.id).join(Nomination.nominee).where(Nomination.course_id == turn.course.id)
    rows = rows.where(Nomination.state == NominationState.SUBMITTED).order_by(Nominee.given_name)
    chosen = [key for key in session().scalars(rows) if turn.dice.random() < 0.8]
    kinds = (None, *ProposalKind, ProposalKind.SELECTED, ProposalKind.SELECTED, ProposalKind.RESERVE)
    return {key: Wish(turn.pick(*kinds), turn.pick(None, 1, 2)) for key in chosen}


def _decisions(turn: Turn) -> list[Decision] | None:
    if turn.dice.random() < 0.8:
        return None
    seen = [Decision.of(row) for row in queries.pending(turn.course.id)]
    return seen[: turn.dice.randint(0, len(seen))] + [Decision(UUID(int=1), ProposalKind.SELECTED)] * turn.pick(0, 0, 1)


FILLED: dict[str, Callable[[Turn], Any]] = {
    "nomination": Turn.any_nomination,
    "delegation": _delegation,
    "course": Turn.the_course,
    "nominee": _nominee,
    "details": _details,
    "answers": _answers,
    "people": _people,
    "codes": _codes,
    "link": _link,
    "version": _version,
    "by": lambda turn: turn.pick(-1, 1),
    "reason": lambda turn: turn.pick("", "Ill", "Ill", "Ill"),
    "remarks": lambda turn: turn.pick("", "More, please", "More, please"),
    "complete_by": lambda turn: turn.now + turn.pick(-1, 2, 5, 20) * DAY,
    "kind": lambda turn: turn.pick(None, *ProposalKind, ProposalKind.SELECTED, ProposalKind.SELECTED),
    "becomes": lambda turn: turn.pick(None, *ProposalKind),
    "reserve_rank": lambda turn: turn.pick(None, 1, 2),
    "wishes": _wishes,
    "decisions": _decisions,
    "actor": lambda turn: turn.actor,
    "now": lambda turn: turn.now,
}
"""What an act is given, by the name of its parameter."""


def acts() -> dict[str, Callable[..., Any]]:
    """The public acts of the services, by name, but for what no game plays."""
    named = {name: getattr(services, name) for name in services.__all__ if name not in ELSEWHERE}
    return {name: act for name, act in named.items() if inspect.isfunction(act)}


def unfilled(given: dict[str, Callable[..., Any]]) -> list[str]:
    """The parameters of these acts that must be given and that nobody knows how to fill."""
    return [
        f"{act}: {name}"
        for act, function in given.items()
        for name, parameter in inspect.signature(function).parameters.items()
        if name not in FILLED and parameter.default is parameter.empty
    ]


def play(turn: Turn, act: Callable[..., Any]) -> None:
    """Call the act with everything its parameters are named after."""
    for name in inspect.signature(act).parameters:
        if name in FILLED:
            turn.given[name] = FILLED[name](turn)
    act(**turn.given)


def turns(
    seed: int, course: Course, people: list[Actor], start: datetime, length: int, likely: Callable[[], list[str]]
) -> Iterator[Turn]:
    """The turns of one game: who tries what, and when; mostly those who could.

    ``likely`` are the acts that there is something to do for now; they are mostly chosen from.
    """
    dice = random.Random(seed)
    names = list(acts())
    closing, late = dice.randint(length // 3, length * 2 // 5), dice.choice([-DAY, DAY, DAY])
    jumps = {
        closing: course.nominations_close_at,
        closing + dice.randint(8, length // 2): _midnight(course.confirm_by or start.date()) + late,
        dice.randint(length * 3 // 4, length * 2): _midnight(course.starts_on) + late,
    }
    now = start
    for number in range(length):
        now = max(now + dice.choice(PAUSES), jumps.get(number, now))
        usual = OPENING[course.call] if number < closing else DECIDING if number < closing + 6 else ()
        usual = ("nominate",) if number < 3 else usual
        act = dice.choice(usual if usual and dice.random() < 0.75 else likely() if dice.random() < CARE else names)
        able = [who for who in people if dice.random() > CARE or may(who, permission_of(act))]
        yield Turn(dice, course, people, dice.choice(able or people), now, act, number)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def worked_on(act: str) -> Collection[NominationState]:
    """The states of nominations for which this act is mostly tried; none when it looks at no nomination."""
    move = rules.MACHINE.moves.get(act)
    return move.sources if move else LOOKED_FOR.get(act, ())


def permission_of(act: str) -> Permission:
    """What an act needs: that of its move, or what is known of it."""
    move = rules.MACHINE.moves.get(act)
    return move.permission if move else NEEDED.get(act, Permission.SITE_VIEW)


@contextmanager
def watched(taken: list[tuple[UUID | None, str, Any, Any]]) -> Iterator[None]:
    """Note every move that the machine takes: of which nomination, its name, from where to where."""
    real = rules.MACHINE.take

    def take(name: str, subject: Any, **given: Any) -> None:
        before = subject.state
        real(name, subject, **given)
        taken.append((subject.id, name, before, subject.state))

    rules.MACHINE.take = take  # type: ignore[method-assign]
    try:
        yield
    finally:
        rules.MACHINE.take = real  # type: ignore[method-assign]
