"""The lines of the audit trail."""

from __future__ import annotations

from itertools import count
from secrets import randbits
from time import time_ns
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from pesnet.core.model import Identified, Instant, Model

_NUMBERS = count(time_ns())


def _ordered_id() -> UUID:
    """A random key that sorts after those this process gave before: lines of one moment keep their order."""
    return UUID(int=next(_NUMBERS) << 64 | randbits(64))


class Entry(Identified, Model):
    """One act: who, in which seat, for which seat, what, on what, when.

    ``act`` is a name such as ``nomination.submit``; ``changes`` holds names of fields, states and ids, never the
    values of
    people's data. Rows are append-only: the database refuses to change or delete them.
    """

    __tablename__ = "audit_entries"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=_ordered_id)
    at: Mapped[Instant] = mapped_column(index=True)
    actor_kind: Mapped[str]
    user_id: Mapped[UUID | None] = mapped_column(index=True)
    seat_id: Mapped[UUID | None]
    on_behalf_of: Mapped[UUID | None]
    act: Mapped[str] = mapped_column(index=True)
    subject_kind: Mapped[str]
    subject_id: Mapped[str] = mapped_column(index=True)
    changes: Mapped[dict[str, Any]]
