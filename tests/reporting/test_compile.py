"""Compiling from what is recorded in the window."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event

from pesnet.core.translated import Translated
from pesnet.courses.models import CourseState
from pesnet.outcomes.models import ActivityStatus, CourseReportState, FigureKind
from pesnet.reporting import compile as compiling
from pesnet.reporting.compiled import Standing
from pesnet.workplan.models import Decision
from tests.factories.outcomes import (
    a_course,
    a_figure,
    a_plan,
    a_recorded_course,
    a_report,
    an_activity,
    took_part,
)
from tests.factories.reports import a_progress_report, the_plan_of_sixteen

NOW = datetime(2023, 6, 1, tzinfo=UTC)
WINDOW = (date(2022, 1, 1), date(2022, 12, 31))


@pytest.fixture
def compiled(db, save):
    def compile_plan(plan, *rows, window=WINDOW, now=NOW):
        save(plan)
        save(*rows)
        with db.reading():
            return compiling.of_period(plan, window, now)

    return compile_plan


def test_three_of_sixteen_were_delivered_and_figures_are_known_for_one_of_them(db, save):
    plan, *courses, figures = the_plan_of_sixteen()
    save(plan)
    save(*courses)
    save(*figures)
    with db.reading():
        report = compiling.of_period(plan, (date(2021, 1, 1), date(2022, 12, 31)), NOW)
    assert {count.name: count.value for count in report.figures} == {
        "planned": 16,
        "delivered": 3,
        "ongoing": 0,
        "not_started": 13,
        "postponed": 0,
        "cancelled": 0,
        "participants": 103,
        "women": None,
        "member_states": 23,
        "courses": 3,
        "outside_plan": 1,
    }
    delivered = [line.code for line in report.activities if line.standing is Standing.DELIVERED]
    assert delivered == ["1.1", "1.3", "1.6"]
    for name in ("participants", "member_states"):
        [note] = report.figure(name).notes
        assert (note.values["known"], note.n) == (1, 3)


@pytest.mark.parametrize(
    ("first", "last", "standing"),
    [
        (date(2021, 12, 30), date(2022, 1, 1), Standing.DELIVERED),
        (date(2022, 12, 31), date(2022, 12, 31), Standing.DELIVERED),
        (date(2022, 5, 1), None, Standing.DELIVERED),
        (date(2021, 12, 30), date(2021, 12, 31), Standing.DELIVERED_BEFORE),
        (date(2023, 1, 1), date(2023, 1, 2), Standing.NOT_STARTED),
    ],
)
def test_a_delivery_counts_in_the_window_of_its_last_day(compiled, first, last, standing):
    activity = an_activity()
    report = compiled(a_plan(activity), a_recorded_course(activity, starts_on=first, ends_on=last))
    assert report.activities[0].standing is standing


def test_a_course_that_runs_past_the_window_is_ongoing_at_its_end(compiled):
    activity = an_activity()
    course = a_course(activity, starts_on=date(2022, 12, 30), ends_on=date(2023, 1, 2))
    assert compiled(a_plan(activity), course).activities[0].status is ActivityStatus.IN_DELIVERY


def test_the_future_does_not_count(compiled):
    activity = an_activity()
    course = a_course(activity, starts_on=date(2022, 11, 1), ends_on=date(2022, 11, 2))
    report = compiled(a_plan(activity), course, now=datetime(2022, 10, 1, tzinfo=UTC))
    assert (report.activities[0].standing, report.figure("courses").value) == (Standing.ONGOING, 0)


def test_decisions_after_the_window_do_not_count_in_it(compiled):
    late = an_activity(1, decision=Decision.CANCELLED, decided_on=date(2023, 1, 1))
    timely = an_activity(2, decision=Decision.CARRIED_OVER, decided_on=date(2022, 12, 31))
    report = compiled(a_plan(late, timely))
    assert [line.standing for line in report.activities] == [Standing.NOT_STARTED, Standing.POSTPONED]


def test_the_window_is_never_computed_from_the_years_of_the_plan(compiled):
    activity = an_activity()
    course = a_recorded_course(activity, starts_on=date(2023, 2, 1), ends_on=date(2023, 2, 2))
    report = compiled(a_plan(activity), course, window=(date(2023, 1, 1), date(2023, 3, 31)))
    assert report.figure("delivered").value == 1


def test_cancelled_courses_are_in_no_figure(compiled):
    activity = an_activity()
    report = compiled(a_plan(activity), a_course(activity, state=CourseState.CANCELLED))
    assert (report.figure("courses").value, report.figure("not_started").value) == (0, 1)


def test_what_a_lead_wrote_is_shown_when_it_is_accepted(compiled):
    sent, accepted = an_activity(1), an_activity(2)
    courses = [a_course(sent), a_course(accepted)]
    words = {"results": Translated(en="A bulletin.")}
    reports = [a_report(courses[0], CourseReportState.SUBMITTED, **words), a_report(courses[1], **words)]
    report = compiled(a_plan(sent, accepted), *courses, *reports)
    assert [bool(row.results) for row in report.deliveries] == [False, True]
    assert [line.status for line in report.activities] == [ActivityStatus.DELIVERED, ActivityStatus.REPORTED]


def test_two_sources_stand_beside_each_other_and_the_chosen_one_is_counted(compiled):
    activity = an_activity()
    course = a_course(activity)
    rows = [a_figure(course, 70, source="İŞKUR"), a_figure(course, 71, source="SESRIC", is_chosen=False)]
    report = compiled(a_plan(activity), course, *rows)
    [delivery] = report.deliveries
    assert report.figure("participants").value == 70
    assert [other.source for other in delivery.participants.others] == ["SESRIC"]


def test_member_states_stand_in_the_alphabet_of_the_reader(compiled):
    activity = an_activity()
    course = a_course(activity)
    report = compiled(a_plan(activity), course, *took_part(course, "TN", "EG", "AL"))
    assert [line.country.code for line in report.took_part("en")] == ["AL", "EG", "TN"]
    assert [line.country.code for line in report.took_part("fr")] == ["AL", "EG", "TN"]
    assert [line.country.code for line in report.took_part("ar")] == ["AL", "TN", "EG"]


@pytest.mark.parametrize("number", [3, 30])
def test_ten_queries_compile_a_report_of_any_size(db, save, number):
    activities = [an_activity(place) for place in range(1, number + 1)]
    plan = a_plan(*activities)
    courses = [a_course(activity) for activity in activities]
    save(plan)
    save(*courses)
    save(*(a_figure(course, 10, kind) for course in courses for kind in FigureKind))
    save(*(row for course in courses for row in took_part(course, "JO", "TN")))
    statements = []
    with db.reading() as session:
        event.listen(session.get_bind().engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
        report = compiling.report(a_progress_report(plan), NOW)
    assert report.figure("participants").value == 10 * number
    assert len([text for text in statements if "SELECT" in text]) <= 10
