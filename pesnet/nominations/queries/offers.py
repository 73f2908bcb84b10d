"""Lines of the desk about offered places: answers due from a country, free places that wait for the lead."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, or_, select

from pesnet.core.db import session
from pesnet.core.message import Message, counted
from pesnet.core.task import Task
from pesnet.courses.models import Course, CourseCountry, CoursePlaces, CourseState
from pesnet.nominations.models import Nomination, NominationState
from pesnet.nominations.queries.scope import calls_within
from pesnet.policy import Actor, Permission

S = NominationState


def answers_due(country_code: str, now: datetime) -> list[Task]:
    """The places of a country that nobody has confirmed or declined yet."""
    rows = session().execute(
        select(Course, func.count(Nomination.id), func.min(Nomination.confirm_by), func.min(Nomination.decided_at))
        .join(Nomination.course)
        .where(
            Nomination.country_code == country_code,
            Nomination.state == S.SELECTED,
            Nomination.confirm_by > now,
            Course.state == CourseState.PUBLISHED,
        )
        .group_by(Course.id)
    )
    return [
        Task(
            counted(
                "Confirm or decline %(n)s place: %(course)s",
                "Confirm or decline %(n)s places: %(course)s",
                number,
                course=course.title,
            ),
            Message("A place that nobody confirms in time goes to the reserve list."),
            since or now,
            "nominations.of_course",
            Message("Answer"),
            {"slug": course.slug},
            until,
        )
        for course, number, until, since in rows
    ]


def reserve_questions(actor: Actor, now: datetime) -> list[Task]:
    """Courses with a free place that somebody on the reserve list could take, and that nobody offers by itself."""
    is_free = or_(CoursePlaces.places.is_(None), CoursePlaces.taken < CoursePlaces.places)
    part = (CourseCountry.course_id == Nomination.course_id) & (CourseCountry.country_code == Nomination.country_code)
    waiting = (
        select(Nomination.course_id)
        .join(CourseCountry, part)
        .where(
            Nomination.state == S.RESERVE,
            or_(CourseCountry.places.is_(None), CourseCountry.taken < CourseCountry.places),
        )
    )
    rows = session().scalars(
        select(Course)
        .join(CoursePlaces, CoursePlaces.course_id == Course.id)
        .where(
            is_free,
            Course.id.in_(waiting),
            Course.state == CourseState.PUBLISHED,
            Course.decisions_released_at.is_not(None),
            or_(Course.starts_on.is_(None), Course.starts_on > now.date()),
            calls_within(actor, Permission.SELECTION_PROMOTE),
        )
    )
    return [
        Task(
            Message("Offer a free place to the reserve list, or leave it free: %(course)s", course=course.title),
            Message("Open a person on the reserve list to offer the place."),
            course.decisions_released_at or now,
            "nominations.selection",
            Message("See the reserve list"),
            {"slug": course.slug, "state": S.RESERVE.value, "sort": "reserve"},
        )
        for course in rows
    ]
