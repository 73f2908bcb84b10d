"""The replies awaited as a file."""

from __future__ import annotations

from typing import cast

from pesnet.core.languages import day, moment, say, shown
from pesnet.core.message import Message
from pesnet.documents import csv, xlsx
from pesnet.documents.content import Column, Document, Language, Ltr, Name, Table, Text
from pesnet.documents.formats import FORMATS
from pesnet.nominations.replies.queries import Awaited, Replies

OPEN_TO_ALL = (
    Message("Member state"),
    Message("Awaited since"),
    Message("Reminded on"),
    Message("Focal point"),
    Message("Telephone"),
)
FOR_THE_SECRETARIAT = (Message("Drafts begun"), Message("Last sign-in"))


def as_file(replies: Replies, language: str, form: str, *, is_full: bool) -> tuple[str, str, bytes]:
    """The list as XLSX or, when ``form`` is ``csv``, as CSV: file name, media type, content.

    ``is_full`` adds what only the secretariat sees.
    """
    heads = (*OPEN_TO_ALL, *(FOR_THE_SECRETARIAT if is_full else ()))
    table = Table(
        shown(replies.course.title, language),
        tuple(Column(say(head, language)) for head in heads),
        tuple(_cells(replies, row, language, is_full=is_full) for row in replies.awaited),
        name=say(Message("Replies awaited"), language),
    )
    document = Document(shown(replies.course.title, language), cast(Language, language), blocks=(table,), wide=True)
    kind, write = ("csv", csv.render) if form == "csv" else ("xlsx", xlsx.render)
    return f"replies-{replies.course.slug}.{kind}", FORMATS[kind].media_type, write(document)


def _cells(replies: Replies, row: Awaited, language: str, *, is_full: bool) -> tuple[Text, ...]:
    since = replies.course.published_at
    cells: tuple[Text, ...] = (
        shown(row.country.name, language),
        day(since, language) if since else "",
        " · ".join(day(at, language) for at in row.reminded),
        Name(row.name) if row.holding else say(Message("No focal point"), language),
        Ltr(row.telephone),
    )
    if not is_full:
        return cells
    drafts = say(Message("Yes") if row.standing.drafts else Message("No"), language)
    return (*cells, drafts, moment(row.last_sign_in, language) if row.last_sign_in else "")
