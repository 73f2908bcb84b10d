"""Nothing is lost while the mail server is down for an hour."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

from sqlalchemy import func, select

from pesnet.core.db import session
from pesnet.mail.delivery import Mailer
from pesnet.mail.models import Mail
from tests.factories.letters import a_letterhead, posted
from tests.trust.figures import record, size

CONTEXT = {"course": "Spatial planning", "closes": date(2026, 8, 3), "name": "Ali", "places": 2}
MINUTE = timedelta(minutes=1)
WORKERS = 3


def test_every_mail_arrives_once_after_an_hour_without_a_server(db, smtp, tmp_path, now, engine_name):
    number = size(50, 500)
    letterhead = a_letterhead(tmp_path)
    mailers = [Mailer(db, smtp.url, {"tests/nominate": lambda mail: CONTEXT | mail.facts}, letterhead)] * WORKERS
    for minute in range(60):
        with db.writing():
            posted(now + minute * MINUTE, number // 60 + (minute < number % 60), first=minute * 1000)
        assert mailers[0].deliver_due(lambda moment=now + minute * MINUTE: moment) == 0
    smtp.up()
    minutes = 60
    while waiting(db) and minutes < 180:
        moment = now + minutes * MINUTE
        with ThreadPoolExecutor(WORKERS) as threads:
            list(threads.map(lambda mailer: mailer.deliver_due(lambda: moment), mailers))  # noqa: B023 - run at once
        minutes += 1
    arrived = smtp.sink.arrived
    assert (len(arrived), arrived.total(), len(smtp.sink.recipients)) == (number, number, number)
    record(
        "smtp_down",
        engine=engine_name,
        mails=number,
        delivered=len(arrived),
        doubled=arrived.total() - number,
        minutes_after_return=minutes - 60,
    )


def waiting(db):
    with db.reading():
        return session().scalar(select(func.count()).select_from(Mail).where(Mail.sent_at.is_(None)))
