"""The order of a country's nominees for a course, held while one of its acts changes it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import set_committed_value

from pesnet.core.db import session
from pesnet.core.errors import DomainError
from pesnet.courses.models import CourseCountry
from pesnet.nominations import rules
from pesnet.nominations.models import Nomination


def hold(nomination: Nomination) -> None:
    """Keep other acts of this country on this course waiting, and look at its names as they are now."""
    part = (CourseCountry.course_id == nomination.course_id, CourseCountry.country_code == nomination.country_code)
    if session().scalar(select(CourseCountry.id).where(*part).with_for_update()) is None:
        raise DomainError(rules.NOT_INVITED)
    others = select(Nomination).where(
        Nomination.course_id == nomination.course_id,
        Nomination.country_code == nomination.country_code,
        Nomination.id != nomination.id,
    )
    fresh = others.options(joinedload(Nomination.nominee)).execution_options(populate_existing=True)
    set_committed_value(nomination, "delegation", [nomination, *session().scalars(fresh).all()])


def in_order(nomination: Nomination) -> list[Nomination]:
    """The nominations that have a place in the order, first to last."""
    standing = [row for row in nomination.delegation if row.state not in rules.STANDS_ASIDE]
    return sorted(standing, key=lambda row: (row.rank is None, row.rank or 0, row.created_at))


def number(order: list[Nomination]) -> None:
    """Give each its place, from 1."""
    for place, row in enumerate(order, start=1):
        if row.rank != place:
            row.rank = place
