"""Tidying up drops what is over and keeps the rest."""

import os
from datetime import timedelta
from uuid import uuid4

import pytest

from pesnet.core.db import session
from pesnet.files.models import StoredFile
from pesnet.files.store import MadeFile
from pesnet.jobs.models import Job
from pesnet.jobs.services import ask, finish
from pesnet.policy import Actor
from pesnet.web.models import FormKey

DAY = timedelta(days=1)


@pytest.fixture
def clock(app):
    return app.extensions["pesnet.queue"].clock


def test_expired_files_go_with_their_content_and_free_their_tasks(clock, db, now):
    with db.writing():
        job = ask("one", arguments={}, effect_key="1", actor=Actor("user", uuid4()), now=now)
        kept, gone = (
            clock.store.put(MadeFile(name, "a/b", b"x"), user_id=None, purpose="p", now=now, expires_at=now + days)
            for name, days in (("kept", DAY), ("gone", -DAY))
        )
        session().flush()
        finish(job, gone.id, now=now)
    clock.tidy()
    with db.reading():
        assert [row.id for row in session().query(StoredFile)] == [kept.id]
        assert session().get_one(Job, job.id).file_id is None
    assert (clock.store.path(kept.id).exists(), clock.store.path(gone.id).exists()) == (True, False)


def test_contents_that_lost_their_row_go_after_a_day(clock, now):
    young, old = (clock.store.keep(MadeFile("x", "a/b", b"x"), user_id=None, purpose="p", now=now) for _each in "12")
    os.utime(clock.store.path(old.id), times=(0, 0))
    (part := clock.store.folder / ".x.part").write_bytes(b"")
    os.utime(part, times=(0, 0))
    clock.tidy()
    assert (clock.store.path(young.id).exists(), clock.store.path(old.id).exists(), part.exists()) == (
        True,
        False,
        False,
    )


def test_old_form_keys_are_forgotten(clock, db, save, now):
    save(*(FormKey(key=str(days), sender="s", endpoint="e", digest="d", taken_at=now - days * DAY) for days in (1, 3)))
    clock.tidy()
    with db.reading():
        assert [row.key for row in session().query(FormKey)] == ["1"]
