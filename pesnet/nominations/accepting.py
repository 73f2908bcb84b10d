"""Light calls: people are accepted at once, while the course and their country have places."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, select

from pesnet.audit.services import record
from pesnet.core.db import session
from pesnet.core.errors import DomainError
from pesnet.core.message import Message, counted
from pesnet.courses.models import CourseCountry, CoursePlaces
from pesnet.nominations import rules
from pesnet.nominations.models import Nomination
from pesnet.nominations.places import took
from pesnet.policy import Actor


def accept(nomination: Nomination, *, actor: Actor, now: datetime) -> None:
    """Give a submitted person a place, or raise with the numbers where there is none left."""
    rules.MACHINE.take("accept", nomination, actor=actor, now=now)
    course_id, code = nomination.course_id, nomination.country_code
    in_all = CoursePlaces.course_id == course_id
    of_country = (CourseCountry.course_id == course_id) & (CourseCountry.country_code == code)
    if not took(CoursePlaces, in_all, 1):
        raise DomainError(_full(CoursePlaces, in_all))
    if not took(CourseCountry, of_country, 1):
        raise DomainError(_full(CourseCountry, of_country))
    nomination.decided_at = now
    record(actor, "nomination.accept", nomination, now)


def _full(counted_in: type[CoursePlaces | CourseCountry], row: ColumnElement[bool]) -> Message:
    places = session().scalar(select(counted_in.places).where(row)) or 0
    if counted_in is CoursePlaces:
        return counted(
            "The course is full: its only place is taken.",
            "The course is full: all its %(n)s places are taken.",
            places,
        )
    return counted(
        "Your country has taken its only place on this course.",
        "Your country has taken all its %(n)s places on this course.",
        places,
    )
