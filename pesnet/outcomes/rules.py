"""What holds for outcomes: the status of an activity, the moves of a course report, what a figure must obey."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from pesnet.core.message import Message
from pesnet.core.workflow import Machine, Move
from pesnet.courses.models import Course, CourseState, Phase
from pesnet.outcomes.models import (
    ActivityStatus,
    CourseReport,
    CourseReportState,
    Figure,
    FigureKind,
    Qualifier,
)
from pesnet.policy import Permission, may, require
from pesnet.workplan.models import Activity, Decision

MEMBER_STATES = 57

DECIDED = {
    Decision.POSTPONED: ActivityStatus.POSTPONED,
    Decision.CARRIED_OVER: ActivityStatus.CARRIED_OVER,
    Decision.CANCELLED: ActivityStatus.CANCELLED,
}
ADVANCE = [ActivityStatus.CALL_OPEN, ActivityStatus.IN_DELIVERY, ActivityStatus.DELIVERED, ActivityStatus.REPORTED]
"""How far a course can be, the most advanced last."""

DELIVERED = frozenset({ActivityStatus.DELIVERED, ActivityStatus.REPORTED})
ONGOING = frozenset({ActivityStatus.CALL_OPEN, ActivityStatus.IN_DELIVERY})

_OF_PHASE = {
    Phase.OPEN: ActivityStatus.CALL_OPEN,
    Phase.CLOSED: ActivityStatus.IN_DELIVERY,
    Phase.RUNNING: ActivityStatus.IN_DELIVERY,
    Phase.FINISHED: ActivityStatus.DELIVERED,
}


def status(
    activity: Activity, courses: Iterable[Course], reports: Mapping[UUID, CourseReport], now: datetime
) -> ActivityStatus:
    """The status of an activity at ``now``; ``reports`` by the ids of their courses.

    A decision wins; else the most advanced course counts; without one it is *lead sought* or *planned*.
    """
    return decided(activity, now.date()) or reached(activity, courses, reports, now)


def decided(activity: Activity, day: date) -> ActivityStatus | None:
    """What was decided about the activity up to a day, if anything was."""
    if activity.decision is None or (activity.decided_on and activity.decided_on > day):
        return None
    return DECIDED[activity.decision]


def reached(
    activity: Activity, courses: Iterable[Course], reports: Mapping[UUID, CourseReport], now: datetime
) -> ActivityStatus:
    """How far the activity is by its courses: as far as the most advanced of them."""
    found = [far for course in courses if (far := course_status(course, reports.get(course.id), now))]
    if found:
        return max(found, key=ADVANCE.index)
    return ActivityStatus.LEAD_SOUGHT if activity.lead_sought or activity.provider_sought else ActivityStatus.PLANNED


def course_status(course: Course, report: CourseReport | None, now: datetime) -> ActivityStatus | None:
    """How far one course is at ``now``; nothing for drafts, cancelled courses and what came later."""
    if course.published_at and course.published_at > now:
        return None
    if course.state is CourseState.RECORDED and course.starts_on and course.starts_on > now.date():
        return None
    far = _OF_PHASE.get(course.phase(now))
    if far is ActivityStatus.DELIVERED and report and report.state is CourseReportState.ACCEPTED:
        return ActivityStatus.REPORTED
    return far


def is_over(report: CourseReport, now: datetime) -> Message | None:
    """A course is reported on when it has ended."""
    if report.course.phase(now) is Phase.FINISHED:
        return None
    return Message("The course has not ended yet; its report can be sent when it has.")


def says_when(report: CourseReport, now: datetime) -> Message | None:
    """A report says on which days the course was held, in their order and not in the future."""
    if not report.held_from or not report.held_to:
        return Message("Say on which days the course was held.")
    if report.held_to < report.held_from:
        return Message("The last day is before the first.")
    return Message("The last day lies in the future.") if report.held_to > now.date() else None


def says_what(report: CourseReport, now: datetime) -> Message | None:
    """A report says at least what came of the course."""
    return None if report.outputs or report.results else Message("Write what came of the course: outputs or results.")


def has_remarks(report: CourseReport, now: datetime) -> Message | None:
    """A report is sent back with remarks."""
    return None if report.remarks else Message("Say what is to be changed.")


MACHINE = Machine(
    may,
    require,
    submit=Move(
        Message("Send to the secretariat"),
        frozenset({CourseReportState.DUE, CourseReportState.SENT_BACK}),
        CourseReportState.SUBMITTED,
        Permission.COURSE_REPORT_EDIT,
        (is_over, says_when, says_what),
    ),
    accept=Move(
        Message("Accept the report"),
        frozenset({CourseReportState.SUBMITTED}),
        CourseReportState.ACCEPTED,
        Permission.COURSE_REPORT_ACCEPT,
    ),
    send_back=Move(
        Message("Send back with remarks"),
        frozenset({CourseReportState.SUBMITTED}),
        CourseReportState.SENT_BACK,
        Permission.COURSE_REPORT_ACCEPT,
        (has_remarks,),
    ),
)
EDITABLE = frozenset({CourseReportState.DUE, CourseReportState.SENT_BACK, CourseReportState.RECORDED})
"""The states in which the lead may write; what was recorded without a report can be completed at any time."""


def check_figure(figure: Figure) -> list[Message]:
    """The reasons why a figure cannot be right; empty when it can."""
    reasons = []
    if figure.qualifier is Qualifier.SEVERAL and figure.value is not None:
        reasons.append(Message("“Several” stands for a number that is not known: leave the number empty."))
    if figure.qualifier is not Qualifier.SEVERAL and not figure.value:
        reasons.append(Message("Give a number above 0. If it is not known, leave the figure out: unknown is not 0."))
    if figure.kind is FigureKind.COUNTRIES and (figure.value or 0) > MEMBER_STATES:
        reasons.append(Message("There are %(n)s member states; more cannot take part.", n=MEMBER_STATES))
    if figure.kind is FigureKind.COUNTRIES and figure.women is not None:
        reasons.append(Message("Women are counted among participants, not among states."))
    reasons += _check_women(figure)
    if not figure.source:
        reasons.append(Message("Say where the figure comes from."))
    return reasons


def _check_women(figure: Figure) -> list[Message]:
    reasons = []
    if figure.sex_recorded is not None and figure.women is None:
        reasons.append(Message("Say how many of those whose sex is recorded are women; 0 is a number too."))
    if figure.sex_recorded is not None and figure.women is not None and figure.women > figure.sex_recorded:
        reasons.append(Message("There are more women than people whose sex is recorded."))
    if figure.value is not None and max(figure.women or 0, figure.sex_recorded or 0) > figure.value:
        reasons.append(Message("There are more women, or people whose sex is recorded, than participants."))
    return reasons
