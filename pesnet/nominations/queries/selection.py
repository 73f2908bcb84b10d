"""The table of a selection: its rows, the proposals, the balance and what waits for release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import contains_eager

from pesnet.core.db import session
from pesnet.core.paging import PAGE_SIZE, Page
from pesnet.courses.models import Course, CoursePlaces
from pesnet.network.models import Country
from pesnet.nominations.models import Nomination, NominationState, Nominee, Proposal, ProposalKind, Sex

S = NominationState
T = TypeVar("T")
LISTED = (S.SUBMITTED, S.SENT_BACK, S.SELECTED, S.RESERVE, S.NOT_SELECTED, S.WITHDRAWN)
NONE = "none"
"""The filter's word for no proposal, and for a sex that is not recorded."""


@dataclass(frozen=True)
class Filters:
    """What a reader wants to see of the table, and in which order; empty means everything."""

    country: str = ""
    state: str = ""
    sex: str = ""
    proposal: str = ""
    sort: str = "country"


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
    number: int

    @property
    def is_going(self) -> bool:
        """Selected already, or proposed to be."""
        return self.state is S.SELECTED or (self.state is S.SUBMITTED and self.proposal is ProposalKind.SELECTED)

    def matches(self, filters: Filters) -> bool:
        """Whether the filters let these nominees through."""
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
        return _added((group.country, group.number) for group in self.groups if group.state is not S.WITHDRAWN)

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


def overview(course_id: UUID) -> Overview:
    """Count the nominees of a course by all that is asked about them."""
    needs = Nomination.interpretation_into != ""
    keys = (Nomination.country_code, Nomination.state, Nominee.sex, Proposal.kind, needs)
    rows = session().execute(
        select(*keys, func.count())
        .join(Nomination.nominee)
        .outerjoin(Proposal, Proposal.nomination_id == Nomination.id)
        .where(*_listed(course_id))
        .group_by(*keys)
    )
    return Overview([Group(*row[:4], bool(row[4]), row[5]) for row in rows])


def table(
    course_id: UUID, filters: Filters, countries: Collection[Country], *, number: int = 1, total: int = 0
) -> Page[Row]:
    """One page of the table; ``countries`` in the order of the reader's alphabet, ``total`` from the overview."""
    page: Page[Row] = Page([], total, number)
    page = Page([], total, max(1, min(number, page.pages)))
    chosen = _rows(course_id, filters, countries).limit(PAGE_SIZE).offset((page.number - 1) * PAGE_SIZE)
    return Page([Row(*row) for row in session().execute(chosen)], total, page.number)


def rows(course_id: UUID, filters: Filters, countries: Collection[Country]) -> list[Row]:
    """The whole table, for the list that is downloaded."""
    return [Row(*row) for row in session().execute(_rows(course_id, filters, countries))]


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
    chosen = _with_proposals().where(*_listed(course_id), Nomination.id.in_(ids))
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


def _listed(course_id: UUID) -> tuple[ColumnElement[bool], ...]:
    return (Nomination.course_id == course_id, Nomination.state.in_(LISTED), Nomination.submitted_at.is_not(None))


def _with_proposals() -> Select[Nomination, Proposal]:
    chosen = select(Nomination, Proposal).outerjoin(Proposal, Proposal.nomination_id == Nomination.id)
    return chosen.join(Nomination.nominee).options(contains_eager(Nomination.nominee))


def _rows(course_id: UUID, filters: Filters, countries: Collection[Country]) -> Select[Nomination, Proposal]:
    chosen = _with_proposals().where(*_listed(course_id), *_conditions(filters))
    alphabet = {country.code: place for place, country in enumerate(countries)}
    by_country = case(alphabet, value=Nomination.country_code, else_=len(alphabet))
    by_name = (func.lower(Nominee.family_name), func.lower(Nominee.given_name))
    orders: dict[str, tuple[Any, ...]] = {
        "country": (by_country, Nomination.rank),
        "name": by_name,
        "rank": (Nomination.rank, by_country),
        "submitted": (Nomination.submitted_at,),
    }
    return chosen.order_by(*orders.get(filters.sort, orders["country"]), Nomination.id)


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.country:
        conditions.append(Nomination.country_code == filters.country)
    if filters.state:
        conditions.append(Nomination.state == S(filters.state))
    if filters.sex:
        conditions.append(Nominee.sex.is_(None) if filters.sex == NONE else Nominee.sex == Sex(filters.sex))
    if filters.proposal:
        none = Proposal.kind.is_(None)
        conditions.append(none if filters.proposal == NONE else Proposal.kind == ProposalKind(filters.proposal))
    return conditions


def _added(pairs: Iterable[tuple[T, int]]) -> Counter[T]:
    total: Counter[T] = Counter()
    for key, number in pairs:
        total[key] += number
    return total
