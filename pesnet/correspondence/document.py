"""A letter as a document, for PDF, Word and the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from pesnet.core.languages import say
from pesnet.core.message import Message
from pesnet.correspondence.models import Letter, LetterState
from pesnet.correspondence.said import Said
from pesnet.documents.content import (
    Block,
    Bullets,
    Column,
    Document,
    Language,
    Letterhead,
    Name,
    Note,
    Paragraph,
    Signature,
    Table,
)

NARROW = frozenset({"No.", "N°", "الرقم", "Rank", "Rang", "الترتيب"})
NOT_VALID = {
    LetterState.REPLACED: Message("Replaced by a corrected letter"),
    LetterState.WITHDRAWN: LetterState.WITHDRAWN.label,
}
"""What stands on every page of a letter that does not count any more."""


def letter_document(letter: Letter) -> Document:
    """The letter as it was generated; one that does not count any more says so on every page."""
    marks = [Message("Sample data")] if letter.course.is_sample else []
    marks += [NOT_VALID[letter.state]] if letter.state in NOT_VALID else []
    return document_of(
        Said.from_json(letter.said), letter.language, tuple(say(mark, letter.language) for mark in marks)
    )


def document_of(said: Said, language: str, marks: tuple[str, ...] = ()) -> Document:
    """These words as a document."""
    return Document(
        title=said.subject,
        language=cast(Language, language),
        blocks=tuple(_blocks(said)),
        marks=marks,
        head=Letterhead(said.sender, (said.reference, said.place_and_day), said.recipient, said.subject),
    )


def _blocks(said: Said) -> Iterator[Block]:
    if said.replaces:
        yield Note(said.replaces)
    yield from _paragraphs(said.body)
    if said.rows:
        columns = tuple(Column(title, width=1.2 if title in NARROW else 3) for title in said.columns)
        yield Table("", columns, tuple(tuple(Name(cell) for cell in row) for row in said.rows))
    if said.remark:
        yield from (Paragraph(Name(part)) for part in said.remark.split("\n\n"))
    if said.closing:
        yield Paragraph(said.closing)
    if said.signatory:
        yield Signature(tuple(Name(line) for line in said.signatory))


def _paragraphs(text: str) -> Iterator[Block]:
    for part in text.split("\n\n"):
        lines = part.split("\n")
        if all(line.startswith("- ") for line in lines):
            yield Bullets(tuple(line.removeprefix("- ") for line in lines))
        elif part:
            yield Paragraph(part)
