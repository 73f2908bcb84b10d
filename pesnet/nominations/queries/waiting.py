"""What waits for a seat because of nominations."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from pesnet.core.db import session
from pesnet.core.message import Message, counted
from pesnet.core.task import Task
from pesnet.courses.models import Course, CourseState
from pesnet.nominations.models import Nomination, NominationState, Proposal
from pesnet.nominations.queries.offers import answers_due, reserve_questions
from pesnet.nominations.queries.scope import calls_within
from pesnet.policy import Actor, Permission, Role

S = NominationState


def waiting(actor: Actor, now: datetime) -> list[Task]:
    """Drafts, what was sent back and answers due, for a country; for a lead what to decide, to release, to fill."""
    tasks = []
    if actor.holds(Role.FOCAL_POINT) and actor.country_code:
        country = actor.country_code
        tasks += [*_drafts(country, now), *_sent_back(country, now), *answers_due(country, now)]
    if actor.holds(Role.LEAD_OFFICER) or actor.holds(Role.SECRETARIAT):
        tasks += _to_decide(actor, now)
    if actor.holds(Role.LEAD_OFFICER):
        tasks += reserve_questions(actor, now)
    return tasks


def _drafts(country_code: str, now: datetime) -> list[Task]:
    rows = session().execute(
        select(Course, func.count(Nomination.id), func.min(Nomination.created_at))
        .join(Nomination.course)
        .where(
            Nomination.country_code == country_code,
            Nomination.state == S.DRAFT,
            Course.state == CourseState.PUBLISHED,
            Course.nominations_close_at > now,
        )
        .group_by(Course.id)
    )
    return [
        Task(
            counted("Submit %(n)s draft: %(course)s", "Submit %(n)s drafts: %(course)s", number, course=course.title),
            _days_left(course.nominations_close_at, now),
            since,
            "nominations.of_course",
            Message("Go on"),
            {"slug": course.slug},
            course.nominations_close_at,
        )
        for course, number, since in rows
    ]


def _sent_back(country_code: str, now: datetime) -> list[Task]:
    rows = session().scalars(
        select(Nomination)
        .join(Nomination.course)
        .where(
            Nomination.country_code == country_code,
            Nomination.state == S.SENT_BACK,
            Nomination.complete_by > now,
            Course.state == CourseState.PUBLISHED,
        )
        .options(joinedload(Nomination.course), joinedload(Nomination.nominee))
    )
    return [
        Task(
            Message("Complete the nomination of %(name)s: %(course)s", name=row.nominee.name, course=row.course.title),
            _days_left(row.complete_by, now),
            row.submitted_at or row.created_at,
            "nominations.edit",
            Message("Complete"),
            {"nomination_id": row.id},
            row.complete_by,
        )
        for row in rows
    ]


def _to_decide(actor: Actor, now: datetime) -> list[Task]:
    rows = session().execute(
        select(Course, func.count(Nomination.id), func.count(Proposal.id))
        .join(Nomination.course)
        .outerjoin(Proposal, Proposal.nomination_id == Nomination.id)
        .where(
            Nomination.state == S.SUBMITTED,
            Course.state == CourseState.PUBLISHED,
            Course.nominations_close_at <= now,
            calls_within(actor, Permission.SELECTION_DECIDE),
        )
        .group_by(Course.id)
    )
    return [
        Task(
            counted(
                "Decide on %(n)s nomination: %(course)s",
                "Decide on %(n)s nominations: %(course)s",
                number,
                course=course.title,
            ),
            _proposals(proposed),
            course.nominations_close_at or now,
            "nominations.selection",
            Message("Select"),
            {"slug": course.slug},
        )
        for course, number, proposed in rows
    ]


def _proposals(number: int) -> Message:
    if not number:
        return Message("No proposal yet")
    return counted("%(n)s proposal waits for the release", "%(n)s proposals wait for the release", number)


def _days_left(until: datetime | None, now: datetime) -> Message:
    days = (until - now).days if until else 0
    return counted("%(n)s day left", "%(n)s days left", days) if days else Message("Less than a day left")
