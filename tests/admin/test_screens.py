"""Health, outbox, long tasks and the trail on screen."""

import pytest

from pesnet.accounts.models import User
from pesnet.admin.rules import masked
from pesnet.audit.services import record
from pesnet.core.db import session
from pesnet.jobs.models import Job, JobState
from pesnet.mail.models import Mail, MailState
from pesnet.mail.services import Recipient, post
from pesnet.policy import Actor, Role
from tests.factories.people import a_focal_point, a_secretary, a_user_in

ADDRESS = "focal@example.org"


@pytest.fixture
def administrator(db):
    """The administrator of the installation."""
    return a_user_in(db, Role.ADMINISTRATOR)


@pytest.fixture
def failed_mail(db, now):
    """A mail that a server refused."""
    with db.writing():
        mail = post("accounts/granted", to=Recipient(ADDRESS, "en"), facts={}, now=now)
        mail.state, mail.error = MailState.FAILED, f"550 no such user <{ADDRESS}>"
    return mail


def text_of(answer):
    return answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("text", "shown"),
    [(ADDRESS, "f…@e….org"), (f"550 <{ADDRESS}>: no", "550 <f…@e….org>: no"), ("no address", "no address")],
)
def test_addresses_are_masked(text, shown):
    assert masked(text) == shown


def test_each_screen_is_for_those_who_need_it(db, login, administrator):
    seen = {
        Role.ADMINISTRATOR: login(administrator), Role.SECRETARIAT: login(a_secretary(db)),
        Role.AUDITOR: login(a_user_in(db, Role.AUDITOR)), Role.FOCAL_POINT: login(a_focal_point(db, "JO")),
    }  # fmt: skip
    paths = ("/en/admin", "/en/admin/outbox", "/en/admin/jobs", "/en/admin/trail")
    found = {role: [browser.get(path).status_code for path in paths] for role, browser in seen.items()}
    assert found == {
        Role.ADMINISTRATOR: [200, 200, 200, 404],
        Role.SECRETARIAT: [200, 200, 404, 200],
        Role.AUDITOR: [200, 404, 404, 200],
        Role.FOCAL_POINT: [404, 404, 404, 404],
    }


def test_the_administrator_sees_no_address_and_the_secretariat_does(db, login, administrator, failed_mail):
    assert ADDRESS not in text_of(login(administrator).get("/en/admin/outbox"))
    assert text_of(login(a_secretary(db)).get("/en/admin/outbox?state=failed")).count(ADDRESS) == 2


def test_the_outbox_says_what_was_sent_and_why_it_failed(login, administrator, failed_mail):
    page = text_of(login(administrator).get("/en/admin/outbox?state=failed"))
    assert ["A seat was granted" in page, "accounts/granted" in page, "no such user" in page] == [True, False, True]


def test_a_failed_mail_is_sent_again(db, login, administrator, failed_mail):
    assert login(administrator).send(f"/en/admin/outbox/{failed_mail.id}/resend").status_code == 302
    with db.reading():
        mail = session().get_one(Mail, failed_mail.id)
        assert (mail.state, mail.error) == (MailState.WAITING, "")


def test_a_parked_task_is_started_again(db, login, save, administrator, now):
    [job] = save(
        Job(
            kind="reporting.document",
            arguments={},
            effect_key="one",
            language="en",
            state=JobState.PARKED,
            created_at=now,
        )
    )
    browser = login(administrator)
    assert "Start again" in text_of(browser.get("/en/admin/jobs?state=parked"))
    assert login(a_secretary(db)).send(f"/en/admin/jobs/{job.id}/restart").status_code == 404
    assert browser.send(f"/en/admin/jobs/{job.id}/restart").status_code == 302
    with db.reading():
        assert session().get_one(Job, job.id).state is JobState.WAITING


def test_the_trail_is_readable_in_three_languages(db, login, now):
    auditor, secretary = a_user_in(db, Role.AUDITOR), a_secretary(db)
    with db.writing():
        user = session().get_one(User, secretary.id)
        record(Actor("user", secretary.id, name="x"), "account.edit", user, now, fields=["name"])
        record(Actor("user", secretary.id), "dropped.act", user, now)
    browser = login(auditor)
    for language in ("en", "fr", "ar"):
        assert browser.get(f"/{language}/admin/trail").status_code == 200
    page = text_of(browser.get("/en/admin/trail?act=account.edit"))
    assert "Changed the own account" in page
    assert "dropped.act" not in page
    assert "dropped.act" in text_of(browser.get("/en/admin/trail"))
