"""Looking into the outbox."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from pesnet.core.db import session
from pesnet.core.errors import NotFound
from pesnet.core.paging import PAGE_SIZE, Page
from pesnet.mail.models import Mail, MailState
from pesnet.policy import Actor, Permission, reaches


def due(now: datetime) -> ColumnElement[bool]:
    """The mails to be sent now: waiting, or taken by a worker whose lease has run out."""
    return or_(
        and_(Mail.state == MailState.WAITING, Mail.due_at <= now),
        and_(Mail.state == MailState.SENDING, Mail.lease_until <= now),
    )


def next_due(now: datetime) -> UUID | None:
    """The mail that has been due for longest."""
    return session().scalar(select(Mail.id).where(due(now)).order_by(Mail.due_at, Mail.id).limit(1))


def oldest_unsent() -> datetime | None:
    """When the oldest mail that still has to go was written, if there is one."""
    unsent = Mail.state.in_((MailState.WAITING, MailState.SENDING))
    return session().scalar(select(func.min(Mail.created_at)).where(unsent))


def mail(mail_id: UUID, actor: Actor) -> Mail:
    """A mail of the outbox; NotFound for missing ones and for those who may not see it."""
    found = session().get(Mail, mail_id) if reaches(actor, Permission.OUTBOX_VIEW) else None
    if found is None:
        raise NotFound
    return found


def outbox(actor: Actor, number: int = 1, state: MailState | None = None) -> Page[Mail]:
    """One page of the outbox, the newest first; ``state`` keeps the mails in it."""
    if not reaches(actor, Permission.OUTBOX_VIEW):
        return Page([], 0, number)
    chosen = select(Mail) if state is None else select(Mail).where(Mail.state == state)
    total = session().scalar(select(func.count()).select_from(chosen.subquery())) or 0
    rows = chosen.order_by(Mail.created_at.desc(), Mail.id).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    return Page(list(session().scalars(rows)), total, number)
