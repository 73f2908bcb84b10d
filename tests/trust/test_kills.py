"""What was acknowledged is kept, once, whatever is killed meanwhile; a build that answers too early is found out."""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import count
from threading import Event
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from sqlalchemy import select

from pesnet.accounts.models import Invitation, Seat
from pesnet.audit.models import Entry
from pesnet.core.db import session
from pesnet.mail.delivery import LEASE
from pesnet.mail.models import Mail, MailState
from pesnet.policy import Role
from tests.factories.people import a_focal_point, a_secretary
from tests.trust.figures import record, size
from tests.trust.processes import ask, portal

CLIENTS = 6


class Clients:
    """Browsers that send one invitation after another; a form without an answer is sent again, as people do."""

    def __init__(self, browser, path):
        browser.get("/en/about")
        browser.send("/en/nowhere")
        self.headers = {
            "Cookie": f"pesnet={browser.get_cookie('pesnet').value}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.csrf = browser.csrf
        self.path = path
        self.done = (302, path.removesuffix("/invite"))
        self.numbers = count()
        self.acknowledged = []
        self.resent = 0
        self.over = Event()

    def work(self, port):
        """Send until told to stop."""
        while not self.over.is_set():
            self.send(port, f"person{next(self.numbers)}@example.org")

    def send(self, port, email):
        """Send one form until it is acknowledged."""
        form = urlencode(
            {
                "csrf_token": self.csrf,
                "form_key": str(uuid4()),
                "email": email,
                "name": "A person",
                "language": "en",
                "from_day": "2026-01-01",
                "place": "principal",
            }
        )
        while (found := ask("POST", port, self.path, form, self.headers)) != self.done:
            assert found in (None, (503, None)), found
            self.resent += 1
            time.sleep(0.2)
        self.acknowledged.append(email)


@pytest.fixture
def clients(db, login):
    a_focal_point(db, "JO")
    browser = login(a_secretary(db))
    with db.reading():
        seat_id = session().scalars(select(Seat.id).where(Seat.role == Role.FOCAL_POINT)).one()
    return Clients(browser, f"/en/seats/{seat_id}/invite")


def run(clients, config, wsgi, *, kills, between, all_of_them):
    """Let the clients work while workers are killed, each time after some more acknowledgements; the kills done."""
    killed = 0
    with portal(config, wsgi) as running, ThreadPoolExecutor(CLIENTS) as threads:
        work = [threads.submit(clients.work, running.port) for _client in range(CLIENTS)]
        try:
            for number in range(kills):
                wait_for_more(clients, between, work)
                killed += running.kill_web(all_of_them=all_of_them)
                if number % 3 == 2:
                    running.kill_worker()
            wait_for_more(clients, between, work)
        finally:
            clients.over.set()
        for each in work:
            each.result()
    return killed


def wait_for_more(clients, number, work):
    wanted = len(clients.acknowledged) + number
    give_up = time.monotonic() + 120
    while len(clients.acknowledged) < wanted:
        assert not any(each.done() for each in work), [each.exception() for each in work if each.done()]
        assert time.monotonic() < give_up, "no more acknowledgements"
        time.sleep(0.01)


def counted(db, column, *where):
    with db.reading():
        return Counter(session().scalars(select(column).where(*where)))


def test_no_acknowledged_form_is_lost_or_doubled_by_kills(clients, config, db, app, engine_name):
    kills = size(3, 60)
    killed = run(clients, config, "wsgi:app", kills=kills, between=size(8, 34), all_of_them=False)
    app.extensions["pesnet.queue"].clock.mailer.deliver_due(lambda: datetime.now(UTC) + LEASE)
    once_each = Counter(clients.acknowledged)
    assert counted(db, Invitation.email) == once_each
    assert counted(db, Mail.address, Mail.state == MailState.SENT) == once_each
    assert counted(db, Entry.act)["invitation.send"] == len(once_each)
    assert len(list((config.instance / "mail").glob("*.eml"))) == len(once_each)
    record(
        "kills",
        engine=engine_name,
        kills=killed,
        worker_kills=kills // 3,
        acknowledged=len(once_each),
        lost=0,
        doubled=0,
        resent=clients.resent,
    )


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_a_build_that_answers_before_it_commits_is_found_out(clients, config, db):
    run(clients, config, "tests.trust.answer_early:app", kills=size(2, 6), between=4, all_of_them=True)
    lost = set(clients.acknowledged) - set(counted(db, Invitation.email))
    assert lost
    record("kills_control", acknowledged=len(clients.acknowledged), lost=len(lost))
