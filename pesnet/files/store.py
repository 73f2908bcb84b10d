"""The store: files under random names in one folder; the row is written last."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit
from uuid import UUID, uuid4

from pesnet.core.db import session
from pesnet.core.errors import DomainError
from pesnet.core.message import Message
from pesnet.files.models import StoredFile

MISSING = Message("The file is not there any more. Ask for it again.")


@dataclass(frozen=True)
class MadeFile:
    """A file as it was made: the name it is offered under, its media type and its content.

    A lasting file is kept until it is removed on purpose; others expire.
    """

    name: str
    media_type: str
    content: bytes
    is_lasting: bool = False


class Store:
    """The folder that ``FILES_URL`` names."""

    def __init__(self, url: str) -> None:
        self.folder = Path(unquote(urlsplit(url).path))

    def put(
        self, made: MadeFile, *, user_id: UUID | None, purpose: str, now: datetime, expires_at: datetime | None = None
    ) -> StoredFile:
        """Keep the file for a person, and add its row to the transaction under way."""
        stored = self.keep(made, user_id=user_id, purpose=purpose, now=now)
        stored.expires_at = expires_at
        session().add(stored)
        return stored

    def keep(self, made: MadeFile, *, user_id: UUID | None, purpose: str, now: datetime) -> StoredFile:
        """Write the content before a transaction begins; the row is returned, to be added in it."""
        stored = StoredFile(
            id=uuid4(),
            name=made.name,
            media_type=made.media_type,
            size=len(made.content),
            sha256=hashlib.sha256(made.content).hexdigest(),
            user_id=user_id,
            purpose=purpose,
            created_at=now,
        )
        self._write(stored.id, made.content)
        return stored

    def _write(self, file_id: UUID, content: bytes) -> None:
        """Write the content under its id, whole and on the disk or not at all."""
        target = self.path(file_id)
        target.parent.mkdir(parents=True, exist_ok=True)
        with self._temporary() as work:
            with work.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            work.rename(target)
        _sync(target.parent)

    def path(self, file_id: UUID) -> Path:
        """Where the content with this id is kept."""
        return self.folder / file_id.hex[:2] / file_id.hex

    def read(self, stored: StoredFile) -> Path:
        """The path of the content; a ``DomainError`` with a sentence when it is gone."""
        path = self.path(stored.id)
        if not path.is_file():
            raise DomainError(MISSING)
        return path

    def remove(self, file_id: UUID) -> None:
        """Delete the content, if it is there."""
        self.path(file_id).unlink(missing_ok=True)

    def older_than(self, moment: datetime) -> list[UUID]:
        """The ids of the contents written before a moment; half-written ones of that age are deleted."""
        before = moment.timestamp()
        for part in self.folder.glob(".*.part"):
            if part.stat().st_mtime < before:
                part.unlink(missing_ok=True)
        return [UUID(path.name) for path in self.folder.glob("??/*") if path.stat().st_mtime < before]

    @contextmanager
    def _temporary(self) -> Iterator[Path]:
        path = self.folder / f".{uuid4().hex}.part"
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
