"""Lines of the desk about courses."""

from __future__ import annotations

from datetime import UTC, datetime, time

from pesnet.core.message import Message
from pesnet.core.task import Task
from pesnet.courses.models import Course
from pesnet.courses.rules import days_left
from pesnet.workplan.models import Activity


def to_finish(row: Course) -> Task:
    """A draft to complete and publish."""
    return Task(
        Message("Finish and publish the course “%(title)s”", title=row.title),
        Message("A draft nobody else sees."),
        row.created_at,
        "courses.edit",
        Message("Go on"),
        {"slug": row.slug},
    )


def to_begin(row: Activity) -> Task:
    """An activity that has no course yet."""
    plan = row.area.plan
    since = datetime.combine(plan.adopted_on, time(), UTC) if plan.adopted_on else plan.created_at
    return Task(
        Message("Prepare a course for activity %(code)s: %(title)s", code=row.code, title=row.title),
        Message("Planned for %(timeline)s; you lead it and it has no course yet.", timeline=row.timeline or "–"),
        since,
        "courses.new",
        Message("Prepare"),
        {"activity_id": row.id},
    )


def to_clear(row: Course) -> Task:
    """A course submitted for clearance."""
    return Task(
        Message("Clear the course “%(title)s” for publication", title=row.title),
        Message("Its lead waits for you."),
        row.created_at,
        "site.course",
        Message("Look at it"),
        {"slug": row.slug},
        due=row.nominations_close_at,
    )


def to_agree(row: Course) -> Task:
    """A course one provides whose dates wait for an answer."""
    return Task(
        Message("You provide “%(title)s”: agree to its dates", title=row.title),
        Message("Or propose others; the lead is told."),
        row.created_at,
        "courses.dates",
        Message("Answer"),
        {"slug": row.slug},
    )


def to_provide(row: Course) -> Task:
    """A course one provides that lies ahead."""
    return Task(
        Message("You provide “%(title)s”", title=row.title),
        Message("Name the experts, see who takes part, add materials."),
        row.created_at,
        "courses.agenda",
        Message("Open"),
        {"slug": row.slug},
        due=datetime.combine(row.starts_on, time(), UTC) if row.starts_on else None,
    )


def to_answer(row: Course, now: datetime) -> Task:
    """An open call."""
    return Task(
        Message("Nominate for “%(title)s”", title=row.title),
        days_left(row, now),
        row.published_at or row.created_at,
        "site.course",
        Message("See the call"),
        {"slug": row.slug},
        due=row.nominations_close_at,
    )
