"""A lead selects over HTTP: the table, the proposals, the preview and the release."""

import csv
import io
import re
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from pesnet.mail.models import Mail
from pesnet.mail.render import Letterhead, worded
from pesnet.nominations import letters, queries, services
from pesnet.nominations.models import NominationState, ProposalKind
from pesnet.nominations.services import Wish
from pesnet.policy import Role
from tests.factories.nominations import (
    AGO,
    SECRETARY,
    a_closed_course,
    a_draft,
    a_nomination,
    reloaded,
    wait_for_release,
)
from tests.factories.people import a_focal_point, a_lead_officer, a_user_in
from tests.fixtures.queries import commit_something

S = NominationState


def proposals(db, course):
    with db.reading():
        return {row.nomination.id: row.proposal.kind.value for row in queries.pending(course.id)}


def chosen(nomination, kind, was=":"):
    key = nomination.id.hex
    return {f"kind_{key}": kind, f"rank_{key}": "", f"was_{key}": was}


def hidden(page, name):
    [value] = re.findall(rf'name="{name}"[^>]* value="([^"]*)"', page)
    return value


def test_a_lead_proposes_previews_and_releases(db, login, now):
    a_focal_point(db, "JO", language="ar")
    course = a_closed_course(db, now)
    first, second = (a_nomination(db, course, "JO", now - AGO) for _number in range(2))
    browser = login(a_lead_officer(db, "TN"))
    path = f"/en/courses/{course.slug}/selection"
    assert browser.get(path).text.count("No proposal yet</option>") == 3
    saved = browser.send(path, {**chosen(first, "selected"), **chosen(second, "reserve"), "preview": "1"})
    assert saved.location == f"{path}/release"
    assert proposals(db, course) == {first.id: "selected", second.id: "reserve"}
    assert "reserve" not in login(a_focal_point(db, "JO")).get(f"/en/nominations/{second.id}").text
    preview = browser.get(saved.location).text
    assert ("Release 2 decisions" in preview, "العربية" in preview) == (True, True)
    done = browser.send(saved.location, {"decisions": hidden(preview, "decisions")})
    assert done.location == path
    assert [reloaded(db, row).state for row in (first, second)] == [S.SELECTED, S.RESERVE]
    again = browser.send(saved.location, {"decisions": hidden(preview, "decisions")})
    assert (again.status_code, "The proposals have changed" in again.text) == (422, True)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_page_of_a_selection_is_there_in_each_language(db, login, now, language):
    for code, spoken in (("JO", "ar"), ("SN", "fr")):
        a_focal_point(db, code, language=spoken)
    course, empty = a_closed_course(db, now), a_closed_course(db, now)
    rows = [a_nomination(db, course, code, now - AGO) for code in ("JO", "JO", "SN", "SN")]
    kinds = [*ProposalKind, None]
    wait_for_release(db, course, {row: Wish(kind) for row, kind in zip(rows, kinds, strict=True)}, SECRETARY, now)
    browser = login(a_lead_officer(db, "TN"))
    paths = [
        f"courses/{course.slug}/selection",
        f"courses/{course.slug}/selection?sort=name&sex=female&state=submitted&proposal=none&country=SN&page=9",
        f"courses/{course.slug}/selection/release",
        f"courses/{course.slug}/selection?column=score&column=submitted&column=region&column=institution&text=amina",
        f"courses/{course.slug}/criteria",
        f"selection/{rows[0].id}",
        f"courses/{empty.slug}/selection",
        f"courses/{empty.slug}/selection/release",
        f"nominations/{rows[0].id}",
    ]
    assert [browser.get(f"/{language}/{path}").status_code for path in paths] == [200] * len(paths)


def test_filters_keep_what_they_name(db, login, now):
    course = a_closed_course(db, now)
    a_nomination(db, course, "JO", now - AGO, given_name="Amina")
    a_nomination(db, course, "SN", now - AGO, given_name="Moussa", sex=None)
    browser = login(a_lead_officer(db, "TN"))
    found = [
        [
            name
            for name in ("Amina", "Moussa")
            if name in browser.get(f"/en/courses/{course.slug}/selection?{asked}").text
        ]
        for asked in (
            "",
            "country=JO",
            "sex=none",
            "text=moussa",
            "region=african",
            "proposal=selected",
            "state=withdrawn",
            "sex=no",
        )
    ]
    assert found == [["Amina", "Moussa"], ["Amina"], ["Moussa"], ["Moussa"], ["Moussa"], [], [], ["Amina", "Moussa"]]


def test_only_what_was_changed_on_the_page_is_saved(db, login, now):
    course = a_closed_course(db, now)
    first, second = (a_nomination(db, course, "JO", now - AGO) for _number in range(2))
    wait_for_release(db, course, {first: Wish(ProposalKind.SELECTED)}, SECRETARY, now)
    browser = login(a_lead_officer(db, "TN"))
    browser.send(f"/en/courses/{course.slug}/selection", {**chosen(first, "", ":"), **chosen(second, "not_selected")})
    assert proposals(db, course) == {first.id: "selected", second.id: "not_selected"}


def test_a_lead_sends_back_with_a_moment_in_the_zone_of_the_deadline(db, login, now):
    course = a_closed_course(db, now)
    nomination = a_nomination(db, course, "JO", now - AGO)
    day = (now + timedelta(days=5)).date()
    browser = login(a_lead_officer(db, "TN"))
    path = f"/en/nominations/{nomination.id}/send-back"
    bad = browser.send(path, {"remarks": "More", "day": day.isoformat(), "clock": "late"})
    assert (bad.status_code, reloaded(db, nomination).state) == (422, S.SUBMITTED)
    assert browser.send(path, {"remarks": "More", "day": day.isoformat(), "clock": "23:59"}).status_code == 302
    row = reloaded(db, nomination)
    assert (row.state, row.remarks, row.complete_by.isoformat()) == (S.SENT_BACK, "More", f"{day}T22:59:00+00:00")


def test_another_lead_and_a_country_find_no_selection(db, login, now):
    course = a_closed_course(db, now)
    nomination = a_nomination(db, course, "JO", now - AGO)
    for user in (a_lead_officer(db, "PK"), a_focal_point(db, "JO")):
        browser = login(user)
        path = f"/en/courses/{course.slug}/selection"
        reads = [browser.get(f"{path}{rest}").status_code for rest in ("", "/release", "/list")]
        writes = [
            browser.send(f"{path}{rest}", chosen(nomination, "selected")).status_code for rest in ("", "/release")
        ]
        assert (reads, writes) == ([404] * 3, [404] * 2)
    assert proposals(db, course) == {}


def test_a_nomination_of_another_course_cannot_be_proposed_here(db, login, now):
    course, other = a_closed_course(db, now), a_closed_course(db, now, leads=("PK",))
    foreign = a_nomination(db, other, "JO", now - AGO)
    browser = login(a_lead_officer(db, "TN"))
    browser.send(f"/en/courses/{course.slug}/selection", chosen(foreign, "selected"))
    assert proposals(db, other) == {}


def test_an_auditor_reads_and_changes_nothing(db, login, now):
    course = a_closed_course(db, now)
    nomination = a_nomination(db, course, "JO", now - AGO)
    browser = login(a_user_in(db, Role.AUDITOR))
    path = f"/en/courses/{course.slug}/selection"
    page = browser.get(path)
    assert (page.status_code, "Preview the release" in page.text) == (200, False)
    assert browser.send(path, chosen(nomination, "selected")).status_code == 404


def test_a_deputy_sees_the_preview_and_is_told_who_releases(db, login, now):
    course = a_closed_course(db, now)
    nomination = a_nomination(db, course, "JO", now - AGO)
    wait_for_release(db, course, {nomination: Wish(ProposalKind.SELECTED)}, SECRETARY, now)
    browser = login(a_lead_officer(db, "TN", principal=False))
    path = f"/en/courses/{course.slug}/selection/release"
    assert "Only the principal holder" in browser.get(path).text
    assert browser.send(path, {"decisions": f"{nomination.id}:selected:0"}).status_code == 409
    assert reloaded(db, nomination).state is S.SUBMITTED


def test_the_list_holds_what_the_table_holds_and_no_draft(db, login, now):
    course = a_closed_course(db, now)
    a_draft(db, course, "JO", now - AGO, given_name="Hidden")
    a_nomination(db, course, "JO", now - AGO, institution="=1+1")
    browser = login(a_lead_officer(db, "TN"))
    answer = browser.get(f"/en/courses/{course.slug}/selection/list?format=csv")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert (len(rows), rows[1][7][-4:]) == (2, "=1+1")
    assert rows[1][7] != "=1+1"
    sheet = browser.get(f"/en/courses/{course.slug}/selection/list")
    assert (sheet.status_code, sheet.data[:2]) == (200, b"PK")


def test_the_table_asks_the_database_the_same_few_questions_at_any_length(db, login, now):
    course = a_closed_course(db, now, places=None, places_per_country=None, nominees_per_country=None)
    browser = login(a_lead_officer(db, "TN"))
    numbers = []
    for more in (3, 60):
        for number in range(more):
            a_nomination(db, course, ("JO", "SN")[number % 2], now - AGO)
        browser.get(f"/en/courses/{course.slug}/selection")
        commit_something(db)
        numbers.append(_queries(db, lambda: browser.get(f"/en/courses/{course.slug}/selection")))
    assert (numbers[0] == numbers[1], numbers[0] <= 10) == (True, True), numbers


def _queries(db, ask):
    asked = []
    event.listen(db.engine, "before_cursor_execute", lambda *found: asked.append(found[2]))
    ask()
    return len([text for text in asked if text.lstrip().upper().startswith(("SELECT", "WITH"))])


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_each_letter_is_worded_in_each_language(db, now, language):
    focal = a_focal_point(db, "JO", language=language)
    course = a_closed_course(db, now)
    rows = [a_nomination(db, course, "JO", now - AGO) for _number in range(3)]
    wait_for_release(
        db, course, {row: Wish(kind) for row, kind in zip(rows, ProposalKind, strict=True)}, SECRETARY, now
    )
    with db.writing():
        services.release(queries.call(course.slug, SECRETARY), actor=SECRETARY, now=now)
    with db.writing():
        first, second, third = (queries.nomination(row.id, SECRETARY) for row in rows)
        services.decline(first, actor=SECRETARY, now=now)
        services.confirm(second, actor=SECRETARY, now=now)
        services.reverse(third, None, reason="Another look", actor=SECRETARY, now=now)
    with db.reading() as reading:
        mails = reading.scalars(select(Mail).where(Mail.letter.startswith("nominations/"))).all()
        said = {mail.letter: letters.LETTERS[mail.letter](mail) for mail in mails}
        texts = {
            letter: worded(letter, context, language, Letterhead("http://x", "a@example.org"))
            for letter, context in said.items()
        }
    assert set(texts) == set(letters.LETTERS) - {
        "nominations/sent_back",
        "nominations/accepted",
        "nominations/replaced",
    }
    assert all("Amina Sample" in text.replace("\u2068", "").replace("\u2069", "") for _subject, text in texts.values())
    assert {mail.address for mail in mails} == {focal.email, "amina@example.org"}
