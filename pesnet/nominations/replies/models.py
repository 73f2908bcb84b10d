"""What a country answered to a call without nominating, and whom the clock reminded."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pesnet.core.model import Identified, Instant, Model


class NoNominees(Identified, Model):
    """A country said that it will not nominate for a course; taken back, the row is gone."""

    __tablename__ = "no_nominees"
    __table_args__ = (UniqueConstraint("course_id", "country_code"),)

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    country_code: Mapped[str] = mapped_column(ForeignKey("countries.code"), index=True)
    user_id: Mapped[UUID | None]
    said_at: Mapped[Instant]


class Reminder(Identified, Model):
    """A reminder of a deadline to one address: each step, in days before the deadline, goes there once."""

    __tablename__ = "reminders"
    __table_args__ = (UniqueConstraint("course_id", "country_code", "address", "days"),)

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    country_code: Mapped[str] = mapped_column(ForeignKey("countries.code"))
    address: Mapped[str]
    days: Mapped[int]
    posted_at: Mapped[Instant]
