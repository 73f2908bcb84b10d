"""Twelve people named in an Excel form: three errors are read at their places, corrected, and the rest is confirmed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from pesnet.core.db import session
from pesnet.core.message import Message
from pesnet.courses.models import Course
from pesnet.nominations.models import Nomination, Nominee
from tests.factories.sheets import a_person, filled
from tests.journeys.cast import ARABIC, ENGLISH, Cast
from tests.journeys.person import Person

OPEN = "reading-labour-market-data-for-everyday-decisions"
WRONG = {0: {"given_name": ""}, 4: {"email": "no address"}, 9: {"sex": "perhaps"}}


def twelve(cast: Cast, wrong: dict[int, dict[str, str]]) -> list[dict[str, str]]:
    """The rows as they are typed, some of them wrongly."""
    return [
        a_person(number, institution=cast.institution, position=cast.position, experience=cast.experience)
        | wrong.get(number, {})
        for number in range(12)
    ]


def sends(focal_point: Person, sheet: Path, content: bytes) -> None:
    """Choose the file and have it read."""
    sheet.write_bytes(content)
    focal_point.page.locator("input[type=file]").set_input_files(sheet)
    focal_point.press("Read the sheet")
    focal_point.sees_heading("What the sheet would do")
    focal_point.stands_well()


def named(db) -> int:
    """How many of the twelve are nominated."""
    with db.reading():
        chosen = select(func.count()).select_from(Nomination).join(Nomination.nominee)
        return session().scalar(chosen.where(Nominee.given_name.startswith("Person"))) or 0


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("cast", "account"), [(ENGLISH, "focal.tn"), (ARABIC, "focal.jo")], ids=["en", "ar"])
def test_twelve_people_come_by_the_delegation_sheet(comes, db, tmp_path, cast, account):
    with db.reading():
        course = session().scalars(select(Course).where(Course.slug == OPEN)).one()
    focal_point = comes(cast.language)
    focal_point.signs_in(f"{account}@demo.example")
    focal_point.follow(Message("Nominate for “%(title)s”", title=course.title))
    focal_point.follow("Your nominations")
    focal_point.stands_well()
    focal_point.follow("Delegation sheet (Excel)")
    focal_point.sees_heading("Delegation sheet")
    focal_point.stands_well()
    with focal_point.page.expect_download() as download:
        focal_point.follow("Download the sheet")
    blank = Path(download.value.path()).read_bytes()
    sheet = tmp_path / download.value.suggested_filename
    sends(focal_point, sheet, filled(blank, lambda rows: rows.extend(twelve(cast, WRONG))))
    for reason in ("Enter the name as in the passport.", "Enter an address such as name@example.org."):
        focal_point.sees(reason)
    focal_point.sees(Message("“%(answer)s” is not in the list of this column.", answer="perhaps"))
    assert named(db) == 0
    focal_point.follow("Send a corrected sheet")
    sends(focal_point, sheet, filled(blank, lambda rows: rows.extend(twelve(cast, {}))))
    expect(focal_point.page.locator("#remarks")).to_have_count(0)
    focal_point.press("Confirm")
    focal_point.reads(focal_point.counts("%(num)s nomination was begun.", "%(num)s nominations were begun.", 12))
    focal_point.stands_well()
    assert named(db) == 12
