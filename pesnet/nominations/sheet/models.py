"""Delegation sheets that were read and wait for confirmation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pesnet.core.message import Labelled, Message
from pesnet.core.model import Identified, Instant, Model, enum_column
from pesnet.courses.models import Course


class SheetState(Labelled):
    """How far a sheet is."""

    PREVIEW = "preview", Message("Waiting for confirmation")
    CONFIRMED = "confirmed", Message("Confirmed")
    DISCARDED = "discarded", Message("Discarded")


class SheetUpload(Identified, Model):
    """A delegation sheet as it was read, for one course and country; seen only by the person who sent it."""

    __tablename__ = "sheet_uploads"

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    country_code: Mapped[str] = mapped_column(ForeignKey("countries.code"))
    user_id: Mapped[UUID] = mapped_column(index=True)
    file_name: Mapped[str]
    content: Mapped[dict[str, Any]]
    state: Mapped[SheetState] = mapped_column(enum_column(SheetState), default=SheetState.PREVIEW)
    created_at: Mapped[Instant] = mapped_column(index=True)

    course: Mapped[Course] = relationship(lazy="joined")
