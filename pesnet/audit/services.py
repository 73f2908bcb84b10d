"""Writing the audit trail."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import inspect

from pesnet.audit.models import Entry
from pesnet.core.db import session
from pesnet.core.model import Model
from pesnet.policy import Actor


def record(actor: Actor, act: str, subject: Model, now: datetime, **changes: Any) -> Entry:
    """Add the line of an act to the trail, in the act's own transaction.

    ``changes`` are plain JSON values: states, ids, counts, names of changed fields; never the values of personal
    fields.
    """
    session().flush()
    [key] = inspect(subject).identity or ()
    entry = Entry(
        at=now,
        actor_kind=actor.kind,
        user_id=actor.id,
        seat_id=actor.seat_id,
        on_behalf_of=actor.on_behalf_of,
        act=act,
        subject_kind=subject.__tablename__,
        subject_id=str(key),
        changes=changes,
    )
    session().add(entry)
    return entry
