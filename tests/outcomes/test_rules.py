"""The status of an activity, and what a figure must obey; without a database."""

from datetime import UTC, date, datetime

import pytest

from pesnet.courses.models import CourseState
from pesnet.outcomes.models import ActivityStatus, CourseReportState, FigureKind, Qualifier
from pesnet.outcomes.rules import check_figure, status
from pesnet.workplan.models import Decision
from tests.factories.outcomes import a_course, a_figure, a_recorded_course, a_report, an_activity

BEFORE_DEADLINE = datetime(2022, 1, 31, 12, tzinfo=UTC)
BEFORE_START = datetime(2022, 2, 15, 12, tzinfo=UTC)
ON_THE_LAST_DAY = datetime(2022, 3, 3, 23, tzinfo=UTC)
AFTERWARDS = datetime(2022, 3, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (BEFORE_DEADLINE, ActivityStatus.CALL_OPEN),
        (BEFORE_START, ActivityStatus.IN_DELIVERY),
        (ON_THE_LAST_DAY, ActivityStatus.IN_DELIVERY),
        (AFTERWARDS, ActivityStatus.DELIVERED),
    ],
)
def test_the_status_follows_the_days_of_the_course(now, expected):
    activity = an_activity()
    assert status(activity, [a_course(activity)], {}, now) is expected


def test_without_a_course_an_activity_is_planned_or_its_lead_is_sought():
    assert status(an_activity(), [], {}, AFTERWARDS) is ActivityStatus.PLANNED
    assert status(an_activity(lead_sought=True), [], {}, AFTERWARDS) is ActivityStatus.LEAD_SOUGHT
    assert status(an_activity(provider_sought=True), [], {}, AFTERWARDS) is ActivityStatus.LEAD_SOUGHT


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        (Decision.POSTPONED, ActivityStatus.POSTPONED),
        (Decision.CARRIED_OVER, ActivityStatus.CARRIED_OVER),
        (Decision.CANCELLED, ActivityStatus.CANCELLED),
    ],
)
def test_a_decision_wins_over_every_course(decision, expected):
    activity = an_activity(decision=decision, decided_on=date(2022, 1, 1))
    assert status(activity, [a_course(activity)], {}, AFTERWARDS) is expected


def test_a_decision_counts_from_its_day():
    activity = an_activity(decision=Decision.CANCELLED, decided_on=date(2022, 3, 4))
    assert status(activity, [], {}, ON_THE_LAST_DAY) is ActivityStatus.PLANNED
    assert status(activity, [], {}, AFTERWARDS) is ActivityStatus.CANCELLED


def test_of_several_courses_the_most_advanced_counts():
    activity = an_activity()
    open_call = a_course(
        activity,
        nominations_close_at=datetime(2022, 9, 1, tzinfo=UTC),
        starts_on=date(2022, 10, 1),
        ends_on=date(2022, 10, 2),
    )
    assert status(activity, [open_call, a_course(activity)], {}, AFTERWARDS) is ActivityStatus.DELIVERED


@pytest.mark.parametrize("state", [CourseState.DRAFT, CourseState.FOR_CLEARANCE, CourseState.CANCELLED])
def test_drafts_and_cancelled_courses_do_not_count(state):
    activity = an_activity()
    assert status(activity, [a_course(activity, state=state)], {}, AFTERWARDS) is ActivityStatus.PLANNED


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (CourseReportState.SUBMITTED, ActivityStatus.DELIVERED),
        (CourseReportState.SENT_BACK, ActivityStatus.DELIVERED),
        (CourseReportState.RECORDED, ActivityStatus.DELIVERED),
        (CourseReportState.ACCEPTED, ActivityStatus.REPORTED),
    ],
)
def test_an_activity_is_reported_when_the_report_is_accepted(state, expected):
    activity = an_activity()
    course = a_course(activity)
    assert status(activity, [course], {course.id: a_report(course, state)}, AFTERWARDS) is expected


def test_a_recorded_delivery_is_delivered_from_its_first_day():
    activity = an_activity()
    course = a_recorded_course(activity, starts_on=date(2022, 3, 3), ends_on=None, mode=None)
    assert status(activity, [course], {}, BEFORE_START) is ActivityStatus.PLANNED
    assert status(activity, [course], {}, ON_THE_LAST_DAY) is ActivityStatus.DELIVERED


@pytest.mark.parametrize(
    ("value", "fields", "count"),
    [
        (103, {}, 0),
        (103, {"women": 0, "sex_recorded": 0}, 0),
        (103, {"women": 60, "sex_recorded": 90}, 0),
        (None, {"qualifier": Qualifier.SEVERAL}, 0),
        (None, {}, 1),
        (0, {}, 1),
        (5, {"qualifier": Qualifier.SEVERAL}, 1),
        (103, {"women": 91, "sex_recorded": 90}, 1),
        (103, {"women": 1, "sex_recorded": 104}, 1),
        (103, {"sex_recorded": 90}, 1),
        (103, {"source": ""}, 1),
        (58, {"kind": FigureKind.COUNTRIES}, 1),
        (23, {"kind": FigureKind.COUNTRIES, "women": 3}, 1),
    ],
)
def test_a_figure_that_cannot_be_right_is_refused_with_its_reasons(value, fields, count):
    assert len(check_figure(a_figure(a_course(), value, **fields))) == count


def test_where_a_source_names_women_only_the_sex_of_all_it_counts_is_taken_as_recorded():
    figure = a_figure(a_course(), 502, women=209)
    assert (figure.women, figure.sex_known) == (209, 502)
    assert a_figure(a_course(), 502).sex_known is None
