"""The worker as a process: it wakes up, is seen, and ends in order."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from pesnet.accounts.models import Seat
from pesnet.policy import Role
from pesnet.tasks.queue import Queue
from tests.factories.people import a_focal_point, a_secretary

ROOT = Path(__file__).parents[2]


@pytest.fixture
def worker(config):
    environment = os.environ | {
        "DATABASE_URL": config.database_url,
        "QUEUE_URL": config.queue_url,
        "MAIL_URL": config.mail_url,
        "FILES_URL": config.files_url,
        "SECRET_KEY": config.secret_key,
        "INSTANCE_DIR": str(config.instance),
    }
    process = subprocess.Popen([sys.executable, "worker.py"], cwd=ROOT, env=environment)
    yield process
    process.kill()
    process.wait()


def within(seconds, condition):
    give_up = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > give_up:
            return False
        time.sleep(0.1)
    return True


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_a_mail_leaves_soon_after_its_act_and_the_worker_ends_when_told(worker, app, config, db, login):
    queue: Queue = app.extensions["pesnet.queue"]
    assert within(60, queue.seen)
    a_focal_point(db, "JO")
    secretary = login(a_secretary(db))
    with db.reading() as session:
        seat_id = session.scalars(select(Seat.id).where(Seat.role == Role.FOCAL_POINT)).one()
    form = {"email": "x@example.org", "name": "X", "language": "en", "from_day": "2026-01-01", "place": "principal"}
    assert secretary.send(f"/en/seats/{seat_id}/invite", form).status_code == 302
    assert within(10, lambda: list((config.instance / "mail").glob("*.eml")))
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(30) == 0
