"""Drafts that save themselves: what is typed is kept as it is, for the country alone."""

from uuid import uuid4

import pytest
from sqlalchemy import func, select

from pesnet.accounts.models import Holding
from pesnet.audit.queries import history
from pesnet.core.db import session
from pesnet.nominations import queries, services
from pesnet.nominations.models import TypedAnswers
from pesnet.nominations.services.nominating import version_of
from tests.factories.courses import a_course
from tests.factories.nominations import SECRETARY, a_draft, a_nomination, reloaded
from tests.factories.people import LONG_AGO, a_focal_point, a_lead_officer

one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
UNFIT = {"given_name": "Amina", "email": "no address", "statement": "To\r\nuse it", "level_en": "Z9"}


def version(db, nomination):
    return version_of(reloaded(db, nomination))


def typed(db, nomination):
    found = reloaded(db, nomination).typed
    return found.answers if found else None


def test_what_is_typed_is_kept_as_it_is_and_leaves_no_line(db, login, now):
    draft = a_draft(db, a_course(db, now), "JO", now)
    browser = login(a_focal_point(db, "JO"))
    with db.reading():
        lines = len(history(draft.id))
    before = version(db, draft)
    answer = browser.send(f"/en/nominations/{draft.id}/keep", {**UNFIT, "version": before})
    assert (answer.status_code, answer.json["said"][:8]) == (200, "Saved at")
    assert (typed(db, draft), version(db, draft)) == ({**UNFIT, "version": before}, before)
    with db.reading():
        assert len(history(draft.id)) == lines
    page = browser.get(f"/en/nominations/{draft.id}/edit").text
    assert [text in page for text in ('value="no address"', "Enter an address such as", "Discard what was typed")] == [
        True
    ] * 3


@one_engine
def test_nothing_is_submitted_while_something_is_typed_and_not_saved(db, login, now):
    draft = a_draft(db, a_course(db, now), "JO", now)
    browser = login(a_focal_point(db, "JO"))
    browser.send(f"/en/nominations/{draft.id}/keep", {**UNFIT, "version": version(db, draft)})
    assert browser.send(f"/en/nominations/{draft.id}/submit").status_code == 409
    browser.send(f"/en/nominations/{draft.id}/typed/discard")
    assert browser.send(f"/en/nominations/{draft.id}/submit").status_code == 302
    late = browser.send(f"/en/nominations/{draft.id}/keep", {**UNFIT, "version": version(db, draft)})
    assert (late.status_code, late.json["said"][:10]) == (409, "Not saved:")


@one_engine
def test_what_is_typed_over_a_newer_version_is_not_taken_for_kept(db, login, now):
    draft = a_draft(db, a_course(db, now), "JO", now)
    answer = login(a_focal_point(db, "JO")).send(f"/en/nominations/{draft.id}/keep", {**UNFIT, "version": "0.0"})
    assert (answer.status_code, typed(db, draft)) == (409, None)


def test_typing_what_is_on_record_already_leaves_nothing(db, login, now):
    draft = a_draft(db, a_course(db, now), "JO", now)
    browser, before = login(a_focal_point(db, "JO")), version(db, draft)
    for statement in ("Changed", ""):
        browser.send(f"/en/nominations/{draft.id}/keep", {"statement": statement, "version": before})
    assert typed(db, draft) is None


def test_a_form_begins_one_draft_by_itself_and_saves_that_one(db, login, now):
    course = a_course(db, now)
    browser, key = login(a_focal_point(db, "JO")), str(uuid4())
    path = f"/en/courses/{course.slug}/nominations/new"
    first, second = (browser.send(f"{path}/keep", {**UNFIT, "form_key": key}) for _time in range(2))
    assert first.json["edit"] == second.json["edit"]
    saved = browser.send(path, {**UNFIT, "form_key": key, "draft": "1"})
    assert saved.location == first.json["edit"]
    with db.reading():
        assert session().scalar(select(func.count()).select_from(TypedAnswers)) == 1
    assert "Amina" in browser.get(f"/en/courses/{course.slug}/nominations").text


def test_a_draft_is_saved_as_far_as_it_can_be_taken(db, login, now):
    draft = a_draft(db, a_course(db, now), "JO", now)
    browser = login(a_focal_point(db, "JO"))
    form = {**UNFIT, "given_name": "", "draft": "1", "version": version(db, draft)}
    answer = browser.send(f"/en/nominations/{draft.id}/edit", form)
    kept = reloaded(db, draft)
    assert answer.location == f"/en/nominations/{draft.id}/edit"
    assert (kept.statement, kept.nominee.email, kept.nominee.given_name) == ("To\nuse it", "amina@example.org", "")
    assert kept.typed.answers["email"] == "no address"
    whole = {"given_name": "Amina", "email": "", "draft": "1", "version": version(db, draft)}
    browser.send(f"/en/nominations/{draft.id}/edit", whole)
    assert (typed(db, draft), reloaded(db, draft).nominee.email) == (None, "")


@one_engine
def test_nobody_else_keeps_or_sees_what_is_typed(db, login, now):
    course = a_course(db, now)
    sent = a_nomination(db, course, "JO", now)
    draft = a_draft(db, course, "JO", now)
    with db.writing():
        row = queries.nomination(draft.id, SECRETARY)
        services.keep(row, {**UNFIT, "version": version_of(row)}, actor=SECRETARY, now=now)
    others = [login(a_focal_point(db, "SN")), login(a_lead_officer(db, "TN"))]
    for browser in others:
        assert browser.send(f"/en/nominations/{draft.id}/keep", UNFIT).status_code == 404
        assert browser.send(f"/en/nominations/{draft.id}/typed/discard").status_code == 404
    assert "no address" not in others[1].get(f"/en/nominations/{sent.id}").text


@one_engine
def test_who_takes_over_the_seat_finds_drafts_and_what_was_typed(db, login, now):
    course = a_course(db, now)
    draft = a_draft(db, course, "JO", now)
    before, after = a_focal_point(db, "JO"), a_focal_point(db, "JO")
    login(before).send(f"/en/nominations/{draft.id}/keep", {**UNFIT, "version": version(db, draft)})
    with db.writing():
        session().query(Holding).filter(Holding.user_id == before.id).update({"to_day": LONG_AGO})
    successor = login(after)
    assert "Submit" in successor.get("/en/desk").text
    assert "no address" in successor.get(f"/en/nominations/{draft.id}/edit").text
    assert login(before).get(f"/en/nominations/{draft.id}/edit").status_code == 404
