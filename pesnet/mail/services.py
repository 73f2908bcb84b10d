"""Putting mail into the outbox."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from pesnet.audit.services import record
from pesnet.core.db import session, wake_worker
from pesnet.core.errors import DomainError
from pesnet.core.message import Message
from pesnet.mail.models import Mail, MailState
from pesnet.policy import Actor, Permission, require

MAIL = "mail"
"""What the worker is woken with when there is mail."""

RESENDABLE = {MailState.SENT, MailState.FAILED}


@dataclass(frozen=True)
class Recipient:
    """Where a mail goes and in which language; the user and the seat it is for, if they are known."""

    address: str
    language: str
    user_id: UUID | None = None
    seat_id: UUID | None = None


def post(letter: str, *, to: Recipient, facts: Mapping[str, Any], now: datetime) -> Mail:
    """Put a mail into the outbox, in the act's own transaction; it is worded when it is sent.

    ``letter`` names its template; ``facts`` are ids and plain values as JSON, nothing personal.
    """
    mail = Mail(
        letter=letter,
        facts=dict(facts),
        address=to.address,
        user_id=to.user_id,
        seat_id=to.seat_id,
        language=to.language,
        state=MailState.WAITING,
        message_id=str(uuid4()),
        due_at=now,
        created_at=now,
    )
    session().add(mail)
    wake_worker(MAIL)
    return mail


def resend(mail: Mail, *, actor: Actor, now: datetime) -> None:
    """Send a mail again that was sent or failed: the same mail, under the same Message-ID."""
    require(actor, Permission.OUTBOX_VIEW, mail)
    if mail.state not in RESENDABLE:
        raise DomainError(Message("This mail is already waiting to be sent."))
    if mail.facts.get("is_over"):
        raise DomainError(Message("The link in this mail is not valid any more; it cannot be sent again."))
    record(actor, "mail.resend", mail, now, state=mail.state.value)
    mail.state = MailState.WAITING
    mail.attempts = 0
    mail.due_at = now
    mail.error = ""
    wake_worker(MAIL)
