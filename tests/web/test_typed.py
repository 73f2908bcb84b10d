"""What was typed when the sign-in had ended comes through signing in, and nobody else's page can make use of it."""

import re
from html import unescape

import pytest

from pesnet.accounts import passwords
from pesnet.accounts.models import SignedIn, User
from pesnet.core.db import session
from pesnet.web.typed import Typed
from tests.factories.courses import a_course
from tests.factories.nominations import a_draft, reloaded
from tests.factories.people import a_focal_point

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

PASSWORD = "a password of five words"
OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def focal_point(db):
    user = a_focal_point(db, "JO")
    with db.writing():
        session().get_one(User, user.id).password_hash = passwords.hashed(PASSWORD)
    return user


@pytest.fixture
def draft(db, now):
    return a_draft(db, a_course(db, now), "JO", now)


def hidden(page, name):
    found = re.search(rf'name="{name}"[^>]* value="([^"]*)"', page)
    return unescape(found.group(1)) if found else None


def answers(page):
    """The hidden fields of the page that offers to send it."""
    form = page[page.index('<main id="main"') :]
    return {name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)}


def lapse(db):
    with db.writing():
        session().query(SignedIn).delete()


def typed_into(draft, db):
    version = f"{draft.version}.{reloaded(db, draft).nominee.version}"
    return {"given_name": "Amina", "statement": 'Says "yes",\nand <b>عربي</b>.', "draft": "1", "version": version}


def sign_in(browser, kept):
    page = browser.get("/en/sign-in").text
    csrf = hidden(page, "csrf_token")
    return browser.post("/en/sign-in", data={"csrf_token": csrf, "typed": kept, **browser.person})


def test_a_form_sent_after_the_sign_in_has_lapsed_is_there_again_after_signing_in(db, login, focal_point, draft):
    browser = login(focal_point)
    typed = typed_into(draft, db)
    browser.get("/en/desk")
    browser.send("/en/about")
    lapse(db)
    asked = browser.send(f"/en/nominations/{draft.id}/edit", typed)
    assert (asked.status_code, "Amina" in asked.text, reloaded(db, draft).statement) == (401, False, "")
    browser.person = {"email": focal_point.email, "password": PASSWORD}
    offered = sign_in(browser, hidden(asked.text, "typed"))
    again = answers(offered.text)
    assert {name: again[name] for name in typed} == typed
    sent = browser.post(f"/en/nominations/{draft.id}/edit", data=again)
    assert (sent.status_code, reloaded(db, draft).statement) == (302, 'Says "yes",\nand <b>عربي</b>.')
    twice = browser.post(f"/en/nominations/{draft.id}/edit", data=again)
    assert twice.location == sent.location


def test_a_wrong_password_keeps_what_was_typed(db, login, focal_point, draft):
    browser = login(focal_point)
    lapse(db)
    asked = browser.send(f"/en/nominations/{draft.id}/edit", typed_into(draft, db))
    kept = hidden(asked.text, "typed")
    browser.person = {"email": focal_point.email, "password": "not this one"}
    refused = sign_in(browser, kept)
    assert (refused.status_code, hidden(refused.text, "typed")) == (422, kept)


def test_after_signing_in_elsewhere_an_old_page_of_ours_is_offered_again(db, login, focal_point, draft):
    browser = login(focal_point)
    typed = {**typed_into(draft, db), "csrf_token": "of an earlier session"}
    offered = browser.post(f"/en/nominations/{draft.id}/edit", data=typed, headers=OWN_PAGE)
    assert (offered.status_code, answers(offered.text)["statement"]) == (400, typed["statement"])
    assert reloaded(db, draft).statement == ""


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}])
def test_what_a_foreign_page_sends_is_never_offered(db, login, focal_point, draft, headers):
    browser = login(focal_point)
    answer = browser.post(f"/en/nominations/{draft.id}/edit", data={"statement": "planted"}, headers=headers)
    assert (answer.status_code, "planted" in answer.text) == (400, False)


def test_whoever_signs_in_sends_it_as_that_person(db, login, focal_point, draft):
    foreigner = a_focal_point(db, "SN")
    with db.writing():
        session().get_one(User, foreigner.id).password_hash = passwords.hashed(PASSWORD)
    browser = login(focal_point)
    lapse(db)
    asked = browser.send(f"/en/nominations/{draft.id}/edit", typed_into(draft, db))
    browser.person = {"email": foreigner.email, "password": PASSWORD}
    offered = sign_in(browser, hidden(asked.text, "typed"))
    assert browser.post(f"/en/nominations/{draft.id}/edit", data=answers(offered.text)).status_code == 404


def test_passwords_and_empty_forms_are_not_kept(db, login, focal_point):
    browser = login(focal_point)
    lapse(db)
    changed = browser.send("/en/account/password", {"old": "x", "new": "y", "again": "y"})
    assert changed.location == "/en/sign-in"
    assert browser.send("/en/account/edit").location == "/en/sign-in"


def test_a_forged_form_goes_nowhere(app):
    with app.test_request_context():
        kept = Typed("desk.show", {"language": "en"}, [["name", "x"]], has_files=False)
        assert Typed.from_text(kept.as_text()) == kept
        assert [Typed.from_text(text) for text in (kept.as_text()[:-1], "", "W10.x.y")] == [None] * 3
        assert Typed.from_text(Typed("no.where", {}, [], has_files=False).as_text()) is None
