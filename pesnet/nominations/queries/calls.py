"""All calls of one country: what is open, what waits for an answer, and what became of the others, by year."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from pesnet.core.db import session
from pesnet.courses.models import Course, CourseCountry, CourseState
from pesnet.nominations.models import Nomination, NominationState
from pesnet.nominations.queries.nominations import of_country
from pesnet.nominations.rules import EARLIEST, HAS_A_PLACE, USES_A_NAME

S = NominationState


@dataclass(frozen=True)
class CallOfCountry:
    """A call with what the country has done with it; ``due`` are the nominations sent back, the next date first."""

    course: Course
    places: int | None
    states: dict[NominationState, int]
    due: list[Nomination] = field(default_factory=list)

    @property
    def names_used(self) -> int:
        """How many names the country has used."""
        return sum(number for state, number in self.states.items() if state in USES_A_NAME)

    @property
    def nominated(self) -> int:
        """How many people were submitted and did not stand aside."""
        return self.names_used + self.states.get(S.NOT_SELECTED, 0)

    @property
    def selected(self) -> int:
        """How many people have a place."""
        return sum(number for state, number in self.states.items() if state in HAS_A_PLACE)

    @property
    def drafts(self) -> int:
        """How many drafts wait."""
        return self.states.get(S.DRAFT, 0)

    @property
    def closes_at(self) -> datetime:
        """The deadline; a call without one has closed long ago."""
        return self.course.nominations_close_at or EARLIEST

    def is_open(self, now: datetime) -> bool:
        """Whether nominations can be submitted."""
        return self.course.state is CourseState.PUBLISHED and now < self.closes_at

    def is_ahead(self, now: datetime) -> bool:
        """Whether the call is over and the course is not."""
        last_day = self.course.ends_on
        stands = self.course.state is CourseState.PUBLISHED
        return stands and not self.is_open(now) and (last_day is None or now.date() <= last_day)


def calls_of(country_code: str) -> list[CallOfCountry]:
    """Every published call that the country was invited to, the latest course first."""
    rows = session().execute(
        select(Course, CourseCountry.places)
        .join(CourseCountry, CourseCountry.course_id == Course.id)
        .where(CourseCountry.country_code == country_code, Course.published_at.is_not(None))
        .order_by(Course.starts_on.desc(), Course.id)
    )
    calls = [(course, places) for course, places in rows]
    states = of_country(country_code, [course.id for course, _places in calls])
    due = (
        session()
        .scalars(
            select(Nomination)
            .where(Nomination.country_code == country_code, Nomination.state == S.SENT_BACK)
            .options(joinedload(Nomination.nominee))
            .order_by(Nomination.complete_by)
        )
        .all()
    )
    return [
        CallOfCountry(course, places, states[course.id], [row for row in due if row.course_id == course.id])
        for course, places in calls
    ]


def by_year(calls: list[CallOfCountry]) -> dict[int, list[CallOfCountry]]:
    """These calls by the year in which their courses begin, as they stand in the list."""
    years: dict[int, list[CallOfCountry]] = {}
    for call in calls:
        if call.course.starts_on:
            years.setdefault(call.course.starts_on.year, []).append(call)
    return years
