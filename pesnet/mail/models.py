"""The rows of the outbox."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from pesnet.core.message import Labelled, Message
from pesnet.core.model import Identified, Instant, Model, enum_column


class MailState(Labelled):
    """How far a mail is."""

    WAITING = "waiting", Message("Waiting")
    SENDING = "sending", Message("Being sent")
    SENT = "sent", Message("Sent")
    FAILED = "failed", Message("Failed")


class Mail(Identified, Model):
    """One mail to one address.

    ``letter`` names its template (``nominations/submitted``); ``facts`` freezes ids and non-personal facts; the text is
    made at sending time in the recipient's ``language``. The same ``message_id`` is used for every attempt.
    """

    __tablename__ = "mails"

    letter: Mapped[str] = mapped_column(index=True)
    facts: Mapped[dict[str, Any]]
    address: Mapped[str]
    user_id: Mapped[UUID | None] = mapped_column(index=True)
    seat_id: Mapped[UUID | None] = mapped_column(index=True)
    language: Mapped[str]
    state: Mapped[MailState] = mapped_column(enum_column(MailState), default=MailState.WAITING, index=True)
    message_id: Mapped[str] = mapped_column(unique=True)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[Instant] = mapped_column(index=True)
    lease_until: Mapped[Instant | None]
    error: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Instant]
    sent_at: Mapped[Instant | None]
