"""A selection: the proposals, the balance, what is counted beside the table, and what waits for release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, Subquery, Uuid, bindparam, func, select
from sqlalchemy.orm import aliased, contains_eager

from pesnet.core.db import session
from pesnet.courses.models import Course, CourseCountry, CoursePlaces
from pesnet.network.models import Country
from pesnet.nominations.models import Nomination, NominationState, Nominee, Proposal, ProposalKind, Sex
from pesnet.nominations.queries.table import NONE, Filters, listed, whole_rows
from pesnet.nominations.rules import HAS_A_PLACE, STANDS_ASIDE
from pesnet.workplan.models import Activity, ThematicArea

S = NominationState
T = TypeVar("T")


@dataclass(frozen=True)
class Row:
    """A nominee of the table with the proposal, if there is one."""

    nomination: Nomination
    proposal: Proposal | None


@dataclass(frozen=True)
class Group:
    """Nominees alike in everything the filters and the balance ask for, and how many they are."""

    country: str
    state: NominationState
    sex: Sex | None
    proposal: ProposalKind | None
    interpretation: bool
    is_reached: bool
    number: int

    @property
    def is_going(self) -> bool:
        """Selected already, or proposed to be."""
        return self.state in HAS_A_PLACE or (self.state is S.SUBMITTED and self.proposal is ProposalKind.SELECTED)

    def matches(self, filters: Filters) -> bool:
        """Whether the filters let these nominees through."""
        if filters.codes is not None and self.country not in filters.codes:
            return False
        values = (
            (filters.country, self.country),
            (filters.state, self.state.value),
            (filters.sex, self.sex.value if self.sex else NONE),
            (filters.proposal, self.proposal.value if self.proposal else NONE),
        )
        return all(wanted in ("", value) for wanted, value in values)


@dataclass(frozen=True)
class Overview:
    """Everything that is counted beside the table, from one query."""

    groups: list[Group]

    def total(self, filters: Filters | None = None) -> int:
        """How many nominees there are, or pass the filters."""
        return sum(group.number for group in self.groups if filters is None or group.matches(filters))

    @cached_property
    def named(self) -> Counter[str]:
        """How many people each country has named; withdrawn ones are left out."""
        return _added((group.country, group.number) for group in self.groups if group.state not in STANDS_ASIDE)

    @cached_property
    def pending(self) -> Counter[ProposalKind | None]:
        """How many submitted nominations wait with each kind of proposal, and with none."""
        return _added((group.proposal, group.number) for group in self.groups if group.state is S.SUBMITTED)

    @property
    def proposed(self) -> int:
        """How many proposals wait for the release."""
        return sum(number for kind, number in self.pending.items() if kind is not None)

    @property
    def undecided(self) -> int:
        """How many submitted nominations have no proposal."""
        return self.pending[None]

    @cached_property
    def going(self) -> list[Group]:
        """Those selected or proposed to be."""
        return [group for group in self.groups if group.is_going]

    @property
    def people(self) -> int:
        """How many would take part."""
        return sum(group.number for group in self.going)

    @property
    def women(self) -> int:
        """How many of them are recorded as women."""
        return sum(group.number for group in self.going if group.sex is Sex.FEMALE)

    @property
    def sex_recorded(self) -> int:
        """Of how many of them the sex is recorded."""
        return sum(group.number for group in self.going if group.sex is not None)

    @property
    def need_interpretation(self) -> int:
        """How many of them ask for interpretation."""
        return sum(group.number for group in self.going if group.interpretation)

    @property
    def countries(self) -> set[str]:
        """Their countries."""
        return {group.country for group in self.going}

    @property
    def newly_reached(self) -> set[str]:
        """Those of them that no other course of the work plan has reached."""
        return {group.country for group in self.going if not group.is_reached}


def overview(course: Course) -> Overview:
    """Count the nominees of a course by all that is asked about them."""
    asked = {"course": course.id, "activity": course.activity_id}
    rows = session().execute(_counting(), asked)
    return Overview([_group(*row) for row in rows])


def _group(country: str, state: NominationState, sex: Sex | None, *rest: Any) -> Group:
    """A group of the overview; databases say yes in several ways."""
    proposal, interpretation, is_reached, number = rest
    return Group(country, state, sex, proposal, bool(interpretation), bool(is_reached), number)


@cache
def _counting() -> Any:
    """The statement of the overview, made once: to put it together takes longer than to run it."""
    needs = Nomination.interpretation_into != ""
    reached = _reached()
    is_reached = reached.c.country_code.is_not(None)
    keys = (Nomination.country_code, Nomination.state, Nominee.sex, Proposal.kind, needs, is_reached)
    return (
        select(*keys, func.count())
        .join(Nomination.nominee)
        .outerjoin(Proposal, Proposal.nomination_id == Nomination.id)
        .outerjoin(reached, reached.c.country_code == Nomination.country_code)
        .where(*listed(bindparam("course", type_=Uuid())))
        .group_by(*keys)
    )


def _reached() -> Subquery:
    """The invited countries that hold a place in another course of the same work plan: each found by its first one."""
    own_area, other = aliased(Activity), aliased(Activity)
    plan = (
        select(ThematicArea.plan_id)
        .join(own_area, own_area.area_id == ThematicArea.id)
        .where(own_area.id == bindparam("activity", type_=Uuid()))
        .scalar_subquery()
    )
    elsewhere, area = aliased(Nomination), aliased(ThematicArea)
    in_the_plan = (
        select(elsewhere.id)
        .join(Course, Course.id == elsewhere.course_id)
        .join(other, other.id == Course.activity_id)
        .join(area, area.id == other.area_id)
        .where(
            elsewhere.country_code == CourseCountry.country_code,
            elsewhere.state.in_(HAS_A_PLACE),
            elsewhere.course_id != CourseCountry.course_id,
            area.plan_id == plan,
        )
    )
    invited = CourseCountry.course_id == bindparam("course", type_=Uuid())
    return select(CourseCountry.country_code).where(invited, in_the_plan.exists()).subquery()


def rows(course_id: UUID, filters: Filters, countries: Collection[Country]) -> list[Row]:
    """The whole table, for the list that is downloaded."""
    return [Row(*row) for row in session().execute(whole_rows(_with_proposals(), course_id, filters, countries))]


def pending(course_id: UUID) -> list[Row]:
    """The submitted nominations with a proposal, by country and the country's order; reserves in their order."""
    chosen = _with_proposals().where(
        Nomination.course_id == course_id, Nomination.state == S.SUBMITTED, Proposal.id.is_not(None)
    )
    order = (Nomination.country_code, Nomination.rank, Nomination.submitted_at, Nomination.id)
    fresh = chosen.order_by(*order).execution_options(populate_existing=True)
    return [Row(*row) for row in session().execute(fresh)]


def submitted(course_id: UUID, ids: Collection[UUID]) -> dict[UUID, Row]:
    """These nominations of the course as rows, whatever their state now, by id."""
    chosen = _with_proposals().where(*listed(course_id), Nomination.id.in_(ids))
    fresh = chosen.execution_options(populate_existing=True)
    return {row[0].id: Row(*row) for row in session().execute(fresh)}


def last_reserve(course_id: UUID) -> int:
    """The last place given on the reserve list of a course; 0 when it is empty."""
    return session().scalar(select(func.max(Nomination.reserve_rank)).where(Nomination.course_id == course_id)) or 0


def places(course_id: UUID) -> CoursePlaces | None:
    """The counted places of a course."""
    return session().get(CoursePlaces, course_id)


def overbooked(course: Course, going: Mapping[str, int], counted: CoursePlaces | None) -> dict[str, tuple[int, int]]:
    """Where more are proposed than places are left: country code (empty for the course) → (proposed, left)."""
    found = {}
    total = sum(going.values())
    if counted and counted.places is not None and total > counted.places - counted.taken:
        found[""] = (total, counted.places - counted.taken)
    for row in course.countries:
        if row.places is not None and going.get(row.country_code, 0) > row.places - row.taken:
            found[row.country_code] = (going[row.country_code], row.places - row.taken)
    return found


def _with_proposals() -> Select[Nomination, Proposal]:
    chosen = select(Nomination, Proposal).outerjoin(Proposal, Proposal.nomination_id == Nomination.id)
    return chosen.join(Nomination.nominee).options(contains_eager(Nomination.nominee))


def _added(pairs: Iterable[tuple[T, int]]) -> Counter[T]:
    total: Counter[T] = Counter()
    for key, number in pairs:
        total[key] += number
    return total
