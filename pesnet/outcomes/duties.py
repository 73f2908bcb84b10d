"""Lines of the desk about course reports."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from pesnet.core.message import Message
from pesnet.core.task import Task
from pesnet.courses.models import Course
from pesnet.outcomes.models import CourseReport, CourseReportState


def to_write(course: Course, report: CourseReport | None) -> Task:
    """A report that its lead owes since the day after the course ended."""
    sent_back = report is not None and report.state is CourseReportState.SENT_BACK
    since = datetime.combine(course.ends_on + timedelta(days=1), time(), UTC) if course.ends_on else course.created_at
    return Task(
        Message("Report on the course “%(title)s”", title=course.title),
        Message("The secretariat sent it back with remarks.") if sent_back else Message("The course has ended."),
        since,
        "outcomes.edit_report",
        Message("Write the report"),
        {"slug": course.slug},
    )


def to_read(report: CourseReport) -> Task:
    """A report that waits for the secretariat."""
    return Task(
        Message("Read the report on the course “%(title)s”", title=report.course.title),
        Message("Its lead waits for your answer."),
        report.submitted_at or report.created_at,
        "outcomes.report",
        Message("Read it"),
        {"slug": report.course.slug},
    )
