"""The conditions under which a nomination moves, each with its reason why not."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from pesnet.core.message import Message, counted
from pesnet.courses.models import CallKind, Course, CourseState
from pesnet.nominations.models import Nomination
from pesnet.nominations.rules.states import REPLACEABLE, USES_A_NAME, names_used

EARLIEST = datetime.min.replace(tzinfo=UTC)
TOO_LATE = Message("The deadline has passed. The draft is kept, but it cannot be submitted any more.")
NOT_INVITED = Message("This country is not among those invited to the course.")
ACCEPTED_AT_ONCE = Message("This is a light call: people are accepted at once, while there are places.")
NO_CALL = Message("The course takes no nominations: it is not published or was cancelled.")


def closes_at(nomination: Nomination) -> datetime:
    """Until when this nomination can be submitted: the deadline, or the later moment to complete it by."""
    return max(nomination.course.nominations_close_at or EARLIEST, nomination.complete_by or EARLIEST)


def in_time(nomination: Nomination, now: datetime) -> Message | None:
    """The deadline, or the moment to complete by, is still ahead; who replaces another comes in time with that one."""
    return None if now < closes_at(nomination) or replaced_by(nomination) else TOO_LATE


def replaced_by(nomination: Nomination) -> Nomination | None:
    """The nomination whose place this one is to take, while it still stands; nothing once it has been handed in."""
    if nomination.replaces_id is None or nomination.state in USES_A_NAME:
        return None
    rows = (row for row in nomination.delegation if row.id == nomination.replaces_id)
    return next((row for row in rows if row.state in REPLACEABLE), None)


def replacement_stands(nomination: Nomination, now: datetime) -> Message | None:
    """Whom this nominee replaces is still there to be replaced, and the course has not begun."""
    if nomination.replaces_id is None or nomination.state in USES_A_NAME:
        return None
    if replaced_by(nomination) is None:
        return Message("The nominee whose place this person was to take does not stand any more.")
    return before_the_course(nomination, now)


def all_saved(nomination: Nomination, now: datetime) -> Message | None:
    """Nothing was typed and not saved."""
    if nomination.typed is None:
        return None
    return Message("Something was typed and not saved. Open the nomination, then save it or discard it.")


def call_stands(nomination: Nomination, now: datetime) -> Message | None:
    """The course is published and not cancelled."""
    return None if nomination.course.state is CourseState.PUBLISHED else NO_CALL


def invited(nomination: Nomination, now: datetime) -> Message | None:
    """The country is among those that may nominate."""
    return None if nomination.invitation else NOT_INVITED


def within_names(nomination: Nomination, now: datetime) -> Message | None:
    """The country has a name left; one sent back has its name already."""
    limit = nomination.course.nominees_per_country
    others = _others(nomination)
    if limit is None or names_used(others) < limit:
        return None
    return counted(
        "Your country has used its only name for this course.",
        "Your country has used all its %(n)s names for this course.",
        limit,
    )


def ranked(nomination: Nomination, now: datetime) -> Message | None:
    """With more nominees than places, the country says whom it puts first."""
    if nomination.course.call is CallKind.LIGHT:
        return None
    places = nomination.invitation.places if nomination.invitation else None
    named = names_used(_others(nomination)) + 1
    if places is None or named <= places or nomination.rank is not None or replaced_by(nomination):
        return None
    return Message("Give this nominee a place in your order: there are more names than places.")


def before_the_course(nomination: Nomination, now: datetime) -> Message | None:
    """The course has not begun where it is held."""
    course = nomination.course
    if course.starts_on is None or now.astimezone(ZoneInfo(course.time_zone)).date() < course.starts_on:
        return None
    return Message("The course has begun.")


def by_a_light_call(nomination: Nomination, now: datetime) -> Message | None:
    """Only a light call accepts people at once."""
    if nomination.course.call is CallKind.LIGHT:
        return None
    return Message("The lead decides on this nomination after the deadline.")


def decided_by_its_lead(nomination: Nomination, now: datetime) -> Message | None:
    """A light call has accepted its people already; there is nothing to decide."""
    return None if nomination.course.call is CallKind.FULL else ACCEPTED_AT_ONCE


def call_is_over(nomination: Nomination, now: datetime) -> Message | None:
    """Decisions are released after the deadline."""
    return still_open(nomination.course, now)


def still_open(course: Course, now: datetime) -> Message | None:
    """Why no decision can be released yet: the call is open; nothing once it is over."""
    if course.nominations_close_at is None or now >= course.nominations_close_at:
        return None
    return Message("The call is still open. Decisions are released after the deadline.")


def _others(nomination: Nomination) -> list[Nomination]:
    """The other nominations of the country for the course, but for the one that is replaced."""
    replaced = replaced_by(nomination)
    return [other for other in nomination.delegation if other is not nomination and other is not replaced]
