"""When a course may be published, and when a deadline may move."""

from datetime import UTC, date, datetime, time

import pytest

from pesnet.core.translated import Translated
from pesnet.courses import rules
from pesnet.courses.models import CourseState, Deadline, Mode
from pesnet.courses.slugs import slug_of
from pesnet.workplan.models import BeneficiaryRule
from tests.factories.courses import a_bare_course

NOW = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        (rules.titled, {"title": Translated()}),
        (rules.dated, {"starts_on": None}),
        (rules.begins_later, {"starts_on": date(2026, 12, 1)}),
        (rules.deadline_ahead, {"nominations_close_at": None}),
        (rules.deadline_ahead, {"nominations_close_at": NOW}),
        (rules.deadline_before_start, {"nominations_close_at": datetime(2027, 2, 28, 23, tzinfo=UTC)}),
        (rules.in_a_language, {"languages": []}),
        (rules.with_a_mode, {"mode": None}),
        (rules.with_places, {"places": 0}),
        (rules.with_places, {"places": 2, "places_per_country": 3}),
        (rules.with_places, {"places_per_country": 3, "nominees_per_country": 2}),
        (rules.with_a_contact, {"contact_email": ""}),
        (rules.with_countries, {"eligibility": BeneficiaryRule.LISTED}),
    ],
)
def test_a_fault_closes_publication_with_its_reason(rule, fault):
    assert rule(a_bare_course(), NOW) is None
    assert rule(a_bare_course(**fault), NOW) is not None


def test_a_course_without_limits_can_be_published():
    assert rules.with_places(a_bare_course(mode=Mode.ONLINE), NOW) is None


def test_a_deadline_means_its_wall_clock_in_its_zone():
    deadline = Deadline(date(2026, 7, 1), time(23, 59), "Asia/Kuala_Lumpur")
    assert deadline.instant == datetime(2026, 7, 1, 15, 59, tzinfo=UTC)
    assert deadline.wall == "2026-07-01T23:59"


def test_a_deadline_is_not_extended_after_the_release_or_beyond_the_start():
    course = a_bare_course(state=CourseState.PUBLISHED, decisions_released_at=NOW)
    late = Deadline(date(2027, 3, 2), time(12), "UTC")
    assert [reason.one for reason in rules.objections_to_deadline(course, late, NOW)] == [
        "The decisions have been released; the call cannot be opened again.",
        "The deadline for nominations must lie before the first day of the course.",
    ]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ({"en": "Café & Crème: a Start"}, "cafe-creme-a-start"),
        ({"ar": "دورة"}, "course"),
        ({"en": "New"}, "course-new"),
        ({"en": "Taken"}, "taken-2"),
    ],
)
def test_an_address_is_made_of_the_title(title, slug):
    assert slug_of(Translated(**title), lambda known: known == "taken") == slug
