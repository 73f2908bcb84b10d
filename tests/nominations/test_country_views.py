"""A focal point nominates over HTTP, from the empty form to the receipt."""

import re
from datetime import timedelta

import pytest

from pesnet.accounts.queries import seat
from pesnet.audit.queries import history
from pesnet.network.queries import parties
from pesnet.nominations import queries, services
from pesnet.nominations.models import NominationState
from pesnet.policy import Role
from tests.factories.courses import a_course
from tests.factories.nominations import AGO, SECRETARY, a_closed_course, a_draft, a_nomination, reloaded
from tests.factories.people import a_focal_point, a_lead_officer, a_secretary

TYPED = {
    "given_name": "Amina",
    "family_name": "Sample",
    "sex": "female",
    "institution": "Sample Employment Service",
    "position": "Analyst",
    "experience": "Prepares the bulletin.",
    "level_en": "B2",
}


def nominations(db, course, country="JO"):
    with db.reading():
        return queries.delegation(course.slug, country, SECRETARY).nominations


def test_a_focal_point_nominates_checks_submits_and_gets_a_receipt(db, login, now):
    course = a_course(db, now)
    browser = login(a_focal_point(db, "JO"))
    assert browser.get(f"/en/courses/{course.slug}/nominations").status_code == 200
    assert browser.get(f"/en/courses/{course.slug}/nominations/new").status_code == 200
    saved = browser.send(f"/en/courses/{course.slug}/nominations/new", {**TYPED, "check": "1"})
    [draft] = nominations(db, course)
    assert saved.location == f"/en/nominations/{draft.id}/submit"
    assert "Amina Sample" in browser.get(saved.location).get_data(as_text=True)
    sent = browser.send(saved.location)
    assert sent.location == f"/en/nominations/{draft.id}/receipt"
    assert f"PESNET-{now.year}-000001" in browser.get(sent.location).get_data(as_text=True)
    page = browser.get(f"/en/nominations/{draft.id}").get_data(as_text=True)
    assert [word in page for word in ("Began a nomination", "Submitted a nomination", "Withdraw this nomination")] == [
        True
    ] * 3
    assert "1 of 4 names used" in re.sub(r"</?bdi>", "", browser.get(f"/en/courses/{course.slug}/nominations").text)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_page_of_a_country_is_there_in_each_language(db, login, now, language):
    course = a_course(db, now)
    draft, sent = a_draft(db, course, "JO", now), a_nomination(db, course, "JO", now)
    browser = login(a_focal_point(db, "JO"))
    paths = [
        f"courses/{course.slug}/nominations",
        f"courses/{course.slug}/nominations/new?nominee={draft.nominee_id}",
        f"nominations/{draft.id}",
        f"nominations/{draft.id}/edit",
        f"nominations/{draft.id}/submit",
        f"nominations/{draft.id}/withdraw",
        f"nominations/{sent.id}",
        f"nominations/{sent.id}/receipt",
    ]
    assert [browser.get(f"/{language}/{path}").status_code for path in paths] == [200] * len(paths)


def test_a_draft_needs_only_a_name_and_lists_what_is_missing(db, login, now):
    course = a_course(db, now)
    browser = login(a_focal_point(db, "JO"))
    saved = browser.send(f"/en/courses/{course.slug}/nominations/new", {"given_name": "Amina", "draft": "1"})
    [draft] = nominations(db, course)
    assert saved.location == f"/en/nominations/{draft.id}/edit"
    assert "Still missing: 4 answers" in browser.get(saved.location).text
    refused = browser.send(f"/en/nominations/{draft.id}/submit")
    assert (refused.status_code, reloaded(db, draft).state) == (409, NominationState.DRAFT)


def test_bad_answers_come_back_with_what_was_typed(db, login, now):
    course = a_course(db, now)
    browser = login(a_focal_point(db, "JO"))
    answer = browser.send(
        f"/en/courses/{course.slug}/nominations/new", {**TYPED, "email": "no address", "given_name": ""}
    )
    assert answer.status_code == 422
    assert ("no address" in answer.text, "Prepares the bulletin." in answer.text) == (True, True)
    assert nominations(db, course) == []


def test_somebody_nominated_before_is_offered_and_kept_as_one_person(db, login, now):
    earlier = a_nomination(db, a_course(db, now), "JO", now)
    course = a_course(db, now)
    browser = login(a_focal_point(db, "JO"))
    page = browser.get(f"/en/courses/{course.slug}/nominations/new?nominee={earlier.nominee_id}").text
    assert 'value="Analyst"' in page
    browser.send(
        f"/en/courses/{course.slug}/nominations/new", {**TYPED, "nominee": str(earlier.nominee_id), "draft": "1"}
    )
    assert [row.nominee_id for row in nominations(db, course)] == [earlier.nominee_id]


def test_a_person_of_another_country_cannot_be_nominated(db, login, now):
    course = a_course(db, now)
    foreign = a_nomination(db, course, "SN", now)
    browser = login(a_focal_point(db, "JO"))
    answer = browser.send(f"/en/courses/{course.slug}/nominations/new", {**TYPED, "nominee": str(foreign.nominee_id)})
    assert answer.status_code == 404


def test_the_same_form_sent_twice_makes_one_nomination(db, login, now):
    course = a_course(db, now)
    browser = login(a_focal_point(db, "JO"))
    form = {**TYPED, "form_key": "00000000-0000-4000-8000-000000000001"}
    first, second = (browser.send(f"/en/courses/{course.slug}/nominations/new", form) for _time in range(2))
    assert (first.location, len(nominations(db, course))) == (second.location, 1)


def test_an_edit_changes_the_draft(db, login, now):
    draft = a_draft(db, a_course(db, now), "JO", now)
    browser = login(a_focal_point(db, "JO"))
    version = services.nominating.version_of(reloaded(db, draft))
    answer = browser.send(f"/en/nominations/{draft.id}/edit", {**TYPED, "position": "Head of unit", "version": version})
    assert (answer.status_code, reloaded(db, draft).nominee.position) == (302, "Head of unit")
    outdated = browser.send(f"/en/nominations/{draft.id}/edit", {**TYPED, "position": "Clerk", "version": version})
    assert (outdated.status_code, reloaded(db, draft).nominee.position) == (422, "Head of unit")


def test_the_order_and_the_withdrawal_over_http(db, login, now):
    course = a_course(db, now)
    first, second = a_draft(db, course, "JO", now), a_nomination(db, course, "JO", now)
    browser = login(a_focal_point(db, "JO"))
    assert browser.send(f"/en/nominations/{second.id}/up").status_code == 302
    assert [row.id for row in nominations(db, course)] == [second.id, first.id]
    assert browser.send(f"/en/nominations/{second.id}/withdraw").status_code == 422
    assert browser.send(f"/en/nominations/{second.id}/withdraw", {"reason": "Cannot travel"}).status_code == 302
    assert (reloaded(db, second).state, reloaded(db, first).rank) == (NominationState.WITHDRAWN, 1)


def test_after_the_deadline_a_draft_is_kept_and_cannot_be_submitted(db, login, now):
    course = a_closed_course(db, now)
    draft = a_draft(db, course, "JO", now - AGO)
    browser = login(a_focal_point(db, "JO"))
    assert browser.send(f"/en/nominations/{draft.id}/submit").status_code == 409
    assert browser.send(f"/en/courses/{course.slug}/nominations/new", TYPED).status_code == 422
    assert [row.state for row in nominations(db, course)] == [NominationState.DRAFT]


def test_the_deadline_is_open_just_before_and_closed_at_the_instant(db, now):
    course = a_course(db, now)
    early, late = a_draft(db, course, "JO", now), a_draft(db, course, "JO", now)
    close = course.nominations_close_at
    with db.writing():
        services.submit(queries.nomination(early.id, SECRETARY), actor=SECRETARY, now=close - timedelta(microseconds=1))
    with db.reading():
        move = services.nominating.rules.MACHINE.moves["submit"]
        assert len(move.obstacles(queries.nomination(late.id, SECRETARY), close)) == 1


def test_another_country_finds_nothing(db, login, now):
    course = a_course(db, now)
    draft = a_draft(db, course, "JO", now)
    browser = login(a_focal_point(db, "SN"))
    reads = ["", "/edit", "/submit", "/receipt", "/withdraw"]
    assert [browser.get(f"/en/nominations/{draft.id}{path}").status_code for path in reads] == [404] * 5
    writes = ["/edit", "/submit", "/withdraw", "/up", "/down", "/send-back"]
    assert [browser.send(f"/en/nominations/{draft.id}{path}", TYPED).status_code for path in writes] == [404] * 6
    assert reloaded(db, draft).version == draft.version


def test_the_secretariat_nominates_on_behalf_of_a_seat_and_the_trail_says_so(db, login, now):
    course = a_course(db, now)
    a_focal_point(db, "JO")
    with db.reading():
        mandate = seat(Role.FOCAL_POINT, parties()["JO"].id)
    browser = login(a_secretary(db))
    path = f"/en/courses/{course.slug}/nominations/new"
    assert browser.send(path, TYPED).status_code == 404
    browser.send(f"/en/seats/{mandate.id}/stand-in")
    assert browser.send(path, TYPED).status_code == 302
    [draft] = nominations(db, course)
    with db.reading():
        assert [entry.on_behalf_of for entry in history(draft.id)] == [mandate.id]


def test_a_lead_is_led_to_the_selection(db, login, now):
    course = a_course(db, now)
    answer = login(a_lead_officer(db, "TN")).get(f"/en/courses/{course.slug}/nominations")
    assert answer.location == f"/en/courses/{course.slug}/selection"
