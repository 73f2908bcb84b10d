"""The queue carries wake-ups only: without it, everything is found."""

from datetime import timedelta
from uuid import uuid4

import pytest

from pesnet.core.clock import now as the_time
from pesnet.files.store import MadeFile
from pesnet.jobs.models import Job, JobState
from pesnet.jobs.services import ask
from pesnet.policy import Actor
from pesnet.tasks.queue import Queue, connect


@pytest.fixture
def queue(app):
    return app.extensions["pesnet.queue"]


def drain(queue):
    """Do what the consumer's threads do, until the queue is empty; how many tasks there were."""
    done = 0
    while (task := queue.huey.dequeue()) is not None:
        queue.huey.execute(task)
        done += 1
    return done


@pytest.fixture
def asked(db, app, now):
    app.extensions["pesnet.queue"].clock.runner.handlers = {"one": lambda job: MadeFile("a", "text/csv", b"x")}
    with db.writing():
        return ask("one", arguments={}, effect_key="1", actor=Actor("user", uuid4()), now=now).id


def state(db, job_id):
    with db.reading() as session:
        return session.get_one(Job, job_id).state


def test_a_wake_up_runs_the_task(queue, asked, db):
    queue.wake([str(asked), "mail"])
    assert drain(queue) == 2
    assert state(db, asked) is JobState.DONE


def test_the_scan_finds_what_no_wake_up_named(queue, asked, db):
    queue.scan()
    drain(queue)
    assert state(db, asked) is JobState.DONE


def test_a_queue_that_cannot_be_reached_stops_nobody(tmp_path):
    broken = tmp_path / "file"
    broken.write_text("")
    queue = Queue(f"sqlite:///{broken}/queue.db", clock=None)
    queue.wake(["mail"])
    assert queue.seen() is None


def test_a_worker_at_work_is_seen(queue, asked):
    assert queue.seen() is None
    queue.scan()
    assert the_time() - queue.seen() < timedelta(minutes=1)


@pytest.mark.parametrize("engine_name", ["postgresql"], indirect=True)
def test_the_queue_can_be_kept_in_postgresql(database_url, tmp_path):
    huey = connect(database_url.replace("postgresql+psycopg", "postgresql"))
    huey.put("key", "value")
    assert huey.get("key", peek=True) == "value"
    huey.storage.close()
