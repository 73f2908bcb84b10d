"""A delegation sheet over the screens: download, fill, send, look, confirm, correct."""

from __future__ import annotations

import io
import re

import pytest
from sqlalchemy import func, select

from pesnet.core.db import session
from pesnet.nominations import queries
from pesnet.nominations.models import NominationState, Nominee
from pesnet.nominations.sheet.models import SheetUpload
from pesnet.nominations.sheet.reading.workbook import read
from tests.factories.courses import a_course
from tests.factories.nominations import SECRETARY, a_draft, a_nomination, reloaded
from tests.factories.people import a_focal_point
from tests.factories.sheets import a_person, a_sheet, filled

S = NominationState
one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


def send(browser, course, content, name="sheet.xlsx"):
    sent = {"document": (io.BytesIO(content), name)}
    return browser.send(f"/en/courses/{course.slug}/nominations/sheet/send", sent)


def preview(browser, course, content):
    answer = send(browser, course, content)
    assert answer.status_code == 303
    page = browser.get(answer.location)
    assert page.status_code == 200
    return answer.location, re.sub(r"</?bdi>", "", page.text)


def confirm(browser, place, page, **wished):
    [seen] = re.findall(r'name="seen"[^>]* value="([^"]+)"', page)
    return browser.send(f"{place}/confirm", {"seen": seen, **wished})


def delegation(db, course, country="JO"):
    with db.reading():
        return queries.delegation(course.slug, country, SECRETARY).nominations


TWELVE = [a_person(number) for number in range(12)]
WITH_ERRORS = [
    {**TWELVE[0], "given_name": ""}, {**TWELVE[1], "email": "no address"}, {**TWELVE[2], "sex": "perhaps"}, *TWELVE[3:],
]  # fmt: skip
REASONS = (
    "Enter the name as in the passport.", "Enter an address such as name@example.org.",
    "“perhaps” is not in the list of this column.",
)  # fmt: skip


def test_twelve_people_with_three_errors_are_looked_at_corrected_and_confirmed(db, login, now):
    course = a_course(db, now, nominees_per_country=None, places_per_country=None)
    browser = login(a_focal_point(db, "JO"))
    place, page = preview(browser, course, a_sheet(course, *WITH_ERRORS))
    assert [text in page for text in ("9 new nominations", "3 rows with an error", *REASONS)] == [True] * 5
    assert delegation(db, course) == []
    confirm(browser, place, page)
    assert [row.state for row in delegation(db, course)] == [S.DRAFT] * 9
    place, page = preview(browser, course, a_sheet(course, *TWELVE))
    assert ("3 new nominations" in page, "9 unchanged" in page) == (True, True)
    assert [confirm(browser, place, page, submits="y").status_code for _time in "12"] == [303, 422]
    rows = delegation(db, course)
    assert [row.state for row in rows] == [S.SUBMITTED] * 12
    assert sorted(row.rank for row in rows) == list(range(1, 13))
    assert len({row.reference for row in rows}) == 12
    assert browser.get(place).status_code == 200


@one_engine
def test_the_sheet_holds_the_countrys_own_people_and_recognises_them_again(db, login, now):
    known = a_nomination(db, a_course(db, now), "JO", now, given_name="Known")
    a_nomination(db, a_course(db, now), "SN", now, given_name="Foreign")
    course = a_course(db, now)
    named = a_draft(db, course, "JO", now, given_name="Named", email="named@example.org")
    browser = login(a_focal_point(db, "JO", language="ar"))
    answer = browser.get(f"/ar/courses/{course.slug}/nominations/sheet")
    assert answer.headers["Cache-Control"] == "private, no-store"
    rows = read(answer.data).rows
    assert [row["given_name"] for row in rows] == ["Named", "Known"]
    assert (rows[0]["experience"], rows[1]["nominate"], rows[1]["sex"]) == ("Prepares the quarterly bulletin.", "", "")

    def fill(rows):
        rows[0]["position"] = "Head"
        rows[1]["nominate"] = rows[0]["nominate"]

    place, page = preview(browser, course, filled(answer.data, fill))
    confirm(browser, place, page)
    assert {row.nominee_id for row in delegation(db, course)} == {named.nominee_id, known.nominee_id}
    assert (reloaded(db, named).nominee.position, reloaded(db, named).nominee.email) == ("Head", "named@example.org")
    with db.reading():
        assert session().scalar(select(func.count()).select_from(Nominee)) == 3


@one_engine
def test_what_is_no_sheet_of_this_course_is_refused_beside_the_field(db, login, now):
    course, other = a_course(db, now), a_course(db, now)
    browser = login(a_focal_point(db, "JO"))
    refused = {
        "This is the sheet of another course.": (a_sheet(other, a_person(1)), "sheet.xlsx"),
        "The content is not that of a": (b"a,b\n1,2", "sheet.xlsx"),
        "Send a file of one of these kinds": (b"a,b\n1,2", "sheet.csv"),
    }
    for reason, (content, name) in refused.items():
        answer = send(browser, course, content, name)
        assert (answer.status_code, reason in answer.text) == (422, True), reason
    with db.reading():
        assert session().scalar(select(func.count()).select_from(SheetUpload)) == 0


@one_engine
def test_a_sheet_belongs_to_who_sent_it(db, login, now):
    course = a_course(db, now)
    mine = login(a_focal_point(db, "JO"))
    place, page = preview(mine, course, a_sheet(course, a_person(1)))
    for other in (login(a_focal_point(db, "SN")), login(a_focal_point(db, "JO"))):
        assert [other.get(place).status_code, other.send(f"{place}/confirm").status_code] == [404, 404]
    assert mine.send(f"{place}/discard").status_code == 303
    assert confirm(mine, place, page).status_code == 422
    assert delegation(db, course) == []
