"""What happens to stored files in time."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete

from pesnet.core.db import session
from pesnet.files.models import StoredFile


def forget(file_ids: list[UUID]) -> None:
    """Drop the rows of these files; their contents follow after the commit."""
    session().execute(delete(StoredFile).where(StoredFile.id.in_(file_ids)))
