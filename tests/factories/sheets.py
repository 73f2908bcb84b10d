"""Delegation sheets as focal points fill them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from pesnet.core.db import Database
from pesnet.courses.models import Course
from pesnet.nominations import queries
from pesnet.nominations.sheet import contents
from pesnet.nominations.sheet.queries import people
from pesnet.nominations.sheet.reading.workbook import read
from pesnet.nominations.sheet.writing.workbook import Contents, write
from tests.factories.nominations import SECRETARY

ADDRESS = "https://portal.example.org/en/courses/x/nominations/sheet/send"
PERSON = {
    "nominate": "Yes",
    "title": "Ms",
    "given_name": "Amina",
    "family_name": "Sample",
    "sex": "Woman",
    "institution": "Sample Employment Service",
    "position": "Analyst",
    "email": "amina@example.org",
    "level_en": "B2",
    "experience": "Prepares the quarterly bulletin.",
}


def a_person(number: int, **said: str) -> dict[str, str]:
    """A filled row for somebody of one's own."""
    own = {"given_name": f"Person{number}", "email": f"person{number}@example.org"}
    return {**PERSON, **own, **said}


def a_sheet(of: Course, *rows: Mapping[str, str], **about: str) -> bytes:
    """A sheet with these rows."""
    said = {"course": str(of.id), "country": "JO", "language": "en", **about}
    return write(Contents("en", said, ("Instructions", "Nominees"), "A course", ("Fill it.",), {}, rows))


def downloaded(db: Database, course: Course, country: str, language: str = "en") -> bytes:
    """The sheet as the country gets it now."""
    with db.reading():
        delegation = queries.delegation(course.slug, country, SECRETARY)
        return write(contents.of_delegation(delegation, people(country), language, ADDRESS))


def filled(sheet: bytes, fill: Callable[[list[dict[str, str]]], Any]) -> bytes:
    """A sheet after somebody has worked in its rows."""
    found = read(sheet)
    rows = [dict(row.values) for row in found.rows]
    fill(rows)
    about = {key: value for key, value in found.about.items() if key not in {"mark", "version"}}
    return write(Contents(about["language"], about, ("Instructions", "Nominees"), "A course", (), {}, rows))


def with_member(sheet: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The file with one member of its archive changed, or added."""
    with zipfile.ZipFile(io.BytesIO(sheet)) as source:
        members = {member: source.read(member) for member in source.namelist()}
    members[name] = change(members.get(name, b""))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for member, content in members.items():
            target.writestr(member, content)
    return out.getvalue()
