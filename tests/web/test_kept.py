"""Public pages that are kept: never another person's, never older than the data or the minute."""

from datetime import UTC, datetime, time

import pytest
from sqlalchemy import select

from pesnet.core import clock
from pesnet.core.db import Database
from pesnet.core.translated import Translated
from pesnet.courses.models import Course, Deadline
from pesnet.web.kept import Page, Shelf
from tests.factories.courses import a_course
from tests.factories.people import a_focal_point

NOON = datetime(2027, 5, 4, 12, 0, 20, tzinfo=UTC)


on_one_server_of_its_own = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
"""Where nobody else commits: on PostgreSQL every database of the server counts, those of other tests too."""


def rename(database: Database, title: str) -> None:
    with database.writing() as session:
        session.scalars(select(Course)).one().title = Translated(en=title)


def is_fresh_after_a_commit(client, elsewhere: Database) -> bool:
    """Whether a visitor sees what another process has just committed."""
    client.get("/en/courses")
    rename(elsewhere, "Renamed elsewhere")
    return "Renamed elsewhere" in client.get("/en/courses").text


@pytest.fixture
def elsewhere(config):
    """The database as another process has it."""
    database = Database(config.database_url)
    yield database
    database.engine.dispose()


@on_one_server_of_its_own
def test_a_page_is_made_once_and_then_needs_no_query(client, db, now, count_queries):
    a_course(db, now)
    with count_queries() as first:
        page = client.get("/en/courses")
    with count_queries(anew=False) as later:
        again = client.get("/en/courses")
    assert (len(first) > 1, [text for text in later if "snapshot" not in text]) == (True, [])
    assert (again.data, again.headers["ETag"]) == (page.data, page.headers["ETag"])
    assert again.headers["Content-Security-Policy"] == page.headers["Content-Security-Policy"]


def test_a_browser_that_has_the_page_is_told_so(client, db, now):
    a_course(db, now)
    tag = client.get("/en/courses").headers["ETag"]
    answer = client.get("/en/courses", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.data) == (304, b"")
    rename(db, "Renamed")
    assert client.get("/en/courses", headers={"If-None-Match": tag}).status_code == 200


def test_what_another_process_commits_is_seen_at_once(client, db, now, elsewhere):
    a_course(db, now)
    assert is_fresh_after_a_commit(client, elsewhere)


@on_one_server_of_its_own
def test_a_version_that_stands_still_is_found(client, db, now, elsewhere):
    a_course(db, now)
    db.version = lambda: "1"  # type: ignore[method-assign]
    assert not is_fresh_after_a_commit(client, elsewhere)


def test_a_deadline_that_passes_shows_at_once(client, db, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)
    course = a_course(db, NOON)
    with db.writing() as session:
        session.get_one(Course, course.id).nominations_close_at = NOON.replace(minute=1, second=0)
    assert "Call open" in client.get("/en/courses").text
    monkeypatch.setattr(clock, "now", lambda: NOON.replace(second=59))
    assert "Call open" in client.get("/en/courses").text
    monkeypatch.setattr(clock, "now", lambda: NOON.replace(minute=1, second=0))
    assert "Call open" not in client.get("/en/courses").text


def test_a_page_is_kept_for_its_own_address_language_and_encoding(client, db, now):
    a_course(db, now)
    paths = ("/en/courses", "/fr/courses", "/en/courses?open=yes", "/en/courses?type=webinar")
    pages = [client.get(path).data for path in paths]
    assert len(set(pages)) == len(paths)
    assert [client.get(path).data for path in paths] == pages
    packed = client.get("/en/courses", headers={"Accept-Encoding": "br"})
    assert (packed.headers["Content-Encoding"], packed.data == pages[0]) == ("br", False)


def test_nobody_signed_in_leaves_or_gets_a_kept_page(app, client, db, login, now):
    course = a_course(db, now)
    path = f"/en/courses/{course.slug}"
    person = login(a_focal_point(db, "JO"))
    own = [person.get(path), person.get(path)]
    public = client.get(path)
    again = person.get(path)
    assert ["Acting as" in answer.text for answer in (*own, public, again)] == [True, True, False, True]
    assert [answer.headers.get("Cache-Control") for answer in (own[0], public)] == ["no-store", "no-cache"]
    assert len(app.extensions["pesnet.kept"]) == 1


def test_a_page_with_a_token_is_not_kept_even_where_somebody_marks_its_view(app):
    app.view_functions["accounts.sign_in"].is_kept = True
    pages = [app.test_client().get("/en/sign-in") for _browser in range(2)]
    assert [answer.status_code for answer in pages] == [200, 200]
    assert pages[0].data != pages[1].data
    assert len(app.extensions["pesnet.kept"]) == 0


def test_a_visitor_with_any_cookie_gets_a_page_of_their_own(app):
    app.test_client(use_cookies=False).get("/en/about", headers={"Cookie": "other=1"})
    assert len(app.extensions["pesnet.kept"]) == 0


def test_a_missing_page_is_not_kept(app, client):
    assert client.get("/en/courses/nothing").status_code == 404
    assert len(app.extensions["pesnet.kept"]) == 0


def test_pages_asked_for_least_recently_leave_first():
    shelf = Shelf(most_bytes=20)
    keys = [("/", b"", "", "", str(number)) for number in range(3)]
    for key in keys[:2]:
        shelf.keep(key, Page(b"0123456789", (), ""))
    shelf.find(keys[0])
    shelf.keep(keys[2], Page(b"0123456789", (), ""))
    assert [shelf.find(key) is not None for key in keys] == [True, False, True]


def test_a_deadline_is_the_beginning_of_the_minute_that_is_shown():
    typed = Deadline(NOON.date(), time(23, 59, 30), "Africa/Tunis")
    assert (typed.instant, typed.wall) == (datetime(2027, 5, 4, 22, 59, tzinfo=UTC), "2027-05-04T23:59")
