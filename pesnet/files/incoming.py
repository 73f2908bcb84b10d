"""Files that people send: streamed to the disk under a limit, and checked before anything reads them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol
from zipfile import BadZipFile, ZipFile

from pesnet.core.errors import DomainError
from pesnet.core.message import Message

BLOCK = 64 * 1024
MOST_MEMBERS = 5000
MOST_INFLATED = 200 * 1024 * 1024


@dataclass(frozen=True)
class Kind:
    """A kind of file: its ending, how it begins, and the member that a zip of this kind must have."""

    ending: str
    magic: bytes
    member: str = ""


PDF = Kind("pdf", b"%PDF-")
DOCX = Kind("docx", b"PK\x03\x04", "word/document.xml")
XLSX = Kind("xlsx", b"PK\x03\x04", "xl/workbook.xml")
PPTX = Kind("pptx", b"PK\x03\x04", "ppt/presentation.xml")
CSV = Kind("csv", b"")
PNG = Kind("png", b"\x89PNG\r\n\x1a\n")
JPEG = (Kind("jpg", b"\xff\xd8\xff"), Kind("jpeg", b"\xff\xd8\xff"))
"""A photograph has either ending."""


class Sent(Protocol):
    """A file as the web layer hands it over."""

    filename: str | None

    @property
    def stream(self) -> IO[bytes]:
        """Its bytes."""
        ...


def take(sent: Sent | None, *, limit: int, kinds: Iterable[Kind]) -> Path:
    """The path of a temporary copy, which the caller deletes; a ``DomainError`` says why it cannot be taken."""
    allowed = tuple(kinds)
    ending = Path((sent and sent.filename) or "").suffix.removeprefix(".").lower()
    kind = next((each for each in allowed if each.ending == ending), None)
    if sent is None or kind is None:
        names = ", ".join(each.ending.upper() for each in allowed)
        raise DomainError(Message("Send a file of one of these kinds: %(kinds)s.", kinds=names))
    with tempfile.NamedTemporaryFile(prefix="pesnet-", suffix=f".{ending}", delete=False) as copy:
        path = Path(copy.name)
        try:
            _copy(sent.stream, copy, limit)
            copy.flush()
            check(path, kind)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    return path


def check(path: Path, kind: Kind) -> None:
    """Raise unless the content is of this kind and unpacks to a reasonable size."""
    with path.open("rb") as file:
        head = file.read(1024)
    if not head:
        raise DomainError(Message("The file is empty."))
    if not head.startswith(kind.magic) or (kind is CSV and b"\x00" in head):
        raise DomainError(_not_of_kind(kind))
    if kind.member:
        _check_zip(path, kind)


def _check_zip(path: Path, kind: Kind) -> None:
    try:
        with ZipFile(path) as archive:
            members = archive.infolist()
    except BadZipFile:
        raise DomainError(_not_of_kind(kind)) from None
    if kind.member not in {member.filename for member in members}:
        raise DomainError(_not_of_kind(kind))
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_INFLATED:
        raise DomainError(Message("The file is too large once it is unpacked."))


def _copy(source: IO[bytes], target: IO[bytes], limit: int) -> None:
    size = 0
    while block := source.read(BLOCK):
        size += len(block)
        if size > limit:
            raise DomainError(
                Message("The file is too large: at most %(megabytes)s MB.", megabytes=limit // (1024 * 1024))
            )
        target.write(block)


def _not_of_kind(kind: Kind) -> Message:
    return Message(
        "The content is not that of a %(kind)s file. Open it, save it again as %(kind)s and send that.",
        kind=kind.ending.upper(),
    )
