"""The table of a selection: what a reader asks for, and one page of it, without loading whole objects."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, or_, select

from pesnet.core.db import session
from pesnet.core.paging import PAGE_SIZE, Page
from pesnet.network.models import Country
from pesnet.nominations.models import Nomination, NominationState, Nominee, Proposal, ProposalKind, Sex

S = NominationState
LISTED = (
    S.SUBMITTED,
    S.SENT_BACK,
    S.SELECTED,
    S.RESERVE,
    S.NOT_SELECTED,
    S.CONFIRMED,
    S.DECLINED,
    S.LAPSED,
    S.WITHDRAWN,
    S.REPLACED,
)
NONE = "none"
"""The filter's word for no proposal, and for a sex that is not recorded."""
SHOWN = (
    Nomination.id,
    Nomination.country_code,
    Nomination.rank,
    Nomination.state,
    Nomination.reserve_rank,
    Nomination.interpretation_into,
    Nomination.submitted_at,
    Nomination.reference,
    Nominee.given_name,
    Nominee.family_name,
    Nominee.native_name,
    Nominee.institution,
    Nominee.position,
    Nominee.sex,
    Nominee.language_levels,
    Proposal.kind.label("proposed"),
    Proposal.reserve_rank.label("proposed_rank"),
)
"""What a row of the table holds, by name."""


@dataclass(frozen=True)
class Filters:
    """What a reader wants to see of the table, and in which order; empty means everything.

    ``codes`` are the countries of the region asked for.
    """

    country: str = ""
    region: str = ""
    state: str = ""
    sex: str = ""
    proposal: str = ""
    text: str = ""
    sort: str = "country"
    codes: frozenset[str] | None = None


def table(
    course_id: UUID, filters: Filters, countries: Collection[Country], *, number: int = 1, total: int = 0
) -> Page[Any]:
    """One page of the table; ``countries`` in the order of the reader's alphabet, ``total`` from the overview.

    A search for a text counts by itself, since the overview knows no texts.
    """
    chosen = _chosen(course_id, filters)
    if filters.text:
        total = session().scalar(select(func.count()).select_from(chosen.subquery())) or 0
    page: Page[Any] = Page([], total, number)
    number = max(1, min(number, page.pages))
    rows = _ordered(chosen, filters, countries).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    return Page(list(session().execute(rows)), total, number)


def rows_of(course_id: UUID, ids: Collection[UUID]) -> list[Any]:
    """These nominations of the course as rows of the table, for a form that came back."""
    return list(session().execute(_chosen(course_id, Filters()).where(Nomination.id.in_(ids))))


def whole_rows(chosen: Any, course_id: UUID, filters: Filters, countries: Collection[Country]) -> Any:
    """The statement of the whole table over entities of its own, for the list that is downloaded."""
    return _ordered(chosen.where(*listed(course_id), *_conditions(filters)), filters, countries)


def listed(course_id: Any) -> tuple[ColumnElement[bool], ...]:
    """The nominations of a course that whoever selects sees: never a draft."""
    return (Nomination.course_id == course_id, Nomination.state.in_(LISTED), Nomination.submitted_at.is_not(None))


def _chosen(course_id: UUID, filters: Filters) -> Any:
    joined = select(*SHOWN).select_from(Nomination).join(Nomination.nominee)
    joined = joined.outerjoin(Proposal, Proposal.nomination_id == Nomination.id)
    return joined.where(*listed(course_id), *_conditions(filters))


def _ordered(chosen: Any, filters: Filters, countries: Collection[Country]) -> Any:
    by_country = _alphabet(tuple(country.code for country in countries))
    by_name = (func.lower(Nominee.family_name), func.lower(Nominee.given_name))
    orders: dict[str, tuple[Any, ...]] = {
        "country": (by_country, Nomination.rank),
        "name": by_name,
        "rank": (Nomination.rank, by_country),
        "reserve": (Nomination.reserve_rank.is_(None), Nomination.reserve_rank, by_country),
        "submitted": (Nomination.submitted_at,),
    }
    return chosen.order_by(*orders.get(filters.sort, orders["country"]), Nomination.id)


@cache
def _alphabet(codes: tuple[str, ...]) -> ColumnElement[int]:
    """The place of the country in an alphabet: there are as many as languages."""
    return case({code: place for place, code in enumerate(codes)}, value=Nomination.country_code, else_=len(codes))


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.country:
        conditions.append(Nomination.country_code == filters.country)
    if filters.codes is not None:
        conditions.append(Nomination.country_code.in_(sorted(filters.codes)))
    if filters.state:
        conditions.append(Nomination.state == S(filters.state))
    if filters.sex:
        conditions.append(Nominee.sex.is_(None) if filters.sex == NONE else Nominee.sex == Sex(filters.sex))
    if filters.proposal:
        none = Proposal.kind.is_(None)
        conditions.append(none if filters.proposal == NONE else Proposal.kind == ProposalKind(filters.proposal))
    if filters.text:
        conditions.append(_speaks_of(filters.text))
    return conditions


def _speaks_of(text: str) -> ColumnElement[bool]:
    name = Nominee.given_name + " " + Nominee.family_name
    columns = (name, Nominee.native_name, Nominee.institution, Nominee.position, Nomination.reference)
    return or_(*(func.lower(column).contains(text.lower(), autoescape=True) for column in columns))
