"""The list of nominees as a file."""

from __future__ import annotations

from collections.abc import Collection
from typing import cast

from pesnet.core.languages import language_name, say, shown
from pesnet.core.message import Message
from pesnet.courses.models import Course
from pesnet.documents import csv, xlsx
from pesnet.documents.content import Column, Document, Language, Ltr, Name, Table, Text
from pesnet.network.models import Country
from pesnet.nominations.queries import Row

COLUMNS = (
    Message("Reference"),
    Message("Given name"),
    Message("Family name"),
    Message("Name in the native script"),
    Message("Sex"),
    Message("Member state"),
    Message("State’s rank"),
    Message("Institution"),
    Message("Position"),
    Message("E-mail"),
    Message("Telephone"),
    Message("Languages"),
    Message("Needs interpretation into"),
    Message("Experience"),
    Message("State of the nomination"),
    Message("Proposal"),
    Message("Reserve place"),
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def nominees(
    course: Course, rows: Collection[Row], countries: Collection[Country], language: str, form: str
) -> tuple[str, str, bytes]:
    """The list as XLSX or, when ``form`` is ``csv``, as CSV: file name, media type, content."""
    names = {country.code: country for country in countries}
    table = Table(
        shown(course.title, language),
        tuple(Column(say(column, language)) for column in COLUMNS),
        tuple(_cells(row, names[row.nomination.country_code], language) for row in rows),
        name=say(Message("Nominees"), language),
    )
    marks = (say(Message("Sample data"), language),) if course.is_sample else ()
    document = Document(
        shown(course.title, language), cast(Language, language), blocks=(table,), marks=marks, wide=True
    )
    if form == "csv":
        return f"nominees-{course.slug}.csv", "text/csv; charset=utf-8", csv.render(document)
    return f"nominees-{course.slug}.xlsx", XLSX, xlsx.render(document)


def _cells(row: Row, country: Country, language: str) -> tuple[Text, ...]:
    nomination, nominee, proposal = row.nomination, row.nomination.nominee, row.proposal
    levels = ", ".join(
        f"{language_name(code, language)} {level}" for code, level in sorted(nominee.language_levels.items())
    )
    return (
        Ltr(nomination.reference or ""),
        Name(nominee.given_name),
        Name(nominee.family_name),
        Name(nominee.native_name),
        shown(nominee.sex, language) if nominee.sex else "",
        shown(country.name, language),
        nomination.rank or "",
        Name(nominee.institution),
        Name(nominee.position),
        Ltr(nominee.email),
        Ltr(nominee.telephone),
        Name(levels),
        language_name(nomination.interpretation_into, language) if nomination.interpretation_into else "",
        Name(nomination.experience),
        shown(nomination.state, language),
        shown(proposal.kind, language) if proposal else "",
        nomination.reserve_rank or (proposal.reserve_rank if proposal else None) or "",
    )
