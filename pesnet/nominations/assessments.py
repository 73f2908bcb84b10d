"""What officers of the lead think of nominees: criteria, scores and comments, which no country ever sees."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pesnet.core.model import Identified, Instant, Model
from pesnet.core.translated import Translated


class Criterion(Identified, Model):
    """One of the questions by which nominees of a course are compared, and how much it weighs."""

    __tablename__ = "criteria"

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    name: Mapped[Translated]
    weight: Mapped[int] = mapped_column(default=1)


class Score(Identified, Model):
    """The points, 0 to 5, that one officer gives a nominee on one criterion."""

    __tablename__ = "scores"
    __table_args__ = (UniqueConstraint("nomination_id", "criterion_id", "user_id"),)

    nomination_id: Mapped[UUID] = mapped_column(ForeignKey("nominations.id", ondelete="CASCADE"))
    criterion_id: Mapped[UUID] = mapped_column(ForeignKey("criteria.id", ondelete="CASCADE"))
    user_id: Mapped[UUID]
    points: Mapped[int]
    given_at: Mapped[Instant]


class Comment(Identified, Model):
    """A remark on a nominee among the officers who select."""

    __tablename__ = "comments"

    nomination_id: Mapped[UUID] = mapped_column(ForeignKey("nominations.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[UUID | None]
    text: Mapped[str]
    made_at: Mapped[Instant]
