"""Running one long task: claim it, do it, keep its file, note the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from uuid import UUID

import structlog

from pesnet.core import clock
from pesnet.core.db import Database, session
from pesnet.core.errors import DomainError, NotFound
from pesnet.core.message import Message
from pesnet.files.store import MadeFile, Store
from pesnet.jobs import services
from pesnet.jobs.models import Job, JobState

log = structlog.get_logger(__name__)

KEPT = timedelta(days=7)
BROKEN = Message("Something went wrong while the file was made.")
GONE = Message("What the file was to be about is not there any more, or the seat may not see it.")

Handlers = Mapping[str, Callable[[Job], MadeFile]]


class Runner:
    """Runs long tasks against one database and one store; any number of them may work at once."""

    def __init__(self, database: Database, store: Store, handlers: Handlers) -> None:
        self.database = database
        self.store = store
        self.handlers = handlers

    def run_job(self, job_id: UUID) -> None:
        """Run the task if it is due; nothing happens when another worker has it or it is done."""
        with self.database.writing():
            job = services.claim(job_id, clock.now())
        if job is None:
            return
        try:
            made = self.handlers[job.kind](job)
        except DomainError as error:
            self._fail(job, services.park, error.reasons[0])
        except NotFound:
            self._fail(job, services.park, GONE)
        except Exception:
            log.exception("job failed", kind=job.kind, id=str(job.id), attempt=job.attempts)
            self._fail(job, services.retry, BROKEN)
        else:
            self._keep(job, made)

    def _fail(self, job: Job, end: Callable[..., None], reason: Message) -> None:
        self._end(job, lambda current: end(current, reason, now=clock.now()))

    def _keep(self, job: Job, made: MadeFile) -> None:
        now = clock.now()
        stored = self.store.keep(made, user_id=job.user_id, purpose=job.kind, now=now)
        stored.expires_at = None if made.is_lasting else now + KEPT

        def finish(current: Job) -> None:
            session().add(stored)
            session().flush()
            services.finish(current, stored.id, now=now)

        if not self._end(job, finish):
            self.store.remove(stored.id)

    def _end(self, job: Job, change: Callable[[Job], None]) -> bool:
        """Note the end, unless another worker has taken the task since; whether it was noted."""
        with self.database.writing():
            current = session().get_one(Job, job.id, with_for_update=True)
            mine = current.attempts == job.attempts and current.state is JobState.RUNNING
            if mine:
                change(current)
        log.info("job", kind=job.kind, id=str(job.id), attempt=job.attempts, state=current.state.value)
        return mine
