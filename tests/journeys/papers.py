"""The report as a PDF: asked for, made, fetched, and read word by word."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pypdfium2
from flask import Flask
from sqlalchemy import select

from pesnet.core import clock
from pesnet.core.db import Database, session
from pesnet.core.message import Message
from pesnet.documents.content import PUBLISHER, Bars, Document, Figures, Table
from pesnet.documents.inline import plain
from pesnet.policy import OPERATOR
from pesnet.reporting import compile as compiling
from pesnet.reporting import queries
from pesnet.reporting.document import document
from pesnet.reporting.models import ProgressReport
from tests.journeys.person import Person


def fetches_the_pdf(reader: Person, app: Flask) -> Path:
    """Ask for the PDF, let the worker make it, and fetch it."""
    reader.press(Message("Make the %(kind)s", kind="PDF"))
    reader.sees_heading("The file is being made")
    reader.stands_well()
    worker = app.extensions["pesnet.queue"].clock
    for job_id in worker.due_jobs():
        worker.run_job(job_id)
    reader.follow("Look again")
    reader.sees_heading("The file is ready")
    reader.stands_well()
    with reader.page.expect_download() as download:
        reader.follow("Fetch the file")
    return Path(download.value.path())


def has_the_words_that_were_set(path: Path, db: Database, language: str) -> None:
    """All words of the report stand in the file, in their order; what is there besides are heads repeated."""
    with db.reading():
        newest = select(ProgressReport.slug).order_by(ProgressReport.created_at.desc()).limit(1)
        report = queries.report(session().scalars(newest).one(), OPERATOR)
        whole = document(compiling.report(report, clock.now()), language)
    pdf = pypdfium2.PdfDocument(path)
    found = words("\n".join(page.get_textpage().get_text_range() for page in pdf), language)
    pdf.close()
    wanted = words("\n".join(texts(whole)), language)
    assert missing(wanted, found) == []
    heads = words("\n".join([PUBLISHER, whole.title, *whole.marks, *repeated(whole)]), language)
    assert set(Counter(found) - Counter(wanted)) - set(heads) == set()


def words(text: str, language: str) -> list[str]:
    """The words of a text in the letters of the language.

    Numbers and words in other letters are left out: pdfium orders lines anew, and several of them change places.
    """
    bare = re.sub("[\u064b-\u0652\u0670]", "", unicodedata.normalize("NFKC", text))
    return [word for word in re.findall(r"[^\W\d_]+", bare) if ("\u0600" <= word[0] <= "\u06ff") == (language == "ar")]


def missing(wanted: list[str], found: list[str]) -> list[str]:
    """The first words that do not follow in what was found; none when all do."""
    rest = iter(found)
    for place, word in enumerate(wanted):
        if word not in rest:
            return wanted[max(place - 3, 0) : place + 3]
    return []


def texts(whole: Document) -> Iterator[str]:
    """Every text of a document, in the order of the page."""
    yield from (whole.title, whole.subtitle)
    for block in whole.blocks:
        yield from _of(block, whole.language)


def repeated(whole: Document) -> Iterator[str]:
    """The heads of tables, which stand on every page that a table goes on to."""
    for block in whole.blocks:
        if isinstance(block, Table):
            yield from (column.title for column in block.columns)


def _of(block: Any, language: str) -> Iterator[str]:
    if isinstance(block, Figures):
        for item in block.items:
            yield from (plain(item.value, language), item.name, item.definition)
    elif isinstance(block, Bars):
        yield from _of(block.as_table(), language)
    elif isinstance(block, Table):
        lines = (*block.rows, block.footer) if block.footer else block.rows
        yield from (block.caption, *(column.title for column in block.columns))
        yield from (plain(cell, language) for line in lines for cell in line)
    elif is_dataclass(block):
        for field in fields(block):
            value = getattr(block, field.name)
            if field.name == "text":
                yield plain(value, language)
            elif field.name == "items":
                yield from (plain(item, language) for item in value)
            elif field.name == "pairs":
                yield from (plain(part, language) for pair in value for part in pair)
