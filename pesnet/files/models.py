"""What is known of a stored file."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from pesnet.core.model import Identified, Instant, Model


class StoredFile(Identified, Model):
    """A file in the store, under its random id. ``user_id`` is the person it was made for or who sent it."""

    __tablename__ = "files"

    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    user_id: Mapped[UUID | None] = mapped_column(index=True)
    purpose: Mapped[str]
    created_at: Mapped[Instant]
    expires_at: Mapped[Instant | None] = mapped_column(index=True)
