"""When an offered place is confirmed, when it lapses, and whether the clock offers it to somebody else."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pesnet.core.message import Message
from pesnet.courses.models import Course
from pesnet.nominations.models import Nomination

LEAST_WORKING_DAYS = 3
"""How many working days whoever is offered a place late has at least to confirm it."""
LINK_LASTS = timedelta(days=30)
"""How long a link to answer by lasts where neither the call nor the course has a day."""
WHY = {
    "country": Message("A place of the country became free; the next in the country’s own order was offered it."),
    "general": Message("A place became free that the same country could not fill; the general reserve was next."),
    "lead": Message("The lead institution offered a free place."),
    "close": Message("The course is near: the lead institution decides whether somebody else is asked."),
    "nobody": Message("Nobody on the reserve list can take the place."),
}
"""Why somebody moved up, or nobody did, by the word that the trail and the mails keep."""
ASKED_BEFORE_THE_COURSE = timedelta(days=10)
"""From so long before the course the clock offers a free place to nobody by itself: the lead is asked."""


def in_time_to_confirm(nomination: Nomination, now: datetime) -> Message | None:
    """The moment by which the place is confirmed is still ahead, or there is none."""
    if nomination.confirm_by is None or now < nomination.confirm_by:
        return None
    return Message("The day to confirm has passed; the place has lapsed.")


def time_to_confirm_is_over(nomination: Nomination, now: datetime) -> Message | None:
    """A place lapses only after the moment by which it is confirmed."""
    if nomination.confirm_by is not None and now >= nomination.confirm_by:
        return None
    return Message("The place can still be confirmed.")


def confirm_by(course: Course, weekend: Collection[int], now: datetime) -> datetime | None:
    """Until when a place offered now is confirmed: 23:59 of the course's day, or of the third working day if later.

    Nothing where the course sets no day; ``weekend`` are the weekdays (1 = Monday) on which the country rests, and days
    are those of the zone of the deadline.
    """
    if course.confirm_by is None:
        return None
    zone = ZoneInfo(course.deadline_zone)
    day, left = now.astimezone(zone).date(), LEAST_WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.isoweekday() not in weekend
    return datetime.combine(max(day, course.confirm_by), time(23, 59), zone).astimezone(UTC)


def is_close_to_the_course(course: Course, now: datetime) -> bool:
    """Whether so few days are left that the lead, not the clock, offers a free place."""
    if course.starts_on is None:
        return False
    begins = datetime.combine(course.starts_on, time(), ZoneInfo(course.time_zone))
    return now >= begins - ASKED_BEFORE_THE_COURSE
