"""The rows of long tasks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pesnet.core.message import Labelled, Message
from pesnet.core.model import Identified, Instant, Model, enum_column


class JobState(Labelled):
    """How far a long task is."""

    WAITING = "waiting", Message("Waiting")
    RUNNING = "running", Message("Running")
    DONE = "done", Message("Done")
    PARKED = "parked", Message("Failed")


class Job(Identified, Model):
    """A long task: what to do, who asked in which seat, how far it is.

    ``kind`` and ``arguments`` (ids and plain values) say what to do. ``effect_key`` names its effect: the same work
    asked twice is one row. A lease that has run out makes it due again; a waiting row is due when its lease ends.
    """

    __tablename__ = "jobs"

    kind: Mapped[str] = mapped_column(index=True)
    arguments: Mapped[dict[str, Any]]
    effect_key: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[UUID | None] = mapped_column(index=True)
    seat_id: Mapped[UUID | None]
    language: Mapped[str]
    state: Mapped[JobState] = mapped_column(enum_column(JobState), default=JobState.WAITING, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[Instant | None]
    progress: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("files.id"))
    error: Mapped[dict[str, Any] | None]
    created_at: Mapped[Instant]
    finished_at: Mapped[Instant | None]
