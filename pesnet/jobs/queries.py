"""Finding long tasks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true

from pesnet.core.db import session
from pesnet.core.errors import NotFound
from pesnet.core.message import Message
from pesnet.core.paging import PAGE_SIZE, Page
from pesnet.jobs.models import Job, JobState
from pesnet.policy import Actor, Grant, Permission, Reach, anywhere, own, reaches

MOST = 20
"""How many tasks the desk lists."""

AS_SQL: dict[Reach, Callable[[Grant], ColumnElement[bool]]] = {
    anywhere: lambda _grant: true(),
    own: lambda grant: Job.user_id == grant.user_id,
}


def due(now: datetime) -> ColumnElement[bool]:
    """The tasks that nobody runs: waiting, or taken by a worker whose lease has run out."""
    return or_(
        and_(Job.state == JobState.WAITING, or_(Job.lease_until.is_(None), Job.lease_until <= now)),
        and_(Job.state == JobState.RUNNING, Job.lease_until <= now),
    )


def visible(actor: Actor, permission: Permission = Permission.JOB_VIEW) -> ColumnElement[bool]:
    """The tasks that the actor may see."""
    return or_(false(), *(AS_SQL[reach](grant) for grant, reach in reaches(actor, permission)))


def job(job_id: UUID, actor: Actor) -> Job:
    """One's own task, newly read; NotFound for others’ and missing ones."""
    chosen = select(Job).where(Job.id == job_id, visible(actor))
    found = session().scalars(chosen.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFound
    return found


def of_last_day(actor: Actor, now: datetime) -> list[Job]:
    """The tasks one asked for during the last day, the newest first."""
    chosen = select(Job).where(visible(actor), Job.created_at > now - timedelta(days=1))
    return list(session().scalars(chosen.order_by(Job.created_at.desc(), Job.id).limit(MOST)))


def managed(job_id: UUID, actor: Actor) -> Job:
    """Any task, for those who look after them."""
    found = session().scalars(select(Job).where(Job.id == job_id, visible(actor, Permission.JOB_MANAGE))).one_or_none()
    if found is None:
        raise NotFound
    return found


def every(actor: Actor, number: int = 1, state: JobState | None = None) -> Page[Job]:
    """One page of the tasks that the actor looks after, the newest first; ``state`` keeps those in it."""
    chosen = select(Job).where(visible(actor, Permission.JOB_MANAGE))
    if state is not None:
        chosen = chosen.where(Job.state == state)
    total = session().scalar(select(func.count()).select_from(chosen.subquery())) or 0
    rows = chosen.order_by(Job.created_at.desc(), Job.id).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    return Page(list(session().scalars(rows)), total, number)


def due_ids(now: datetime, limit: int = 100) -> list[UUID]:
    """The tasks that should be running and are not, the oldest first."""
    return list(session().scalars(select(Job.id).where(due(now)).order_by(Job.created_at).limit(limit)))


def oldest_due(now: datetime) -> datetime | None:
    """Since when the oldest due task has been waiting, if there is one."""
    return session().scalar(select(func.min(Job.created_at)).where(due(now)))


def reason(found: Job) -> Message | None:
    """Why a task failed, in words."""
    return Message.from_json(found.error) if found.error else None
