"""Reminders go out once, replies awaited are told to who telephones, and a country may say that it sends nobody."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from pesnet.accounts.models import Seat
from pesnet.core.db import session
from pesnet.courses import queries as courses
from pesnet.courses import services as course_services
from pesnet.desk.queries import waiting
from pesnet.mail.models import Mail
from pesnet.mail.render import Letterhead, worded
from pesnet.network.queries import parties
from pesnet.nominations import queries as queries_of_nominations
from pesnet.nominations.replies import queries, services
from pesnet.nominations.replies.letters import LETTERS
from pesnet.policy import CLOCK, Role
from tests.factories.courses import a_course
from tests.factories.nominations import SECRETARY, a_draft, a_nomination, actor_of
from tests.factories.people import a_focal_point, a_lead_officer, a_secretary

DAY = timedelta(days=1)
LETTER = "nominations/reminder"
LETTERHEAD = Letterhead("https://portal.example.org", "portal@example.org")
one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


def remind(db, course, now):
    with db.writing():
        return services.remind(courses.by_id(course.id), actor=CLOCK, now=now)


def reminders(db):
    with db.reading():
        return list(session().scalars(select(Mail).where(Mail.letter == LETTER).order_by(Mail.address)))


def at(course, days):
    return course.nominations_close_at - days * DAY


def a_vacant_seat(db, country, address):
    with db.writing():
        seat = Seat(role=Role.FOCAL_POINT, party_id=parties()[country].id, language="fr", copy_addresses=[address])
        session().add(seat)


def test_who_has_not_replied_is_reminded_once_at_each_step(db, now):
    people = {code: a_focal_point(db, code, language="ar") for code in ("JO", "SN", "TN")}
    a_vacant_seat(db, "PK", "ministry@example.org")
    course = a_course(db, now, countries=("JO", "SN", "TN", "PK"), leads=("TR",))
    a_nomination(db, course, "SN", now)
    a_nomination(db, course, "TN", now)
    a_draft(db, course, "TN", now, email="second@example.org")
    assert [remind(db, course, at(course, days)) for days in (15, 14, 13.5, 10, 3, 2, 0)] == [0, 3, 0, 0, 3, 0, 0]
    wanted = sorted([people["JO"].email, people["TN"].email, "ministry@example.org"] * 2)
    assert [mail.address for mail in reminders(db)] == wanted


@one_engine
def test_nobody_is_reminded_of_a_cancelled_call_or_after_saying_no(db, now):
    a_focal_point(db, "JO")
    course, cancelled = a_course(db, now), a_course(db, now)
    with db.writing():
        course_services.cancel(courses.by_id(cancelled.id), "No funds", actor=SECRETARY, now=now)
    say_no(db, course, now)
    assert [remind(db, one, at(one, 3)) for one in (course, cancelled)] == [0, 0]
    with db.writing():
        services.take_back(delegation(course), actor=SECRETARY, now=now)
    assert remind(db, course, at(course, 3)) == 1


def delegation(course, country="JO"):
    return queries_of_nominations.delegation(course.slug, country, SECRETARY)


def say_no(db, course, now, country="JO"):
    with db.writing():
        services.will_not_nominate(delegation(course, country), actor=SECRETARY, now=now)


@one_engine
def test_the_clock_finds_the_calls_that_are_due(app, db, now):
    a_focal_point(db, "JO")
    course = a_course(db, now - 20 * DAY)
    a_course(db, now)
    clock = app.extensions["pesnet.queue"].clock
    assert [clock.remind(), clock.remind()] == [1, 0]
    assert [mail.facts["course_id"] for mail in reminders(db)] == [str(course.id)]


@one_engine
def test_a_reminder_says_who_must_do_what_by_when(db, now):
    a_focal_point(db, "JO")
    a_vacant_seat(db, "SN", "ministry@example.org")
    course = a_course(db, now)
    a_draft(db, course, "JO", now)
    a_draft(db, course, "SN", now)
    remind(db, course, at(course, 14))
    told = {}
    with db.reading():
        for mail in reminders(db):
            told[mail.address[:5]] = worded(LETTER, LETTERS[LETTER](mail), "en", LETTERHEAD)
    day = course.nominations_close_at.date()
    assert told["focal"][0].startswith(f"[Action required by {day.day} {day:%B}] Nominate for “")
    assert "1 draft of your country waits to be submitted" in told["focal"][1]
    assert f"https://portal.example.org/en/courses/{course.slug}/nominations" in told["focal"][1]
    assert ("draft" in told["minis"][1], "Nobody signs in for your country" in told["minis"][1]) == (False, True)


def text_of(answer):
    return re.sub(r"</?bdi[^>]*>", "", answer.text)


def test_the_secretariat_and_the_lead_see_whose_reply_is_awaited(db, login, now):
    focal_point = a_focal_point(db, "JO")
    with db.writing():
        session().scalars(select(Seat)).one().telephone = "+962 6 550 0000"
    course = a_course(db, now, countries=("JO", "SN", "TN", "PK"), leads=("TR",))
    a_draft(db, course, "JO", now)
    a_nomination(db, course, "SN", now)
    say_no(db, course, now, "TN")
    remind(db, course, at(course, 14))
    secretary, lead = login(a_secretary(db)), login(a_lead_officer(db, "TR"))
    login(focal_point)
    page, seen = (text_of(browser.get(f"/en/courses/{course.slug}/replies")) for browser in (secretary, lead))
    for text in (page, seen):
        assert "2 countries invited have not replied. 1 has nominated." in text
        assert ("+962 6 550 0000" in text, focal_point.name in text, "No focal point" in text) == (True, True, True)
        assert 'Will not nominate</h2>\n<p><span dir="auto">Tunisia' in text
    assert ("Drafts begun" in page, "Last sign-in" in page) == (True, True)
    assert ("Drafts begun" in seen, "Last sign-in" in seen) == (False, False)
    assert login(a_lead_officer(db, "PK")).get(f"/en/courses/{course.slug}/replies").status_code == 404
    assert text_of(secretary.get("/en/replies")).count(course.slug) == 1
    assert f"/en/courses/{course.slug}/replies" in secretary.get(f"/en/courses/{course.slug}").text


@one_engine
def test_the_list_is_downloaded_with_what_the_reader_may_see(db, login, now):
    course = a_course(db, now)
    path = f"/en/courses/{course.slug}/replies/list"
    rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(login(a_secretary(db)).get(path).data))
        .get_sheet_by_index(1)
        .to_python()
    )
    assert [len(rows), rows[0][0], rows[1][0], rows[1][3]] == [3, "Member state", "Jordan", "No focal point"]
    assert rows[0][5:] == ["Drafts begun", "Last sign-in"]
    told = login(a_lead_officer(db, "TN")).get(f"{path}?format=csv").data.decode("utf-8-sig").splitlines()
    assert told[0] == "Member state,Awaited since,Reminded on,Focal point,Telephone"


def test_a_country_says_that_it_will_not_nominate_and_takes_it_back(db, login, now):
    course = a_course(db, now)
    user = a_focal_point(db, "JO")
    browser = login(user)
    here = f"/en/courses/{course.slug}/nominations"
    assert "We will not nominate for this course" in browser.get(here).text
    assert [browser.send(f"{here}/none").status_code for _time in "12"] == [302, 302]
    assert "your country answered that it will not nominate" in browser.get(here).text
    assert asked(db, user, now) == []
    assert browser.send(f"{here}/none/take-back").status_code == 302
    assert asked(db, user, now) == ["site.course"]
    a_nomination(db, course, "JO", now)
    assert "We will not nominate for this course" not in browser.get(here).text
    assert browser.send(f"{here}/none").status_code == 409


def asked(db, user, now):
    actor = actor_of(db, user, now)
    with db.reading():
        return [task.endpoint for task in waiting(actor, now)]


@one_engine
def test_after_the_deadline_the_answer_stands(db, now):
    course = a_course(db, now)
    say_no(db, course, now)
    with db.writing(), pytest.raises(services.DomainError, match="The call is closed"):
        services.take_back(delegation(course), actor=SECRETARY, now=course.nominations_close_at)
    with db.writing(), pytest.raises(services.DomainError, match="The call is closed"):
        services.will_not_nominate(delegation(course, "SN"), actor=SECRETARY, now=course.nominations_close_at)
    with db.reading():
        assert [code for _course, code in queries.declined([course.id])] == ["JO"]


@one_engine
def test_the_secretariats_desk_has_one_line_for_all_replies(db, now):
    user = a_secretary(db)
    assert "nominations.replies_index" not in asked(db, user, now)
    course = a_course(db, now)
    a_course(db, now)
    a_nomination(db, course, "JO", now)
    with db.reading():
        [line] = [task for task in queries.waiting(SECRETARY, now) if task.endpoint == "nominations.replies_index"]
    assert (line.label.n, line.note.n) == (3, 2)
