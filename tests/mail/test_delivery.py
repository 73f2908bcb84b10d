"""The outbox is delivered, whatever happens to the mail server."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from pesnet.core.db import session
from pesnet.core.errors import DomainError
from pesnet.mail.delivery import LEASE, MOST_ATTEMPTS, Mailer
from pesnet.mail.models import Mail, MailState
from pesnet.mail.services import resend
from pesnet.policy import Actor, Grant, Role
from tests.factories.letters import a_letterhead, posted

CONTEXT = {"course": "Spatial planning", "closes": date(2026, 8, 3), "name": "Ali", "places": 2}
SECRETARY = Actor("user", grants=(Grant(Role.SECRETARIAT),))


@pytest.fixture
def mailer(db, smtp, tmp_path):
    return Mailer(db, smtp.url, {"tests/nominate": lambda mail: CONTEXT | mail.facts}, a_letterhead(tmp_path))


@pytest.fixture
def write(db, now):
    def write(number=1):
        with db.writing():
            return posted(now, number)

    return write


@pytest.fixture
def rows(db):
    def rows():
        with db.reading():
            return list(session().scalars(select(Mail).order_by(Mail.address)))

    return rows


def test_what_is_due_is_sent_once(mailer, smtp, write, rows, now):
    smtp.up()
    written = write(3)
    assert [mailer.deliver_due(lambda: now), mailer.deliver_due(lambda: now)] == [3, 0]
    assert dict(smtp.sink.arrived) == {f"<{mail.message_id}@portal.example>": 1 for mail in written}
    assert {(mail.state, mail.attempts, mail.sent_at) for mail in rows()} == {(MailState.SENT, 1, now)}


def test_a_server_that_is_down_costs_one_attempt_and_loses_nothing(mailer, smtp, write, rows, now):
    write(3)
    assert mailer.deliver_due(lambda: now) == 0
    assert sorted(mail.attempts for mail in rows()) == [0, 0, 1]
    smtp.up()
    assert mailer.deliver_due(lambda: now + timedelta(minutes=1)) == 3


def test_a_mail_that_the_server_refuses_for_good_is_shown_as_failed(mailer, smtp, write, rows, now):
    smtp.up()
    smtp.sink.answers = ["550 no such person"]
    write(2)
    assert mailer.deliver_due(lambda: now) == 1
    assert sorted((mail.state.value, mail.error) for mail in rows()) == [
        ("failed", "SMTPDataError: (550, b'no such person')"),
        ("sent", ""),
    ]


def test_a_mail_refused_for_now_waits_longer_each_time_and_is_given_up_in_the_end(mailer, smtp, write, rows, now):
    smtp.up()
    write()
    waits = []
    for _attempt in range(MOST_ATTEMPTS):
        smtp.sink.answers = ["451 later"]
        due = rows()[0].due_at
        mailer.deliver_due(lambda moment=due: moment)
        waits.append((rows()[0].due_at - due).total_seconds())
    assert waits[:4] == [30, 60, 120, 240]
    assert max(waits) == 3600
    assert (rows()[0].state, smtp.sink.arrived.total()) == (MailState.FAILED, 0)


def test_a_connection_cut_before_the_answer_doubles_a_mail_at_most_once(mailer, smtp, write, rows, now):
    smtp.up()
    smtp.sink.answers = ["cut"]
    write(2)
    mailer.deliver_due(lambda: now)
    mailer.deliver_due(lambda: now + timedelta(minutes=1))
    assert sorted(smtp.sink.arrived.values()) == [1, 2]
    assert {row.state for row in rows()} == {MailState.SENT}


def test_a_mail_taken_by_a_worker_that_died_is_sent_when_its_lease_ends(mailer, smtp, write, rows, now, db):
    smtp.up()
    [mail] = write()
    with db.writing():
        found = session().get_one(Mail, mail.id)
        found.state, found.attempts, found.lease_until = MailState.SENDING, 1, now + LEASE
    assert mailer.deliver_due(lambda: now) == 0
    assert mailer.deliver_due(lambda: now + LEASE) == 1
    assert list(smtp.sink.arrived) == [f"<{mail.message_id}@portal.example>"]


def test_a_letter_that_cannot_be_worded_fails_alone(db, smtp, tmp_path, write, rows, now):
    smtp.up()
    write(2)
    broken = Mailer(
        db,
        smtp.url,
        {"tests/nominate": lambda mail: CONTEXT if "0" in mail.address else CONTEXT | mail.facts},
        a_letterhead(tmp_path),
    )
    assert broken.deliver_due(lambda: now) == 1
    assert [mail.state.value for mail in rows()] == ["failed", "sent"]
    assert rows()[0].error == "could not be worded: UndefinedError: 'slug' is undefined"


def test_a_mail_is_sent_again_under_the_same_id(mailer, smtp, write, rows, now, db):
    smtp.up()
    [mail] = write()
    with db.writing(), pytest.raises(DomainError, match="already waiting"):
        resend(session().get_one(Mail, mail.id), actor=SECRETARY, now=now)
    mailer.deliver_due(lambda: now)
    with db.writing():
        resend(session().get_one(Mail, mail.id), actor=SECRETARY, now=now)
    mailer.deliver_due(lambda: now)
    assert dict(smtp.sink.arrived) == {f"<{mail.message_id}@portal.example>": 2}


def test_without_a_server_mails_are_kept_as_files(db, tmp_path, write, now):
    write(2)
    folder = tmp_path / "kept mail"
    mailer = Mailer(
        db, f"file://{folder}", {"tests/nominate": lambda mail: CONTEXT | mail.facts}, a_letterhead(tmp_path)
    )
    assert mailer.deliver_due(lambda: now) == 2
    assert [path.suffix for path in folder.iterdir()] == [".eml", ".eml"]
