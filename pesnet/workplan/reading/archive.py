"""Opening the archive that a Word or Excel file is, without trusting it."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from pesnet.core.message import Message
from pesnet.workplan.reading.unreadable import Unreadable

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_CONTENT = 80 * 1024 * 1024
MOST_MEMBERS = 2000
_CHUNK = 1024 * 1024
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_DECLARATIONS = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError, ValueError)
_MAIN_PART = "/officeDocument"


class Archive:
    """The members of an Office file: counted and measured before inflating, free of declarations of entities."""

    def __init__(self, source: Path | bytes) -> None:
        self.content = _content(source)
        try:
            with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
                _check_size(archive.infolist())
                self._members = {member.filename: _inflated(archive, member) for member in archive.infolist()}
        except _DAMAGED as error:
            raise Unreadable(Message("The file is damaged or is no Word or Excel file.")) from error

    def part(self, name: str) -> etree._Element | None:
        """The root of an XML member, or None when there is no such member."""
        content = self._members.get(name)
        return None if content is None else _parsed(content)

    def main_part(self) -> str:
        """The name of the member that holds the document itself."""
        relations = self.part("_rels/.rels")
        targets = [
            str(relation.get("Target", "")).lstrip("/")
            for relation in ([] if relations is None else relations)
            if str(relation.get("Type", "")).endswith(_MAIN_PART)
        ]
        return targets[0] if targets else ""

    def names(self) -> list[str]:
        """The names of all members."""
        return list(self._members)

    def xml_names(self) -> list[str]:
        """The names of all XML members, in order."""
        return sorted(name for name in self._members if name.lower().endswith(".xml"))


def _content(source: Path | bytes) -> bytes:
    try:
        if isinstance(source, bytes):
            size, content = len(source), source
        else:
            size = source.stat().st_size
            content = source.read_bytes() if size <= LARGEST_FILE else b""
    except OSError as error:
        raise Unreadable(Message("The file cannot be opened.")) from error
    if size > LARGEST_FILE:
        raise Unreadable(Message("The file is larger than %(limit)s MB.", limit=str(LARGEST_FILE // 1024 // 1024)))
    if not content:
        raise Unreadable(Message("The file is empty."))
    if content.startswith(_OLD_OFFICE):
        raise Unreadable(
            Message("The file has a password or an old format. Save it as .docx or .xlsx without a password.")
        )
    return content


def _check_size(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST_CONTENT:
        raise Unreadable(Message("The file is too large when unpacked."))
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable(Message("The file has a password. Save it without one."))


def _inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The member, never more than it declares; its checksum is compared on the way."""
    with archive.open(member) as stream:
        content = b"".join(iter(lambda: stream.read(_CHUNK), b""))
    if member.filename.lower().endswith((".xml", ".rels")) and any(word in content for word in _DECLARATIONS):
        raise Unreadable(Message("The file contains declarations that Word and Excel never write."))
    return content


def _parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(Message("The file is damaged: a part of it is no XML.")) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(Message("The file contains declarations that Word and Excel never write."))
    return root
