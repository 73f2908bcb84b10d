"""Random acts by random people: no impossible state, places never exceeded, every refusal with its reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from pesnet.core.errors import DomainError, NotFound
from pesnet.core.languages import DIRECTIONS, say
from pesnet.core.message import Message
from pesnet.core.workflow import Move
from pesnet.courses.models import CallKind, CourseCountry, CoursePlaces
from pesnet.nominations import rules, services
from pesnet.nominations.models import AnswerLink, Nomination, NominationState
from pesnet.policy import Permission
from tests.factories.courses import a_course, an_activity
from tests.trust.chance import Turn, acts, cast, play, turns, unfilled, watched, worked_on
from tests.trust.figures import record, size
from tests.trust.odds import ELSEWHERE, INVITED, OFTEN

GAMES = size(12, 2000)
MOST = max(GAMES, 60)
"""So many games at most are played until every act was done and refused, and every move taken."""
MONDAY = datetime(2027, 1, 4, 9, tzinfo=UTC)
LENGTH = 36
LIMITS = {"places": 3, "places_per_country": 2, "nominees_per_country": 3, "countries": INVITED}
KINDS = [
    {"call": CallKind.LIGHT},
    {"confirm_by": MONDAY.date() + timedelta(days=40)},
    {"confirm_by": MONDAY.date() + timedelta(days=40)},
    {},
]
"""The calls of the games, in turn: light, with a day to confirm by, and with none."""
TAKEN_BY = [("nominate_again", "nominate"), ("replace", "edit"), ("replace", "submit")]
"""Moves of another name than the acts that lead to them."""
S = NominationState
FACTS = [
    getattr(Nomination, name)
    for name in ("id", "country_code", "state", "rank", "reserve_rank", "reference", "submitted_at", "confirm_by")
]


@dataclass
class Picture:
    """A course as its rows have it."""

    states: dict[UUID, NominationState]
    rows: list[Any]
    places: CoursePlaces
    countries: list[CourseCountry]
    links: Counter[UUID]
    has_a_day: bool

    def problems(self) -> list[str]:
        """What cannot be: counters that are not what one counts, limits passed, places in an order given twice."""
        held = Counter(row.country_code for row in self.rows if row.state in rules.HAS_A_PLACE)
        counted = [("the course", self.places, held.total())]
        counted += [(row.country_code, row, held[row.country_code]) for row in self.countries]
        found = [
            f"{name}: {row.taken} places taken, {number} held" for name, row, number in counted if row.taken != number
        ]
        found += [
            f"{name}: {row.taken} of {row.places} places" for name, row, _number in counted if row.taken > row.places
        ]
        for code in {row.country_code for row in self.rows}:
            own = [row for row in self.rows if row.country_code == code]
            if rules.names_used(own) > LIMITS["nominees_per_country"]:
                found.append(f"{code}: {rules.names_used(own)} names")
            ranks = sorted(row.rank for row in own if row.rank is not None)
            if ranks != list(range(1, len(ranks) + 1)):
                found.append(f"{code}: ranks {ranks}")
        reserve = [row.reserve_rank for row in self.rows if row.state is S.RESERVE]
        if None in reserve or len(set(reserve)) < len(reserve):
            found.append(f"reserve places {reserve}")
        return [*found, *self.odd_rows()]

    def odd_rows(self) -> list[str]:
        """What cannot be said of one nomination: who was offered a place can answer, and nobody else by a link."""
        found = []
        for row in self.rows:
            if (row.reference is None) != (row.submitted_at is None):
                found.append(f"{row.id}: no reference")
            if row.reserve_rank is not None and row.state is not S.RESERVE:
                found.append(f"{row.id}: {row.state.value} with a reserve place")
            if self.links[row.id] > (row.state is S.SELECTED):
                found.append(f"{row.id}: {row.state.value} with {self.links[row.id]} valid links")
            if self.has_a_day and row.state is S.SELECTED and row.confirm_by is None:
                found.append(f"{row.id}: selected, and never to be confirmed")
        return found


@dataclass
class Tally:
    """What happened in all games: moves taken, acts done and refused by name, and what went wrong."""

    moves: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    present: Picture | None = None
    games: int = 0

    def likely(self) -> list[str]:
        """The acts that there is something to do for, as often as they are tried; the ones missed so far the most."""
        states = set(self.present.states.values()) if self.present else set()
        fitting = [name for name in acts() if not worked_on(name) or states.intersection(worked_on(name))]
        missed = [name for name in fitting if not (self.done[name] and self.refused[name])]
        missed += [act for move, act in TAKEN_BY if not self.moves[move] and act in fitting]
        return [name for name in fitting for _time in range(OFTEN.get(name, 1) + 6 * missed.count(name))]


def look(db, course, now: datetime) -> Picture:
    """The course as it is now."""
    with db.reading() as reading:
        rows = reading.execute(select(*FACTS).where(Nomination.course_id == course.id)).all()
        countries = reading.scalars(select(CourseCountry).where(CourseCountry.course_id == course.id)).all()
        is_valid = (AnswerLink.used_at.is_(None), AnswerLink.expires_at > now)
        links = select(AnswerLink.nomination_id).join(AnswerLink.nomination)
        return Picture(
            {row.id: row.state for row in rows},
            list(rows),
            reading.get_one(CoursePlaces, course.id),
            list(countries),
            Counter(reading.scalars(links.where(Nomination.course_id == course.id, *is_valid))),
            course.confirm_by is not None,
        )


def astray(before: Picture, after: Picture, taken: list[tuple[UUID | None, str, Any, Any]]) -> list[str]:
    """The nominations whose state is not where the moves of the table have led them; new ones begin as drafts."""
    found = []
    for key, state in after.states.items():
        at = before.states.get(key, S.DRAFT)
        for _key, name, source, target in (step for step in taken if step[0] == key):
            move = rules.MACHINE.moves[name]
            at = target if source is at and source in move.sources and target is move.target else None
        if at is not state:
            found.append(f"{key} is {state.value}, but the moves lead to {at}")
    return found + [f"{key} is gone" for key in before.states.keys() - after.states.keys()]


def attempt(db, turn: Turn, act: Any, tally: Tally, taken: list[Any]) -> list[str]:
    """Try one act in a transaction of its own; what is wrong with how it was refused."""
    try:
        with db.writing():
            play(turn, act)
    except (DomainError, NotFound) as refusal:
        taken.clear()
        tally.refused[turn.act] += 1
        return unreasoned(refusal)
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        taken.clear()
        return [f"{type(error).__name__}: {error}"]
    tally.done[turn.act] += 1
    tally.moves.update(name for _key, name, _source, _target in taken)
    return []


def unreasoned(refusal: DomainError | NotFound) -> list[str]:
    """What a refusal owes: at least one reason that can be said in every language."""
    if isinstance(refusal, NotFound):
        return []
    said = [say(reason, language) for reason in refusal.reasons for language in DIRECTIONS]
    return [] if said and all(said) else ["refused without a reason"]


def game(db, seed: int, activity, people, tally: Tally) -> None:
    """One course, from its publication: its turns, and a look at the rows after each."""
    course, story = a_course(db, MONDAY, activity=activity, **LIMITS, **KINDS[seed % len(KINDS)]), []
    before = tally.present = look(db, course, MONDAY)
    for turn in turns(seed, course, people, MONDAY, LENGTH, tally.likely):
        taken: list[Any] = []
        done = tally.done.total()
        with watched(taken):
            wrong = attempt(db, turn, acts()[turn.act], tally, taken)
        after = look(db, course, turn.now) if tally.done.total() > done else before
        story.append(
            f"{turn.now:%d %b %H:%M} {turn.actor.name or turn.actor.kind} {turn.act} {[step[1] for step in taken]}"
        )
        if wrong := [*wrong, *astray(before, after, taken), *after.problems()]:
            tally.problems.append("\n".join([f"game {seed}: {'; '.join(wrong)}", *story]))
            return
        before = tally.present = after


def games(db, number: int, most: int = 0) -> Tally:
    """That many games with the same people, then more, but not more than the most, until nothing is missed."""
    tally, people, activity = Tally(), cast(db, MONDAY), an_activity(db)
    for seed in range(max(number, most)):
        if seed >= number and not not_driven(tally):
            break
        tally.games += 1
        game(db, seed, activity, people, tally)
        if tally.problems:
            break
    return tally


def not_driven(tally: Tally) -> list[str]:
    """The moves of the machine that no game took, and the acts that none did or none saw refused."""
    found = [f"move {name}" for name in rules.MACHINE.moves if not tally.moves[name]]
    found += [f"act {name} never done" for name in acts() if not tally.done[name]]
    return found + [f"act {name} never refused" for name in acts() if not tally.refused[name]]


def test_everybody_knows_how_to_play_every_act():
    assert unfilled(acts()) == []
    assert ELSEWHERE.keys() <= set(services.__all__)


def test_an_act_that_nobody_can_play_is_found():
    def replace(nomination, substitute, *, actor, now): ...

    assert unfilled({"replace": replace}) == ["replace: substitute"]


def test_random_acts_lead_to_no_impossible_state(db, engine_name):
    tally = games(db, GAMES, MOST)
    figures = {"done": tally.done.total(), "refused": tally.refused.total(), "moves": dict(sorted(tally.moves.items()))}
    record("random_acts", database=engine_name, games=tally.games, **figures, problems=len(tally.problems))
    if tally.problems:
        pytest.fail(tally.problems[0], pytrace=False)
    assert not_driven(tally) == []


def forget(what: Any, of_what: Any) -> None:
    """Give no place back, withdraw no link, offer nothing."""


def jump(nomination: Nomination, *, actor, now) -> None:
    """Confirm on the side what was never submitted."""
    nomination.state = S.SELECTED


def stumble(nomination: Nomination, by: int, *, actor, now) -> None:
    """Forget that not everybody has a place in the order."""
    nomination.rank = [nomination].index(None) + by


def refuse(nomination: Nomination, *, reason: str, actor, now) -> None:
    """Refuse without a word."""
    raise DomainError


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("where", "name", "broken", "words"),
    [
        (services.nominating, "give_back", forget, "places taken"),
        (services.answering, "withdraw_links", forget, "valid links"),
        (services.promoting, "offer", forget, "never to be confirmed"),
        (services, "submit", jump, "but the moves lead to"),
        (services, "move", stumble, "ValueError"),
        (services, "withdraw", refuse, "without a reason"),
    ],
)
def test_a_broken_act_is_found(db, where, name, broken, words, monkeypatch):
    monkeypatch.setattr(where, name, broken)
    assert [words in problem for problem in games(db, 200).problems] == [True]


def test_a_move_that_is_never_taken_is_named(monkeypatch):
    lost = Move(Message("Lose"), frozenset({S.SELECTED}), S.WITHDRAWN, Permission.RUN_CLOCK)
    monkeypatch.setitem(rules.MACHINE.moves, "lose", lost)
    assert "move lose" in not_driven(Tally())
