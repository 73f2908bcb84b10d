"""Reading the audit trail."""

from __future__ import annotations

from sqlalchemy import func, select

from pesnet.audit.models import Entry
from pesnet.core.db import session
from pesnet.core.paging import PAGE_SIZE, Page


def history(subject_id: object) -> list[Entry]:
    """The acts on one subject, oldest first."""
    return list(
        session().scalars(select(Entry).where(Entry.subject_id == str(subject_id)).order_by(Entry.at, Entry.id))
    )


def trail(number: int = 1, act: str | None = None) -> Page[Entry]:
    """One page of the whole trail, newest first; ``act`` keeps acts whose name starts so."""
    chosen = select(Entry)
    if act:
        chosen = chosen.where(Entry.act.startswith(act, autoescape=True))
    total = session().scalar(select(func.count()).select_from(chosen.subquery())) or 0
    rows = session().scalars(
        chosen.order_by(Entry.at.desc(), Entry.id).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    )
    return Page(list(rows), total, number)
