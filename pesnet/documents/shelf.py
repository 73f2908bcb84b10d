"""Documents that anybody may have, kept by what they say: each is made once, in a process of its own."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from threading import Lock
from uuid import uuid4

from pesnet.documents.child import render_in_child
from pesnet.documents.content import Document
from pesnet.documents.transport import as_json


class Shelf:
    """A folder of PDFs; one with other words has another name, so that none grows old."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock()

    def pdf(self, document: Document) -> bytes:
        """The document as PDF; ``NotRendered`` when it cannot be made. One at a time is made here."""
        path = self.folder / f"{hashlib.sha256(as_json(document).encode()).hexdigest()}.pdf"
        if not path.is_file():
            with self._lock:
                if not path.is_file():
                    self._keep(path, render_in_child(document, "pdf"))
        return path.read_bytes()

    def tidy(self, moment: datetime) -> None:
        """Drop what was made before a moment; asked for again, it is made anew."""
        for path in self.folder.glob("*"):
            if path.stat().st_mtime < moment.timestamp():
                path.unlink(missing_ok=True)

    def _keep(self, path: Path, content: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        work = self.folder / f".{uuid4().hex}.part"
        work.write_bytes(content)
        work.rename(path)
