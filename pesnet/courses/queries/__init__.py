"""Finding courses, and what waits for those who have to do with them."""

from pesnet.courses.queries.courses import (
    Filters,
    activity,
    by_id,
    course,
    course_for_move,
    course_for_section,
    courses,
    for_country,
    invited,
    of_activity,
    open_calls,
    party_choices,
    slug_is_taken,
    zone_of,
)
from pesnet.courses.queries.desk import waiting
from pesnet.courses.queries.scope import visible

__all__ = [
    "Filters",
    "activity",
    "by_id",
    "course",
    "course_for_move",
    "course_for_section",
    "courses",
    "for_country",
    "invited",
    "of_activity",
    "open_calls",
    "party_choices",
    "slug_is_taken",
    "visible",
    "waiting",
    "zone_of",
]
