"""Files of letters: one letter or an archive of several by long tasks, the register at once."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import cast
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from pesnet.accounts.queries import asker
from pesnet.core import clock
from pesnet.core.errors import NotFound
from pesnet.core.languages import language_name, say, shown
from pesnet.core.message import Message
from pesnet.correspondence import queries
from pesnet.correspondence.document import letter_document
from pesnet.correspondence.models import Letter
from pesnet.documents import csv, xlsx
from pesnet.documents.child import render_in_child
from pesnet.documents.content import Column, Document, Language, Ltr, Name, Table, Text
from pesnet.documents.formats import FORMATS
from pesnet.files.store import MadeFile
from pesnet.jobs.models import Job
from pesnet.jobs.services import advance
from pesnet.web.database import database

COLUMNS = (
    Message("Number in the register"),
    Message("Date"),
    Message("Kind of letter"),
    Message("Step"),
    Message("Course"),
    Message("Member state"),
    Message("People named"),
    Message("Language"),
    Message("Sender’s own number"),
    Message("Signed on"),
    Message("Channel"),
    Message("Sent on"),
    Message("Acknowledged on"),
)


def one(job: Job) -> MadeFile:
    """The PDF or Word file of a letter, as whoever asked may see it."""
    [(name, document)] = _documents(job)
    form = FORMATS[job.arguments["format"]]
    return MadeFile(name, form.media_type, render_in_child(document, job.arguments["format"]))


def several(job: Job) -> MadeFile:
    """The files of several letters in one archive; the task says how far it is."""
    found = _documents(job)
    content = io.BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for done, (name, document) in enumerate(found):
            with database().writing():
                advance(job.id, done, len(found), now=clock.now())
            archive.writestr(name, render_in_child(document, job.arguments["format"]))
    return MadeFile(f"letters-{job.created_at:%Y-%m-%d}.zip", "application/zip", content.getvalue())


def register(letters: Sequence[Letter], language: str, form: str) -> tuple[str, str, bytes]:
    """The register as XLSX or, when ``form`` is ``csv``, as CSV: file name, media type, content."""
    title = say(Message("Register of letters"), language)
    columns = tuple(Column(say(column, language)) for column in COLUMNS)
    table = Table(title, columns, tuple(_cells(letter, language) for letter in letters), name=title)
    document = Document(title, cast(Language, language), blocks=(table,), wide=True)
    kind = "csv" if form == "csv" else "xlsx"
    content = csv.render(document) if kind == "csv" else xlsx.render(document)
    return f"letters.{kind}", FORMATS[kind].media_type, content


def file_name(letter: Letter, ending: str) -> str:
    """The name under which the file of a letter is offered: its number and its country."""
    country = f"-{letter.to_country_code}" if letter.to_country_code else ""
    return f"{letter.number.replace('/', '-')}-{letter.kind.value.replace('_', '-')}{country}.{ending}"


def _documents(job: Job) -> list[tuple[str, Document]]:
    ids = [UUID(key) for key in job.arguments["letter_ids"]]
    ending = FORMATS[job.arguments["format"]].extension
    with database().reading():
        found = queries.letters_by_id(ids, asker(job.user_id, job.seat_id, clock.now()))
        if len(found) != len(ids):
            raise NotFound
        return [(file_name(letter, ending), letter_document(letter)) for letter in found]


def _cells(letter: Letter, language: str) -> tuple[Text, ...]:
    people = ", ".join(row.nomination.nominee.name for row in letter.people)
    return (
        Ltr(letter.number),
        letter.written_on,
        shown(letter.kind, language),
        shown(letter.state, language),
        shown(letter.course.title, language),
        shown(letter.country.name, language) if letter.country else "",
        Name(people),
        language_name(letter.language, language),
        Name(letter.signed_number),
        letter.signed_on or "",
        shown(letter.channel, language) if letter.channel else "",
        letter.sent_on or "",
        letter.acknowledged_on or "",
    )


JOBS = {"correspondence.letter": one, "correspondence.letters": several}
