"""What the clock does: deliver mail, run long tasks, find what was missed, tidy up."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from flask import Flask

from config import Config
from pesnet.accounts.grants import forget_tokens
from pesnet.accounts.services import forget_sessions
from pesnet.core import clock
from pesnet.core.db import Database
from pesnet.core.errors import DomainError
from pesnet.courses import queries as courses
from pesnet.documents.shelf import Shelf
from pesnet.files import queries as files
from pesnet.files.services import forget
from pesnet.files.store import Store
from pesnet.jobs import queries as jobs
from pesnet.jobs.services import forget_files
from pesnet.mail.delivery import Mailer
from pesnet.mail.render import Letterhead
from pesnet.nominations.queries import answers as nominations
from pesnet.nominations.replies import queries as replies
from pesnet.nominations.replies.services import remind
from pesnet.nominations.services import lapse
from pesnet.nominations.services.offering import forget_tokens as forget_answer_tokens
from pesnet.nominations.sheet.services import forget_old as forget_sheets
from pesnet.policy import CLOCK, Permission, require
from pesnet.tasks.running import Runner
from pesnet.tasks.table import JOBS, LETTERS, enclosings
from pesnet.web import once

A_DAY = timedelta(days=1)
A_MONTH = timedelta(days=30)


class Clock:
    """The acts of the clock, in transactions of their own; each may run at any time, and several at once."""

    def __init__(self, app: Flask, config: Config) -> None:
        self.app = app
        self.database: Database = app.extensions["pesnet.database"]
        self.store: Store = app.extensions["pesnet.files"]
        letterhead = Letterhead(config.base_url, config.sender, config.mail_reply_to)
        self.shelf: Shelf = app.extensions["pesnet.shelf"]
        enclosed = enclosings(config.base_url, self.shelf)
        self.mailer = Mailer(self.database, config.mail_url, LETTERS, letterhead, enclosed)
        self.runner = Runner(self.database, self.store, JOBS)
        require(CLOCK, Permission.RUN_CLOCK)

    def now(self) -> datetime:
        """The present moment."""
        return clock.now()

    def deliver(self) -> int:
        """Send the mail that is due; how many were sent."""
        return self.mailer.deliver_due(clock.now)

    def run_job(self, job_id: UUID) -> None:
        """Run a long task, if it is due."""
        with self.app.app_context():
            self.runner.run_job(job_id)

    def due_jobs(self) -> list[UUID]:
        """The tasks that should be running and are not."""
        with self.database.reading():
            return jobs.due_ids(clock.now())

    def lapse_places(self) -> None:
        """Take back the places that nobody confirmed in time, each in a transaction of its own."""
        now = clock.now()
        with self.database.reading():
            late = nominations.lapsing(now)
        for nomination_id in late:
            with suppress(DomainError), self.database.writing():
                lapse(nominations.whole_by_id(nomination_id), actor=CLOCK, now=now)

    def remind(self) -> int:
        """Remind countries of deadlines, call by call; how many mails were written."""
        now, mails = clock.now(), 0
        with self.database.reading():
            calls = replies.to_remind(now)
        for course_id in calls:
            with self.database.writing():
                mails += remind(courses.by_id(course_id), actor=CLOCK, now=now)
        return mails

    def tidy(self) -> None:
        """Drop old form keys, sessions, tokens and sheets, expired files and what broken writes left in the store."""
        now = clock.now()
        with self.database.writing():
            once.forget_old(now)
            forget_sessions(now)
            forget_tokens(now)
            forget_answer_tokens(now)
            forget_sheets(now)
        with self.database.reading():
            expired = files.expired(now)
        with self.database.writing():
            forget_files(expired)
            forget(expired)
        old = self.store.older_than(now - A_DAY)
        with self.database.reading():
            lost = set(old) - files.known(old)
        for file_id in lost.union(expired):
            self.store.remove(file_id)
        self.shelf.tidy(now - A_MONTH)
