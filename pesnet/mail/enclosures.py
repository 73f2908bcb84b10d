"""What comes with a mail: the row names only what to make, and it is made when the mail is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from pesnet.mail.models import Mail


@dataclass(frozen=True)
class Enclosure:
    """A file to be made: its name, its media type, and what makes it outside any transaction."""

    name: str
    media_type: str
    make: Callable[[], bytes]


@dataclass(frozen=True)
class Enclosed:
    """A file that was made."""

    name: str
    media_type: str
    content: bytes


Enclosing = Callable[[Mail, datetime], "list[Enclosure]"]
"""Says in a reading transaction what comes with a mail."""
Enclosings = Mapping[str, Enclosing]
"""Letter name → what comes with it."""


def made(wanted: Iterable[Enclosure]) -> tuple[list[Enclosed], list[str]]:
    """What could be made, and a complaint about each file that could not."""
    files, complaints = [], []
    for one in wanted:
        try:
            files.append(Enclosed(one.name, one.media_type, one.make()))
        except Exception as error:  # noqa: BLE001 - whatever fails, the mail goes out without the file
            complaints.append(f"sent without {one.name}: {type(error).__name__}: {error}"[:300])
    return files, complaints


def enclose(message: EmailMessage, files: Iterable[Enclosed]) -> None:
    """Put the files into the message, which has the same boundaries at every attempt."""
    inner = message.get_boundary()
    for file in files:
        kind, _separator, subtype = file.media_type.partition("/")
        message.add_attachment(file.content, maintype=kind, subtype=subtype, filename=file.name)
    if message.get_content_type() == "multipart/mixed":
        message.set_boundary(f"{inner}_all")
