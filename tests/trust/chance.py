"""Random acts by random people on one course: every public act of the nominations' services, found by itself.

An act is called with what its parameters are named after. A parameter that nobody knows how to fill is named by
:func:`unfilled`, so that a new act or move joins the game or is missed aloud.
"""

from __future__ import annotations

import inspect
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, true
from sqlalchemy.orm.attributes import set_committed_value

from pesnet.core.db import Database, session
from pesnet.core.errors import NotFound
from pesnet.courses.models import Course
from pesnet.nominations import queries, rules, services
from pesnet.nominations.models import AnswerLink, Nomination, NominationState, Nominee, ProposalKind
from pesnet.nominations.queries.answers import whole_by_id
from pesnet.nominations.queries.scope import within
from pesnet.nominations.services import Decision, Wish
from pesnet.policy import CLOCK, Actor, Permission, may
from tests.factories.nominations import COMPLETE, actor_of
from tests.factories.people import a_focal_point, a_lead_officer, a_secretary

P = Permission
CARE = 0.85
"""How often people try what they could do."""
INVITED = ("JO", "SN", "MA")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PAUSES = (0 * HOUR, 0 * HOUR, HOUR, DAY, 4 * DAY)
OPENING = ("nominate", "submit", "nominate", "submit", "accept_people")
OFTEN = {
    **dict.fromkeys(("submit", "withdraw", "replace", "decline_by_link"), 2),
    **dict.fromkeys(("propose", "save_proposals", "confirm_by_link", "reverse", "lapse"), 3),
    "release": 6,
}
"""How often the acts without which nothing happens are tried, beside the others; before the deadline come the first."""
NEEDED = {
    "nominate": P.NOMINATION_EDIT,
    "edit": P.NOMINATION_EDIT,
    "move": P.NOMINATION_EDIT,
    "propose": P.SELECTION_DECIDE,
    "save_proposals": P.SELECTION_DECIDE,
    "release": P.SELECTION_RELEASE,
    "start": P.NOMINATION_EDIT,
    "keep": P.NOMINATION_EDIT,
    "discard_typed": P.NOMINATION_EDIT,
    "edit_person": P.PEOPLE_EDIT,
    "merge": P.PEOPLE_EDIT,
    "tell_apart": P.PEOPLE_EDIT,
    "accept_people": P.NOMINATION_SUBMIT,
    "change_countries": P.COURSE_PUBLISH,
}
"""What those need who do an act that is no move of the machine; where nothing stands, anybody tries."""
LOOKED_FOR = {
    "propose": {NominationState.SUBMITTED},
    "edit": rules.EDITABLE,
    "keep": rules.EDITABLE,
    "replace": rules.REPLACEABLE,
}
"""The states of nominations for which such an act is mostly tried."""


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
    """One act about to be tried: by whom, when, on which course, and what it was given so far."""

    dice: random.Random
    course: Course
    actor: Actor
    now: datetime
    act: str
    number: int
    given: dict[str, Any] = field(default_factory=dict)

    def any_nomination(self) -> Nomination:
        """One of the course, mostly one that this actor sees, in a state from which the act could move it."""
        is_asked = self.actor is not CLOCK and self.dice.random() < CARE
        is_seen = within(self.actor, P.NOMINATION_VIEW) if is_asked else true()
        rows = session().execute(
            select(Nomination.id, Nomination.state, Nomination.replaces_id)
            .join(Nomination.nominee)
            .where(Nomination.course_id == self.course.id, is_seen)
            .order_by(Nominee.given_name, Nomination.id)
        )
        found = rows.all()
        known: list[tuple[UUID, NominationState]] = [(row.id, row.state) for row in found]
        awaited = [row.id for row in found if row.replaces_id and row.state is NominationState.DRAFT]
        sources = (
            rules.MACHINE.moves[self.act].sources if self.act in rules.MACHINE.moves else LOOKED_FOR.get(self.act, ())
        )
        fitting = [key for key, state in known if state in sources]
        fitting = awaited if awaited and self.act in {"submit", "edit"} else fitting
        chosen = fitting if fitting and self.dice.random() < CARE else [key for key, _state in known]
        if not chosen:
            raise NotFound
        key = self.dice.choice(chosen)
        return whole_by_id(key) if self.actor is CLOCK else queries.nomination(key, self.actor)

    def pick(self, *choices: Any) -> Any:
        """One of these."""
        return self.dice.choice(choices)


def _delegation(turn: Turn) -> queries.Delegation:
    own = turn.actor.country_code
    code = own if own and turn.dice.random() < CARE else turn.pick(*INVITED, "PK")
    return queries.delegation(turn.course.slug, code, turn.actor)


def _nominee(turn: Turn) -> Nominee | None:
    rows = turn.given["delegation"].nominations
    named = [row.nominee for row in rows if row.state in rules.STANDS_ASIDE or turn.dice.random() < 0.1]
    return turn.pick(None, *named)


def _somebody(turn: Turn) -> Nominee:
    """A person, mostly of the actor's own country."""
    own = Nominee.country_code == turn.actor.country_code if turn.dice.random() < CARE else true()
    known = session().scalars(select(Nominee).where(own).order_by(Nominee.given_name, Nominee.id)).all()
    if not known:
        raise NotFound
    return turn.dice.choice(known)


def _link(turn: Turn) -> AnswerLink:
    """A link that was mailed to somebody of the course, mostly one that holds."""
    chosen = select(AnswerLink).join(Nomination).where(Nomination.course_id == turn.course.id)
    mailed = session().scalars(chosen.order_by(AnswerLink.created_at, AnswerLink.id)).all()
    fitting = [link for link in mailed if link.used_at is None and link.expires_at > turn.now]
    if not mailed:
        raise NotFound
    link = turn.dice.choice(fitting if fitting and turn.dice.random() < CARE else mailed)
    set_committed_value(link, "nomination", whole_by_id(link.nomination_id))
    return link


def _answers(turn: Turn) -> dict[str, str]:
    """What was typed so far; of a draft with the version that was read, mostly."""
    typed = {"given_name": f"P{turn.number:03}", "statement": turn.pick("", "Half a sen")}
    nomination = turn.given.get("nomination")
    if nomination is None:
        return typed
    return typed | {"version": turn.pick("0.0", *[services.nominating.version_of(nomination)] * 4)}


def _wishes(turn: Turn) -> dict[UUID, Wish]:
    rows = select(Nomination.id).join(Nomination.nominee).where(Nomination.course_id == turn.course.id)
    rows = rows.where(Nomination.state == NominationState.SUBMITTED).order_by(Nominee.given_name)
    chosen = [key for key in session().scalars(rows) if turn.dice.random() < 0.6]
    return {key: Wish(turn.pick(None, *ProposalKind), turn.pick(None, 1, 2)) for key in chosen}


def _decisions(turn: Turn) -> list[Decision] | None:
    if turn.dice.random() < 0.6:
        return None
    seen = [Decision.of(row) for row in queries.pending(turn.course.id)]
    return seen[: turn.dice.randint(0, len(seen))] + [Decision(UUID(int=1), ProposalKind.SELECTED)] * turn.pick(0, 0, 1)


def _version(turn: Turn) -> str:
    if "person" in turn.given:
        return str(turn.given["person"].version)
    return services.nominating.version_of(turn.given["nomination"])


FILLED: dict[str, Callable[[Turn], Any]] = {
    "nomination": Turn.any_nomination,
    "delegation": _delegation,
    "course": lambda turn: queries.call(turn.course.slug, turn.actor),
    "nominee": lambda turn: _nominee(turn) if "delegation" in turn.given else turn.pick(None, _somebody(turn)),
    "person": _somebody,
    "one": _somebody,
    "other": _somebody,
    "details_of": lambda turn: turn.pick(turn.given["one"], turn.given["other"]),
    "answers": _answers,
    "link": _link,
    "codes": lambda turn: turn.pick([], [*INVITED], [*INVITED, "PK"], ["JO", "SN", "MY"]),
    "becomes": lambda turn: turn.pick(None, *ProposalKind),
    "people": lambda turn: [
        replace(COMPLETE, given_name=f"P{turn.number:03}", email=f"p{turn.number}@example.org", position=position)
        for position in turn.pick(["Analyst"], ["Analyst"], [""])
    ],
    "details": lambda turn: replace(
        COMPLETE, given_name=f"P{turn.number:03}", experience=turn.pick("Much.", "Much.", "Much.", "")
    ),
    "version": lambda turn: turn.pick("0.0", *[_version(turn)] * 4),
    "by": lambda turn: turn.pick(-1, 1),
    "reason": lambda turn: turn.pick("", "Ill", "Ill", "Ill"),
    "remarks": lambda turn: turn.pick("", "More, please", "More, please"),
    "complete_by": lambda turn: turn.now + turn.pick(-1, 2, 5, 20) * DAY,
    "kind": lambda turn: turn.pick(None, *ProposalKind, ProposalKind.SELECTED, ProposalKind.SELECTED),
    "reserve_rank": lambda turn: turn.pick(None, 1, 2),
    "wishes": _wishes,
    "decisions": _decisions,
    "actor": lambda turn: turn.actor,
    "now": lambda turn: turn.now,
}
"""What an act is given, by the name of its parameter."""


def acts() -> dict[str, Callable[..., Any]]:
    """The public acts of the services, by name; what takes no moment only looks."""
    known = {name: getattr(services, name) for name in services.__all__}
    return {
        name: act
        for name, act in known.items()
        if inspect.isfunction(act) and "now" in inspect.signature(act).parameters
    }


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


def turns(seed: int, course: Course, people: list[Actor], start: datetime, length: int) -> Iterator[Turn]:
    """The turns of one game: who tries what, and when; mostly those who could."""
    dice = random.Random(seed)
    names = [name for name in acts() for _time in range(OFTEN.get(name, 1))]
    now, closing, beginning = start, dice.randint(length // 3, length // 2), dice.randint(length * 3 // 4, length * 2)
    for number in range(length):
        now += dice.choice(PAUSES)
        if number == closing:
            now = max(now, course.nominations_close_at)
        if number == beginning:
            now = max(now, datetime.combine(course.starts_on, time(), UTC) + dice.choice([-DAY, DAY]))
        act = dice.choice(OPENING if number < closing and dice.random() < 0.7 else names)
        able = [who for who in people if dice.random() > CARE or may(who, permission_of(act))]
        yield Turn(dice, course, dice.choice(able or people), now, act, number)


def permission_of(act: str) -> Permission:
    """What an act needs: that of its move, or what is known of it."""
    move = rules.MACHINE.moves.get(act)
    return move.permission if move else NEEDED.get(act, P.SITE_VIEW)


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
