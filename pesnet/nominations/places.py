"""Taking and giving back counted places: conditional updates, so that no two acts get the same place."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import ColumnElement, CursorResult, or_, select, update

from pesnet.core.db import session
from pesnet.core.errors import DomainError
from pesnet.core.message import Message, counted
from pesnet.courses.models import CourseCountry, CoursePlaces
from pesnet.network.models import Country
from pesnet.nominations.models import Nomination


def hold(course_id: UUID) -> None:
    """Keep other proposals and releases on this course waiting until this one is done."""
    session().execute(select(CoursePlaces.course_id).where(CoursePlaces.course_id == course_id).with_for_update())


def hold_for(nomination: Nomination) -> None:
    """Keep other acts on the places of the course waiting, and look at the nomination as it is now."""
    hold(nomination.course_id)
    session().refresh(nomination, ["state", "confirm_by", "reserve_rank", "decided_at", "version"])


def took_one(course_id: UUID, country_code: str) -> bool:
    """Take a place for one person; whether both the course and the country had one left."""
    whole = CoursePlaces.course_id == course_id
    part = (CourseCountry.course_id == course_id) & (CourseCountry.country_code == country_code)
    if not took(CoursePlaces, whole, 1):
        return False
    if took(CourseCountry, part, 1):
        return True
    _change(CoursePlaces, whole, -1)
    return False


def take(course_id: UUID, going: Mapping[str, int]) -> None:
    """Take places of the course and of each country (code → people), or raise with the numbers that do not fit."""
    total = sum(going.values())
    if total and not took(CoursePlaces, CoursePlaces.course_id == course_id, total):
        raise DomainError(too_many(total, _left(CoursePlaces, CoursePlaces.course_id == course_id)))
    for code, number in sorted(going.items()):
        part = (CourseCountry.course_id == course_id) & (CourseCountry.country_code == code)
        if not took(CourseCountry, part, number):
            raise DomainError(too_many(number, _left(CourseCountry, part), session().get(Country, code)))


def took(counted_in: type[CoursePlaces | CourseCountry], row: ColumnElement[bool], number: int) -> bool:
    """Raise the places taken in one statement that holds only while they suffice; whether it did."""
    free = or_(counted_in.places.is_(None), counted_in.taken + number <= counted_in.places)
    return _change(counted_in, row & free, number) == 1


def give_back(course_id: UUID, country_code: str) -> None:
    """Free the place of one person."""
    _change(CoursePlaces, (CoursePlaces.course_id == course_id) & (CoursePlaces.taken > 0), -1)
    part = (CourseCountry.course_id == course_id) & (CourseCountry.country_code == country_code)
    _change(CourseCountry, part & (CourseCountry.taken > 0), -1)


def too_many(proposed: int, left: int, country: Country | None = None) -> Message:
    """Why so many people cannot be selected."""
    if country:
        return counted(
            "%(proposed)s people of %(country)s are proposed, but the country has %(n)s place left.",
            "%(proposed)s people of %(country)s are proposed, but the country has %(n)s places left.",
            left,
            proposed=proposed,
            country=country.name,
        )
    return counted(
        "%(proposed)s people are proposed, but the course has %(n)s place left.",
        "%(proposed)s people are proposed, but the course has %(n)s places left.",
        left,
        proposed=proposed,
    )


def _change(counted_in: type[CoursePlaces | CourseCountry], row: ColumnElement[bool], number: int) -> int:
    statement = update(counted_in).where(row).values(taken=counted_in.taken + number)
    result = session().execute(statement.execution_options(synchronize_session=False))
    return result.rowcount if isinstance(result, CursorResult) else 0


def _left(counted_in: type[CoursePlaces | CourseCountry], row: ColumnElement[bool]) -> int:
    found = session().execute(select(counted_in.places, counted_in.taken).where(row)).one_or_none()
    return (found.places or 0) - found.taken if found else 0
