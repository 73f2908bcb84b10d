"""One's own long tasks and files can be followed and fetched; nobody else's."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from pesnet.audit.models import Entry
from pesnet.core.db import session
from pesnet.core.message import Message
from pesnet.files.store import MadeFile
from pesnet.jobs.models import Job
from pesnet.jobs.services import ask, finish, park
from pesnet.policy import Actor
from tests.factories.people import a_focal_point

REFRESH = "js/again.js"


@pytest.fixture
def owner(db):
    return a_focal_point(db, "JO")


@pytest.fixture
def made(app, db, now, owner):
    """A task of the owner's and the file it made."""
    with db.writing():
        job = ask("one", arguments={}, effect_key="1", actor=Actor("user", owner.id), now=now)
        stored = app.extensions["pesnet.files"].put(
            MadeFile("../تقرير 2026\r\n.pdf", "application/pdf", b"%PDF-1.7"), user_id=owner.id, purpose="one", now=now
        )
        session().flush()
        finish(job, stored.id, now=now)
    return job.id, stored.id


def waiting(db, now, owner):
    with db.writing():
        return ask("one", arguments={}, effect_key="2", actor=Actor("user", owner.id), now=now).id


def test_a_task_under_way_looks_again_by_itself(db, now, owner, login):
    page = login(owner).get(f"/en/desk/tasks/{waiting(db, now, owner)}").get_data(as_text=True)
    assert REFRESH in page
    assert "The file is being made" in page


def test_a_finished_task_offers_its_file(made, owner, login):
    job_id, file_id = made
    page = login(owner).get(f"/en/desk/tasks/{job_id}").get_data(as_text=True)
    assert REFRESH not in page
    assert f'href="/en/desk/files/{file_id}"' in page


def test_a_failed_task_says_why(db, now, owner, login):
    job_id = waiting(db, now, owner)
    with db.writing():
        park(session().get_one(Job, job_id), Message("There is %(what)s.", what="<nothing>"), now=now)
    page = login(owner).get(f"/en/desk/tasks/{job_id}").get_data(as_text=True)
    assert "There is <bdi>&lt;nothing&gt;</bdi>." in page


def test_a_file_is_saved_under_a_safe_name_and_never_shown_or_kept(made, owner, login):
    answer = login(owner).get(f"/en/desk/files/{made[1]}", buffered=True)
    assert answer.data == b"%PDF-1.7"
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=\" 2026.pdf\"; filename*=UTF-8''%D8%AA%D9%82%D8%B1%D9%8A%D8%B1%202026.pdf"
    )
    assert {
        answer.headers[name] for name in ("Content-Security-Policy", "X-Content-Type-Options", "Cache-Control")
    } == {
        "sandbox; default-src 'none'",
        "nosniff",
        "private, no-store",
    }


def test_fetching_a_file_is_on_record(made, owner, login, db):
    login(owner).get(f"/en/desk/files/{made[1]}", buffered=True)
    with db.reading():
        entries = session().scalars(select(Entry).where(Entry.act == "file.read")).all()
    assert [(entry.user_id, entry.subject_id) for entry in entries] == [(owner.id, str(made[1]))]


def test_others_find_neither_the_task_nor_the_file(made, db, login):
    other = login(a_focal_point(db, "TN"))
    paths = [f"/en/desk/tasks/{made[0]}", f"/en/desk/files/{made[1]}", f"/en/desk/tasks/{uuid4()}"]
    assert [other.get(path).status_code for path in paths] == [404, 404, 404]


def test_a_file_whose_content_is_gone_is_said_so(made, owner, login, app):
    app.extensions["pesnet.files"].remove(made[1])
    answer = login(owner).get(f"/en/desk/files/{made[1]}")
    assert answer.status_code == 409
    assert "The file is not there any more." in answer.get_data(as_text=True)


def test_a_task_page_reads_from_the_right_in_arabic(db, now, owner, login):
    assert 'dir="rtl"' in login(owner).get(f"/ar/desk/tasks/{waiting(db, now, owner)}").get_data(as_text=True)
