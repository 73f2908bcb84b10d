"""A delegation sheet over the screens: download, fill, send, look, confirm, correct."""

from __future__ import annotations

import io
import re

import pytest
from sqlalchemy import func, select

from pesnet.core.db import session
from pesnet.nominations import queries
from pesnet.nominations.models import Nomination, NominationState, Nominee
from pesnet.nominations.sheet import services
from pesnet.nominations.sheet.models import SheetState, SheetUpload
from pesnet.nominations.sheet.reading.workbook import read
from tests.factories.courses import a_course
from tests.factories.nominations import SECRETARY, a_closed_course, a_draft, a_nomination, reloaded
from tests.factories.people import a_focal_point
from tests.factories.sheets import a_person, a_sheet, downloaded, filled

S = NominationState
one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
PLACES = {"nominees_per_country": None, "places_per_country": None}


def send(browser, course, content, name="sheet.xlsx", language="en"):
    return browser.send(
        f"/{language}/courses/{course.slug}/nominations/sheet/send", {"document": (io.BytesIO(content), name)}
    )


def preview(browser, course, content):
    answer = send(browser, course, content)
    assert answer.status_code == 303, re.findall(r'class="error"[^>]*>([^<]*)|<ul>\s*<li>([^<]*)', answer.text)
    page = browser.get(answer.location)
    assert page.status_code == 200
    return answer.location, re.sub(r"</?bdi>", "", page.text)


def confirm(browser, place, page, **wished):
    [seen] = re.findall(r'name="seen"[^>]* value="([^"]+)"', page)
    return browser.send(f"{place}/confirm", {"seen": seen, **wished})


def delegation(db, course, country="JO"):
    with db.reading():
        return queries.delegation(course.slug, country, SECRETARY).nominations


def people(db):
    with db.reading():
        return session().scalar(select(func.count()).select_from(Nominee))


TWELVE = [a_person(number) for number in range(12)]
WITH_ERRORS = [
    {**TWELVE[0], "given_name": ""}, {**TWELVE[1], "email": "no address"}, {**TWELVE[2], "sex": "perhaps"}, *TWELVE[3:],
]  # fmt: skip


def test_twelve_people_with_three_errors_are_looked_at_corrected_and_confirmed(db, login, now):
    course = a_course(db, now, **PLACES)
    browser = login(a_focal_point(db, "JO"))
    place, page = preview(browser, course, a_sheet(course, *WITH_ERRORS))
    assert "9 new nominations" in page
    assert "3 rows with an error" in page
    for what in (
        "Enter the name as in the passport.",
        "Enter an address such as name@example.org.",
        "“perhaps” is not in the list of this column.",
    ):
        assert what in page
    assert delegation(db, course) == []
    confirm(browser, place, page)
    assert [row.state for row in delegation(db, course)] == [S.DRAFT] * 9
    place, page = preview(browser, course, a_sheet(course, *TWELVE))
    assert ("3 new nominations" in page, "9 unchanged" in page) == (True, True)
    confirm(browser, place, page, submits="y")
    rows = delegation(db, course)
    assert [row.state for row in rows] == [S.SUBMITTED] * 12
    assert sorted(row.rank for row in rows) == list(range(1, 13))
    assert len({row.reference for row in rows}) == people(db) == 12


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
    place, page = preview(
        browser,
        course,
        filled(
            answer.data, lambda rows: (rows[0].update(position="Head"), rows[1].update(nominate=rows[0]["nominate"]))
        ),
    )
    confirm(browser, place, page)
    assert {row.nominee_id for row in delegation(db, course)} == {named.nominee_id, known.nominee_id}
    assert (reloaded(db, named).nominee.position, reloaded(db, named).nominee.email) == ("Head", "named@example.org")
    assert people(db) == 3


def test_people_known_before_are_left_alone_without_a_yes(db, login, now):
    a_nomination(db, a_course(db, now), "JO", now)
    course = a_course(db, now)
    _place, page = preview(login(a_focal_point(db, "JO")), course, downloaded(db, course, "JO"))
    assert "The sheet nominates nobody: no row says Yes." in page
    assert "1 person of the sheet is not nominated and is left alone." in page


def test_only_what_is_complete_and_within_the_names_is_submitted(db, login, now):
    course = a_course(db, now, nominees_per_country=2, places_per_country=2)
    browser = login(a_focal_point(db, "JO"))
    rows = [a_person(0), a_person(1, experience=""), a_person(2), a_person(3)]
    place, page = preview(browser, course, a_sheet(course, *rows))
    assert "4 people would be nominated, but your country may send 2 names." in page
    assert "Describe the relevant experience in two or three sentences." in page
    told = browser.get(confirm(browser, place, page, submits="y").location).text
    assert [row.state for row in delegation(db, course)] == [S.SUBMITTED, S.DRAFT, S.SUBMITTED, S.DRAFT]
    assert "Person3 Sample was not submitted: Your country has used all its 2 names" in re.sub(
        r"[\u2068\u2069]", "", told
    )


def test_a_change_since_the_preview_is_looked_at_again(db, login, now):
    course = a_course(db, now)
    draft = a_draft(db, course, "JO", now)
    browser = login(a_focal_point(db, "JO"))
    sheet = filled(downloaded(db, course, "JO"), lambda rows: rows[0].update(position="Head"))
    place, page = preview(browser, course, sheet)
    with db.writing():
        queries.nomination(draft.id, SECRETARY).nominee.position = "Clerk"
    assert confirm(browser, place, page).status_code == 422
    assert reloaded(db, draft).nominee.position == "Clerk"
    again = re.sub(r"</?bdi>", "", browser.get(place).text)
    assert "This was changed on the portal after the sheet was made; the sheet would replace it." in again
    assert confirm(browser, place, again).status_code == 303
    assert reloaded(db, draft).nominee.position == "Head"


def test_the_same_confirmation_twice_has_one_effect(db, login, now):
    course = a_course(db, now)
    browser = login(a_focal_point(db, "JO"))
    place, page = preview(browser, course, a_sheet(course, a_person(1)))
    assert [confirm(browser, place, page).status_code for _time in "12"] == [303, 422]
    assert len(delegation(db, course)) == 1
    assert browser.get(place).status_code == 200


def test_what_was_put_aside_is_not_carried_out(db, login, now):
    course = a_course(db, now)
    browser = login(a_focal_point(db, "JO"))
    place, page = preview(browser, course, a_sheet(course, a_person(1)))
    assert browser.send(f"{place}/discard").status_code == 303
    assert confirm(browser, place, page).status_code == 422
    assert delegation(db, course) == []


@one_engine
def test_rows_that_touch_somebody_elses_people_are_refused(db, login, now):
    course = a_course(db, now)
    foreign = a_draft(db, course, "SN", now)
    own = a_draft(db, course, "JO", now)
    rows = (
        a_person(1, id=str(foreign.nominee_id)), a_person(2, id="nothing"),
        a_person(3, id=str(own.nominee_id), family_name="Other"), a_person(4), a_person(4),
    )  # fmt: skip
    _place, page = preview(login(a_focal_point(db, "JO")), course, a_sheet(course, *rows))
    assert "4 rows with an error" in page
    assert page.count("The row belongs to somebody your country has not named.") == 2
    assert "This is the row of Amina Sample, but it names somebody else." in page
    assert "Row 6 names the same person." in page


@one_engine
def test_what_is_submitted_already_is_not_changed_by_a_sheet(db, login, now):
    course = a_course(db, now)
    sent = a_nomination(db, course, "JO", now)
    browser = login(a_focal_point(db, "JO"))
    sheet = filled(downloaded(db, course, "JO"), lambda rows: rows[0].update(position="Head"))
    place, page = preview(browser, course, sheet)
    assert "The nomination was submitted: what the sheet changes is not taken." in page
    confirm(browser, place, page, submits="y")
    assert (reloaded(db, sent).nominee.position, reloaded(db, sent).state) == ("Analyst", S.SUBMITTED)


@one_engine
def test_a_sheet_of_something_else_is_refused_beside_the_field(db, login, now):
    course, other = a_course(db, now), a_course(db, now)
    browser = login(a_focal_point(db, "JO"))
    refused = {
        "This is the sheet of another course.": a_sheet(other, a_person(1)),
        "This is the sheet of another country.": a_sheet(course, a_person(1), country="SN"),
        "This sheet was made by another version of the portal.": a_sheet(course, a_person(1), version="0"),
        "The sheet names nobody.": a_sheet(course),
        "The content is not that of a": b"a,b\n1,2",
    }
    for reason, content in refused.items():
        answer = send(browser, course, content)
        assert (answer.status_code, reason in answer.text) == (422, True), reason
    assert "Send a file of one of these kinds" in send(browser, course, b"x", "sheet.csv").text
    with db.reading():
        assert session().scalar(select(func.count()).select_from(SheetUpload)) == 0


@one_engine
def test_an_empty_sheet_of_a_copy_address_fits_every_country(db, login, now):
    course = a_course(db, now)
    _place, page = preview(login(a_focal_point(db, "JO")), course, a_sheet(course, a_person(1), country=""))
    assert "1 new nomination" in page


@one_engine
def test_after_the_deadline_no_sheet_is_taken(db, login, now):
    course = a_closed_course(db, now)
    answer = send(login(a_focal_point(db, "JO")), course, a_sheet(course, a_person(1)))
    assert (answer.status_code, "The deadline has passed." in answer.text) == (422, True)


@one_engine
def test_a_sheet_belongs_to_who_sent_it(db, login, now):
    course = a_course(db, now)
    mine = login(a_focal_point(db, "JO"))
    place, _page = preview(mine, course, a_sheet(course, a_person(1)))
    for other in (login(a_focal_point(db, "SN")), login(a_focal_point(db, "JO"))):
        assert [other.get(place).status_code, other.send(f"{place}/confirm").status_code] == [404, 404]


def test_old_sheets_are_forgotten(db, login, now):
    course = a_course(db, now)
    preview(login(a_focal_point(db, "JO")), course, a_sheet(course, a_person(1)))
    with db.writing():
        services.forget_old(now + services.KEPT / 2)
        assert session().scalars(select(SheetUpload.state)).all() == [SheetState.PREVIEW]
        services.forget_old(now + services.KEPT * 2)
        assert session().scalars(select(SheetUpload.state)).all() == []
        assert session().scalars(select(Nomination.id)).all() == []
