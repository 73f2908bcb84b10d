"""The demonstration holds the facts as they are on record, and sample data that says so."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from pesnet.accounts.models import Seat, User
from pesnet.cli.demonstration import load
from pesnet.courses.models import Course, Phase
from pesnet.mail.models import Mail, MailState
from pesnet.nominations.models import Nominee
from pesnet.policy import VISITOR
from pesnet.reporting import compile as reporting
from pesnet.workplan import queries as workplan

WINDOW = (date(2021, 1, 1), date(2022, 12, 31))


@pytest.fixture
def demonstration(db, now):
    with db.writing():
        load.everything(now)
    return now


def test_the_real_plan_reports_what_is_on_record_and_nothing_else(db, demonstration):
    with db.reading():
        report = reporting.of_period(workplan.plan("2021-2022", VISITOR), WINDOW, demonstration)
    counted = {figure.name: figure.value for figure in report.figures}
    assert (counted["planned"], counted["delivered"], counted["not_started"]) == (16, 3, 13)
    assert (counted["participants"], counted["member_states"], counted["women"]) == (103, 23, None)
    assert [line.code for line in report.activities if line.deliveries] == ["1.1", "1.3", "1.6"]
    assert [note.values for note in report.figure("participants").notes] == [{"known": 1}]


def test_one_sample_course_is_open_one_in_selection_one_light_one_held_and_one_copied(db, demonstration):
    with db.reading() as session:
        samples = session.scalars(select(Course).where(Course.is_sample).order_by(Course.starts_on.desc().nulls_last()))
        phases = [course.phase(demonstration) for course in samples]
    assert phases == [Phase.OPEN, Phase.CLOSED, Phase.OPEN, Phase.FINISHED, Phase.DRAFT]


def test_every_person_of_the_demonstration_is_marked_as_sample(db, demonstration):
    with db.reading() as session:
        rows = [*session.scalars(select(User)), *session.scalars(select(Seat)), *session.scalars(select(Nominee))]
        assert [row for row in rows if not row.is_sample] == []


@pytest.mark.parametrize("day", [datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 2, 29, 23, 59, tzinfo=UTC)])
def test_the_demonstration_loads_on_any_day_of_the_year(db, day):
    with db.writing():
        load.everything(day)
        assert workplan.newest(VISITOR).slug == str(day.year)


def test_the_mails_of_the_past_have_gone_and_no_worker_sends_them(db, demonstration):
    with db.reading() as session:
        sent = [(mail.state, mail.sent_at == mail.created_at) for mail in session.scalars(select(Mail))]
    assert len(sent) > 30
    assert set(sent) == {(MailState.SENT, True)}


def test_loading_twice_is_refused_in_a_sentence_and_changes_nothing(app, db, demonstration):
    answer = app.test_cli_runner().invoke(args=["demo", "load"])
    assert (answer.exit_code, "already has work plans or users" in answer.output) == (1, True)
    assert app.test_cli_runner().invoke(args=["demo", "load", "--if-empty"]).exit_code == 0
