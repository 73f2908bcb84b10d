"""Acts on calls: publish, clear, cancel, extend the deadline, postpone."""

from __future__ import annotations

from datetime import datetime

from pesnet.accounts.queries import recipients
from pesnet.audit.services import record
from pesnet.core.db import session
from pesnet.core.errors import DomainError
from pesnet.core.message import Message
from pesnet.courses import invitations, rules
from pesnet.courses.invitations import tell
from pesnet.courses.models import Course, CoursePlaces, Deadline
from pesnet.courses.rules import NewDates
from pesnet.courses.services.writing import set_countries, set_deadline
from pesnet.policy import Actor, Permission, Role, require


def publish(course: Course, *, actor: Actor, now: datetime) -> None:
    """Open the call without clearance: fix who may nominate, count the places, tell the focal points."""
    rules.MACHINE.take("publish", course, actor=actor, now=now)
    _open_call(course, "course.publish", actor, now)


def submit_for_clearance(course: Course, *, actor: Actor, now: datetime) -> None:
    """Ask the secretariat to publish the course."""
    rules.MACHINE.take("submit_for_clearance", course, actor=actor, now=now)
    record(actor, "course.submit_for_clearance", course, now)
    tell("courses/for_clearance", recipients(Role.SECRETARIAT, None, now), course, now)


def clear(course: Course, *, actor: Actor, now: datetime) -> None:
    """Publish what a lead submitted for clearance, and tell the lead."""
    rules.MACHINE.take("clear", course, actor=actor, now=now)
    _open_call(course, "course.clear", actor, now)
    tell("courses/cleared", invitations.leads(course, now), course, now)


def send_back(course: Course, remark: str, *, actor: Actor, now: datetime) -> None:
    """Give the course back to its lead with a remark."""
    if not remark.strip():
        raise DomainError(Message("Say what the lead should change."))
    rules.MACHINE.take("send_back", course, actor=actor, now=now)
    record(actor, "course.send_back", course, now)
    tell("courses/sent_back", invitations.leads(course, now), course, now, remark=remark)


def cancel(course: Course, reason: str, *, actor: Actor, now: datetime) -> None:
    """Call the course off; once it was published everybody concerned is told, with the reason."""
    if not reason.strip():
        raise DomainError(Message("Give the reason; it is shown on the page of the course."))
    rules.MACHINE.take("cancel", course, actor=actor, now=now)
    course.cancelled_reason = reason
    record(actor, "course.cancel", course, now, was_public=course.is_public)
    if course.is_public:
        tell("courses/cancelled", invitations.everybody(course, now), course, now, reason=reason)


def extend_deadline(course: Course, deadline: Deadline, reason: str, *, actor: Actor, now: datetime) -> None:
    """Give a published call more time, also when it has closed; everybody who was invited is told, with the reason."""
    require(actor, Permission.COURSE_PUBLISH, course)
    objections = rules.objections_to_deadline(course, deadline, now)
    if not reason.strip():
        objections.append(Message("Give the reason for the later deadline."))
    if objections:
        raise DomainError(*objections)
    was = course.deadline_wall
    set_deadline(course, deadline)
    record(
        actor, "course.extend_deadline", course, now, was=was, becomes=deadline.wall, zone=deadline.zone, reason=reason
    )
    tell("courses/deadline_extended", invitations.announcement(course, now).recipients, course, now, reason=reason)


def postpone(course: Course, dates: NewDates, reason: str, *, actor: Actor, now: datetime) -> None:
    """Hold a published course later, and its call longer if wished; everybody concerned is told, with the reason."""
    require(actor, Permission.COURSE_PUBLISH, course)
    objections = rules.objections_to_dates(course, dates, now)
    if not reason.strip():
        objections.append(Message("Give the reason; it is shown on the page of the course."))
    if objections:
        raise DomainError(*objections)
    was = course.starts_on.isoformat() if course.starts_on else None
    course.starts_on, course.ends_on, course.postponed_reason = dates.starts_on, dates.ends_on, reason
    course.decisions_by, course.confirm_by = dates.decisions_by, dates.confirm_by
    if dates.deadline:
        set_deadline(course, dates.deadline)
    record(actor, "course.postpone", course, now, was=was, becomes=dates.starts_on.isoformat(), reason=reason)
    tell("courses/postponed", invitations.everybody(course, now), course, now, reason=reason)


def _open_call(course: Course, act: str, actor: Actor, now: datetime) -> None:
    announced = invitations.announcement(course, now)
    set_countries(course, tuple(announced.countries))
    for row in course.countries:
        row.places, row.taken = course.places_per_country, 0
    session().add(CoursePlaces(course_id=course.id, places=course.places, taken=0))
    course.published_at = now
    record(
        actor,
        act,
        course,
        now,
        countries=len(announced.countries),
        mails=announced.per_language,
        vacant=announced.vacant,
        closes_at=course.nominations_close_at.isoformat() if course.nominations_close_at else None,
    )
    tell("courses/published", announced.recipients, course, now)
