"""Which countries have not replied to a call, who was reminded when, and what that leaves to do."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import selectinload

from pesnet.accounts.models import Holding, Seat, SignedIn
from pesnet.accounts.queries import current_holdings
from pesnet.core.db import session
from pesnet.core.errors import NotFound
from pesnet.core.message import Message, counted
from pesnet.core.task import Task
from pesnet.courses import duties
from pesnet.courses.models import Course, CourseCountry, CoursePlaces, CourseState
from pesnet.courses.queries import for_country
from pesnet.network.models import Country, Party
from pesnet.network.queries import countries
from pesnet.nominations.models import Nomination, NominationState
from pesnet.nominations.queries.scope import calls_within
from pesnet.nominations.replies import rules
from pesnet.nominations.replies.models import NoNominees, Reminder
from pesnet.nominations.replies.rules import Standing
from pesnet.policy import Actor, Permission, Role

Pair = tuple[UUID, str]
"""A course and a country."""


@dataclass(frozen=True)
class Awaited:
    """A country whose reply is awaited, and how to reach it. ``holding`` is nothing where nobody holds the seat."""

    country: Country
    standing: Standing
    reminded: list[datetime] = field(default_factory=list)
    seat: Seat | None = None
    holding: Holding | None = None
    last_sign_in: datetime | None = None

    @property
    def name(self) -> str:
        """The focal point's name."""
        return self.holding.user.name if self.holding else ""

    @property
    def telephone(self) -> str:
        """The telephone of the seat."""
        return self.seat.telephone if self.seat else ""


@dataclass(frozen=True)
class Replies:
    """The replies to a call: those awaited, the countries that will not nominate, and how many have nominated."""

    course: Course
    awaited: list[Awaited]
    declined: list[Country]
    nominated: int


def call(slug: str, actor: Actor) -> Course:
    """A published call, for the secretariat, the auditor and its leads."""
    chosen = _calls(actor).where(Course.slug == slug)
    found = session().scalars(chosen).one_or_none()
    if found is None:
        raise NotFound
    return found


def open_calls(actor: Actor, now: datetime) -> list[Course]:
    """The calls open now that the actor may see, by their deadline."""
    chosen = _calls(actor).where(Course.state == CourseState.PUBLISHED, Course.nominations_close_at > now)
    return list(session().scalars(chosen.order_by(Course.nominations_close_at, Course.slug)))


def replies(courses: Collection[Course], language: str, now: datetime) -> list[Replies]:
    """The replies to these calls as they stand, the countries in the reader's alphabet."""
    ids = [course.id for course in courses]
    standings, no_nominees, reminded = standing(ids), declined(ids), _reminded(ids)
    alphabet = countries(language)
    reached = _reached(alphabet, now)
    found = []
    for course in courses:
        invited = {row.country_code for row in course.countries}
        awaited = [
            Awaited(country, at, reminded.get((course.id, country.code), []), *reached.get(country.code, ()))
            for country in alphabet
            if country.code in invited and (course.id, country.code) not in no_nominees
            if not (at := standings.get((course.id, country.code), Standing())).submitted
        ]
        said = [
            country
            for country in alphabet
            if (course.id, country.code) in no_nominees
            if not standings.get((course.id, country.code), Standing()).submitted
        ]
        nominated = sum(at.submitted > 0 for (key, _code), at in standings.items() if key == course.id)
        found.append(Replies(course, awaited, said, nominated))
    return found


def standing(course_ids: Collection[UUID]) -> dict[Pair, Standing]:
    """How far each country is that began anything."""
    states: dict[Pair, dict[NominationState, int]] = {}
    rows = session().execute(
        select(Nomination.course_id, Nomination.country_code, Nomination.state, func.count())
        .where(Nomination.course_id.in_(course_ids))
        .group_by(Nomination.course_id, Nomination.country_code, Nomination.state)
    )
    for course_id, code, state, number in rows:
        states.setdefault((course_id, code), {})[state] = number
    return {pair: Standing.of(found) for pair, found in states.items()}


def declined(course_ids: Collection[UUID]) -> dict[Pair, NoNominees]:
    """The countries that said that they will not nominate."""
    rows = session().scalars(select(NoNominees).where(NoNominees.course_id.in_(course_ids)))
    return {(row.course_id, row.country_code): row for row in rows}


def to_remind(now: datetime) -> list[UUID]:
    """The open calls for which a reminder may be due."""
    soon = now + timedelta(days=max(rules.STEPS))
    chosen = select(Course.id).where(
        Course.state == CourseState.PUBLISHED, Course.nominations_close_at > now, Course.nominations_close_at <= soon
    )
    return list(session().scalars(chosen.order_by(Course.nominations_close_at)))


def is_full(course: Course) -> bool:
    """Whether a light call has no place left."""
    row = session().get(CoursePlaces, course.id)
    return row is not None and rules.is_full(course, row.places, row.taken)


def waiting(actor: Actor, now: datetime) -> list[Task]:
    """For a country the open calls it has not turned down; for the secretariat one line of replies awaited."""
    tasks: list[Task] = []
    if actor.holds(Role.FOCAL_POINT) and actor.country_code:
        calls = for_country(actor.country_code, now)
        said = declined([course.id for course in calls])
        tasks += [duties.to_answer(row, now) for row in calls if (row.id, actor.country_code) not in said]
    if actor.holds(Role.SECRETARIAT) and not actor.on_behalf_of:
        tasks += _replies_awaited(actor, now)
    return tasks


def _replies_awaited(actor: Actor, now: datetime) -> list[Task]:
    here = (CourseCountry.course_id, CourseCountry.country_code)
    said = exists().where(NoNominees.course_id == here[0], NoNominees.country_code == here[1])
    nominated = exists().where(
        Nomination.course_id == here[0],
        Nomination.country_code == here[1],
        Nomination.state.not_in(rules.NOT_SUBMITTED),
    )
    row = (
        session()
        .execute(
            select(
                func.count().label("pairs"),
                func.count(here[0].distinct()).label("calls"),
                func.min(Course.published_at),
            )
            .select_from(CourseCountry)
            .join(Course, Course.id == CourseCountry.course_id)
            .where(Course.state == CourseState.PUBLISHED, Course.nominations_close_at > now, ~said, ~nominated)
            .where(calls_within(actor, Permission.REPLIES_VIEW))
        )
        .one()
    )
    if not row.pairs:
        return []
    return [
        Task(
            counted("%(n)s reply is awaited", "%(n)s replies are awaited", row.pairs),
            counted("to %(n)s open call", "to %(n)s open calls", row.calls),
            row[2] or now,
            "nominations.replies_index",
            Message("See who has not replied"),
        )
    ]


def _calls(actor: Actor) -> Select[Course]:
    chosen = select(Course).where(Course.published_at.is_not(None), calls_within(actor, Permission.REPLIES_VIEW))
    return chosen.options(selectinload(Course.parties), selectinload(Course.countries))


def _reminded(course_ids: Collection[UUID]) -> dict[Pair, list[datetime]]:
    found: dict[Pair, list[datetime]] = {}
    rows = session().execute(
        select(Reminder.course_id, Reminder.country_code, func.min(Reminder.posted_at))
        .where(Reminder.course_id.in_(course_ids))
        .group_by(Reminder.course_id, Reminder.country_code, Reminder.days)
        .order_by(Reminder.days.desc())
    )
    for course_id, code, moment in rows:
        found.setdefault((course_id, code), []).append(moment)
    return found


def _reached(known: Collection[Country], now: datetime) -> dict[str, tuple[Seat, Holding | None, datetime | None]]:
    """By country the seat of its focal point, who holds it first, and when that person last signed in."""
    codes = [country.code for country in known]
    seats = session().scalars(
        select(Seat).join(Seat.party).where(Seat.role == Role.FOCAL_POINT, Party.country_code.in_(codes))
    )
    by_id = {seat.id: seat for seat in seats}
    holdings: dict[UUID, Holding] = {}
    for holding in current_holdings(by_id, now.date()):
        if holding.user.is_active:
            holdings.setdefault(holding.seat_id, holding)
    users = [holding.user_id for holding in holdings.values()]
    last = session().execute(
        select(SignedIn.user_id, func.max(SignedIn.created_at).label("moment"))
        .where(SignedIn.user_id.in_(users))
        .group_by(SignedIn.user_id)
    )
    signed_in = {row.user_id: row.moment for row in last}
    found = {}
    for key, seat in by_id.items():
        if seat.party is not None and seat.party.country_code:
            holder = holdings.get(key)
            found[seat.party.country_code] = (seat, holder, signed_in.get(holder.user_id) if holder else None)
    return found
