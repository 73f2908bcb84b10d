"""Long tasks run once, again when a worker died, and are parked when they cannot be done."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from pesnet.core.db import session
from pesnet.core.errors import DomainError, NotFound
from pesnet.core.message import Message
from pesnet.files.models import StoredFile
from pesnet.files.store import MadeFile, Store
from pesnet.jobs import queries, services
from pesnet.jobs.models import Job, JobState
from pesnet.policy import Actor
from pesnet.tasks.running import BROKEN, GONE, KEPT, Runner

ASKER = Actor("user", uuid4())
FILE = MadeFile("list.csv", "text/csv", b"a,b")


@pytest.fixture
def store(tmp_path):
    return Store(f"file://{tmp_path / 'files'}")


@pytest.fixture
def runner(db, store):
    """Runs tasks whose kind names what becomes of them."""

    def fail(job):
        raise RuntimeError("no")

    def refuse(job):
        raise DomainError(Message("There is nothing to list."))

    def miss(job):
        raise NotFound

    return Runner(db, store, {"good": lambda job: FILE, "fail": fail, "refuse": refuse, "miss": miss})


@pytest.fixture
def asked(db, now):
    def asked(kind="good", key="1", actor=ASKER):
        with db.writing():
            return services.ask(kind, arguments={"x": 1}, effect_key=key, actor=actor, now=now).id

    return asked


@pytest.fixture
def found(db):
    def found(job_id):
        with db.reading():
            return session().get_one(Job, job_id)

    return found


def test_a_task_makes_its_file_for_the_person_who_asked(runner, asked, found, db, store):
    job_id = asked()
    runner.run_job(job_id)
    job = found(job_id)
    with db.reading():
        stored = session().get_one(StoredFile, job.file_id)
    assert (job.state, stored.user_id, stored.name) == (JobState.DONE, ASKER.id, "list.csv")
    assert store.read(stored).read_bytes() == b"a,b"
    assert stored.expires_at == job.finished_at + KEPT


def test_the_same_effect_is_one_task_that_runs_once(runner, asked, found, store):
    assert asked() == asked()
    runner.run_job(asked())
    runner.run_job(asked())
    assert found(asked()).attempts == 1
    assert len(list(store.folder.glob("??/*"))) == 1


def test_the_same_effect_for_another_person_is_another_task(asked):
    assert asked() != asked(actor=Actor("user", uuid4()))


def test_a_task_that_fails_is_tried_again_and_parked_in_the_end(runner, asked, found, now):
    job_id = asked("fail")
    states = []
    for minute in range(services.MOST_ATTEMPTS):
        with time_machine.travel(now + timedelta(minutes=10 * minute), tick=False):
            runner.run_job(job_id)
            states.append(found(job_id).state)
    assert states == [JobState.WAITING, JobState.WAITING, JobState.PARKED]
    assert queries.reason(found(job_id)) == BROKEN


@pytest.mark.parametrize(("kind", "reason"), [("refuse", Message("There is nothing to list.")), ("miss", GONE)])
def test_what_cannot_be_done_is_parked_at_once_with_its_reason(runner, asked, found, kind, reason):
    job_id = asked(kind)
    runner.run_job(job_id)
    assert (found(job_id).state, queries.reason(found(job_id))) == (JobState.PARKED, reason)


def test_a_parked_task_starts_again_when_it_is_asked_for_again(runner, asked, found):
    runner.run_job(asked("refuse"))
    assert found(asked("refuse")).state is JobState.WAITING


def test_the_task_of_a_killed_worker_runs_again_when_its_lease_ends(runner, asked, found, db, now):
    job_id = asked()
    with db.writing():
        services.claim(job_id, now)
    runner.run_job(job_id)
    assert found(job_id).state is JobState.RUNNING
    with time_machine.travel(now + services.LEASE, tick=False):
        with db.reading():
            assert queries.due_ids(now + services.LEASE) == [job_id]
        runner.run_job(job_id)
    assert found(job_id).state is JobState.DONE


def test_a_task_that_kills_its_workers_is_parked(runner, asked, found, db, now):
    job_id = asked()
    for attempt in range(services.MOST_ATTEMPTS):
        with db.writing():
            assert services.claim(job_id, now + attempt * services.LEASE)
    with time_machine.travel(now + services.MOST_ATTEMPTS * services.LEASE, tick=False):
        runner.run_job(job_id)
    assert (found(job_id).state, queries.reason(found(job_id))) == (JobState.PARKED, services.STOPPED)


def test_a_worker_that_lost_its_lease_leaves_the_end_to_the_other(runner, asked, found, db, now, store):
    job_id = asked("slow")

    def slow(job):
        with db.writing():
            services.claim(job.id, now + 2 * services.LEASE)
        return FILE

    Runner(db, store, {"slow": slow}).run_job(job_id)
    assert (found(job_id).state, found(job_id).attempts) == (JobState.RUNNING, 2)
    assert list(store.folder.glob("??/*")) == []
