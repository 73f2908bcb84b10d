"""Finding stored files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, false, or_, select

from pesnet.core.db import session
from pesnet.core.errors import NotFound
from pesnet.files.models import StoredFile
from pesnet.policy import Actor, Grant, Permission, Reach, own, reaches

AS_SQL: dict[Reach, Callable[[Grant], ColumnElement[bool]]] = {own: lambda grant: StoredFile.user_id == grant.user_id}
AT_ONCE = 500


def file(file_id: UUID, actor: Actor) -> StoredFile:
    """One's own file; NotFound for others’ and missing ones."""
    scope = or_(false(), *(AS_SQL[reach](grant) for grant, reach in reaches(actor, Permission.FILE_READ)))
    found = session().scalars(select(StoredFile).where(StoredFile.id == file_id, scope)).one_or_none()
    if found is None:
        raise NotFound
    return found


def expired(now: datetime) -> list[UUID]:
    """Files whose time is over."""
    return list(session().scalars(select(StoredFile.id).where(StoredFile.expires_at <= now).limit(AT_ONCE)))


def known(file_ids: list[UUID]) -> set[UUID]:
    """Those of the ids that have a row."""
    found: set[UUID] = set()
    for start in range(0, len(file_ids), AT_ONCE):
        part = file_ids[start : start + AT_ONCE]
        found |= set(session().scalars(select(StoredFile.id).where(StoredFile.id.in_(part))))
    return found
