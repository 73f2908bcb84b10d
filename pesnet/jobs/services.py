"""Asking for long tasks, and their way from claim to end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select, update

from pesnet.audit.services import record
from pesnet.core.db import insertion, session, wake_worker
from pesnet.core.errors import DomainError
from pesnet.core.message import Message
from pesnet.jobs.models import Job, JobState
from pesnet.jobs.queries import due
from pesnet.policy import Actor, Permission, require

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 3
FIRST_WAIT = timedelta(seconds=20)
STOPPED = Message("The task stopped the program that ran it, several times. Somebody has to look at it.")


def ask(kind: str, *, arguments: Mapping[str, Any], effect_key: str, actor: Actor, now: datetime) -> Job:
    """The long task with this effect for this actor: a new row, or the one asked for before.

    ``arguments`` are ids and plain values as JSON; ``effect_key`` must change with whatever would change the result.
    A task that failed, or whose file has expired, starts again.
    """
    key = f"{kind}/{actor.id or actor.kind}/{actor.seat_id or '-'}/{effect_key}"
    row = {
        "id": uuid4(), "kind": kind, "arguments": dict(arguments), "effect_key": key, "user_id": actor.id,
        "seat_id": actor.seat_id, "language": actor.language, "created_at": now,
    }  # fmt: skip
    session().execute(insertion(Job).values(row).on_conflict_do_nothing())
    job = session().scalars(select(Job).where(Job.effect_key == key)).one()
    if job.state is JobState.PARKED or (job.state is JobState.DONE and job.file_id is None):
        arm(job)
    wake_worker(str(job.id))
    return job


def restart(job: Job, *, actor: Actor, now: datetime) -> None:
    """Start a failed task again."""
    require(actor, Permission.JOB_MANAGE, job)
    if job.state is not JobState.PARKED:
        raise DomainError(Message("Only a task that failed can be started again."))
    record(actor, "job.restart", job, now, kind=job.kind)
    arm(job)


def arm(job: Job) -> None:
    """Make the task due as if it were new."""
    job.state = JobState.WAITING
    job.attempts = 0
    job.progress = 0
    job.lease_until = None
    job.finished_at = None
    job.error = None
    wake_worker(str(job.id))


def claim(job_id: UUID, now: datetime) -> Job | None:
    """Take a due task for this worker alone; nothing when another has it. One that killed its workers is parked."""
    values = {"state": JobState.RUNNING, "attempts": Job.attempts + 1, "lease_until": now + LEASE}
    taken = session().execute(update(Job).where(Job.id == job_id, due(now)).values(values))
    if taken.rowcount != 1:  # type: ignore[attr-defined]
        return None
    job = session().get_one(Job, job_id, populate_existing=True)
    if job.attempts <= MOST_ATTEMPTS:
        return job
    park(job, STOPPED, now=now)
    return None


def advance(job_id: UUID, progress: int, total: int, *, now: datetime) -> None:
    """Note how far a task is, and keep its lease."""
    values = {"progress": progress, "total": total, "lease_until": now + LEASE}
    session().execute(update(Job).where(Job.id == job_id, Job.state == JobState.RUNNING).values(values))


def finish(job: Job, file_id: UUID, *, now: datetime) -> None:
    """The task is done and made this file."""
    job.state = JobState.DONE
    job.file_id = file_id
    job.error = None
    job.lease_until = None
    job.finished_at = now


def retry(job: Job, reason: Message, *, now: datetime) -> None:
    """Let a failed task wait a little and run again, or park it when it was tried often enough."""
    if job.attempts >= MOST_ATTEMPTS:
        park(job, reason, now=now)
        return
    job.state = JobState.WAITING
    job.lease_until = now + FIRST_WAIT * 2**job.attempts
    job.error = reason.as_json()


def park(job: Job, reason: Message, *, now: datetime) -> None:
    """Give a task up, with the reason that its owner reads."""
    job.state = JobState.PARKED
    job.lease_until = None
    job.finished_at = now
    job.error = reason.as_json()


def forget_files(file_ids: list[UUID]) -> None:
    """Let go of files whose time is over; asked again, their tasks make them anew."""
    session().execute(update(Job).where(Job.file_id.in_(file_ids)).values(file_id=None))
