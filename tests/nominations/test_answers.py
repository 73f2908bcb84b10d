"""Answering by a mailed link and on the portal, moving up, changing decisions, points and comments, over HTTP."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from pesnet.accounts.models import SignedIn
from pesnet.core.db import session
from pesnet.core.errors import DomainError
from pesnet.core.translated import Translated
from pesnet.courses.models import Course
from pesnet.mail.models import Mail
from pesnet.nominations import queries, services
from pesnet.nominations.models import AnswerLink, ProposalKind
from pesnet.nominations.queries import assessments
from pesnet.nominations.services import Wish, assessing
from pesnet.nominations.services.assessing import Question
from pesnet.policy import Role
from tests.factories.nominations import (
    AGO,
    SECRETARY,
    a_closed_course,
    a_nomination,
    actor_of,
    reloaded,
    wait_for_release,
)
from tests.factories.people import a_focal_point, a_lead_officer, a_user_in

one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
YES, RESERVE = Wish(ProposalKind.SELECTED), Wish(ProposalKind.RESERVE)


@pytest.fixture
def offered(db, now):
    """A course with one person selected and one in reserve, both of Jordan, and the path of the selected one's link."""
    course = a_closed_course(db, now)
    with db.writing():
        session().get_one(Course, course.id).confirm_by = (now + timedelta(days=7)).date()
    people = [a_nomination(db, course, "JO", now - AGO) for _number in range(2)]
    wait_for_release(db, course, dict(zip(people, (YES, RESERVE), strict=True)), SECRETARY, now)
    with db.writing():
        services.release(queries.call(course.slug, SECRETARY), actor=SECRETARY, now=now)
    with db.reading() as reading:
        [mail] = reading.scalars(select(Mail).where(Mail.letter == "nominations/place_offered"))
    return course, *people, f"/en/answers/{mail.facts['token']}"


def state(db, nomination):
    return reloaded(db, nomination).state.value


@one_engine
def test_a_link_shows_a_button_and_changes_nothing_until_it_is_pressed(db, client, offered):
    _course, person, _other, path = offered
    page = client.get(path)
    assert (page.status_code, "Confirm the place" in page.text, state(db, person)) == (200, True, "selected")
    assert client.send(path).status_code == 422
    done = client.send(path, {"answer": "confirm"})
    assert (done.location, state(db, person)) == (path, "confirmed")
    assert client.send(path, {"answer": "decline"}).status_code == 422
    again = client.get(path)
    assert ("used already" in again.text, state(db, person)) == (True, "confirmed")
    assert client.get("/en/desk").location.endswith("/sign-in")
    with db.reading() as reading:
        assert reading.scalars(select(SignedIn)).all() == []


@one_engine
def test_a_link_that_has_ended_and_one_that_never_was(db, client, now, offered):
    _course, person, _other, path = offered
    with db.writing() as writing:
        writing.scalars(select(AnswerLink)).one().expires_at = now
    assert "not valid any more" in client.get(path).text
    assert client.send(path, {"answer": "confirm"}).status_code == 422
    assert client.get("/en/answers/nothing").status_code == client.send("/en/answers/nothing").status_code == 404
    assert state(db, person) == "selected"


@one_engine
def test_the_focal_point_declines_and_the_reserve_moves_up(db, login, offered):
    _course, first, second, path = offered
    focal = login(a_focal_point(db, "JO"))
    place = f"/en/nominations/{first.id}/confirm"
    assert "Decline the place" in focal.get(place).text
    assert focal.send(place, {"answer": "decline", "reason": "Ill"}).status_code == 302
    assert (state(db, first), state(db, second)) == ("declined", "selected")
    assert "first" not in focal.get(path).text
    foreign = login(a_focal_point(db, "SN"))
    assert [foreign.get(place).status_code, foreign.send(place, {"answer": "confirm"}).status_code] == [404, 404]


@one_engine
def test_the_lead_changes_a_decision_and_offers_the_place_to_the_reserve(db, login, offered):
    _course, first, second, _path = offered
    lead = login(a_lead_officer(db, "TN"))
    path = f"/en/nominations/{first.id}/decision"
    assert "corrected letter" in lead.get(path).text
    assert lead.send(path, {"becomes": "not_selected", "reason": ""}).status_code == 422
    assert lead.send(path, {"becomes": "not_selected", "reason": "Mistaken"}).status_code == 302
    assert "Offer a free place to the reserve" in lead.get("/en/desk").text
    assert lead.send(f"/en/nominations/{second.id}/promote").status_code == 302
    assert (state(db, first), state(db, second)) == ("not_selected", "selected")
    assert "Selected became Not selected" in lead.get(f"/en/selection/{first.id}").text
    assert "Offer a free place to the reserve" not in lead.get("/en/desk").text


def test_points_are_given_alone_and_then_compared(db, now):
    course = a_closed_course(db, now)
    person = a_nomination(db, course, "JO", now - AGO)
    first, second = (actor_of(db, a_lead_officer(db, "TN"), now) for _number in range(2))
    auditor = actor_of(db, a_user_in(db, Role.AUDITOR), now)

    def gives(actor, *points):
        with db.writing():
            nomination = queries.nomination(person.id, SECRETARY)
            asked = assessments.criteria(course.id)
            given = {row.id: number for row, number in zip(asked, points, strict=False)}
            assessing.give_points(nomination, given, actor=actor, now=now)

    def sees(actor):
        with db.reading():
            average = assessments.assessment(reloaded(db, person), actor).average
            return average and (average.points, average.officers)

    questions = [Question(Translated(en="Experience"), 3), Question(Translated(en="Plan"))]
    with db.writing():
        assessing.set_criteria(queries.call(course.slug, first), questions, actor=first, now=now)
    with pytest.raises(DomainError):
        gives(first, 4)
    gives(first, 4, 0)
    assert (sees(first), sees(second), sees(auditor)) == ((3.0, 1), None, (3.0, 1))
    gives(second, 5, 5)
    gives(first, 2, 0)
    assert sees(first) == sees(second) == (3.25, 2)
    with db.writing(), pytest.raises(DomainError):
        assessing.set_criteria(queries.call(course.slug, first), [], actor=first, now=now)


@one_engine
def test_criteria_points_and_comments_stay_inside_the_lead_institution(db, login, now):
    course = a_closed_course(db, now)
    person = a_nomination(db, course, "JO", now - AGO)
    lead, focal, auditor = (
        login(user) for user in (a_lead_officer(db, "TN"), a_focal_point(db, "JO"), a_user_in(db, Role.AUDITOR))
    )
    typed = {"names-en": "Experience\nPlan", "names-fr": "", "names-ar": "", "weights": "2 1"}
    assert lead.send(f"/en/courses/{course.slug}/criteria", {**typed, "weights": "2 none"}).status_code == 422
    assert lead.send(f"/en/courses/{course.slug}/criteria", typed).status_code == 302
    with db.reading():
        keys = [row.id.hex for row in assessments.criteria(course.id)]
    path = f"/en/selection/{person.id}"
    assert lead.send(f"{path}/points", {f"points_{keys[0]}": "9", f"points_{keys[1]}": "1"}).status_code == 422
    assert lead.send(f"{path}/points", {f"points_{keys[0]}": "5", f"points_{keys[1]}": "2"}).status_code == 302
    assert lead.send(f"{path}/comments", {"text": "Ask about Irbid."}).status_code == 302
    found = [("Average: 4.0 of 5" in page, "Irbid" in page) for page in (lead.get(path).text, auditor.get(path).text)]
    assert found == [(True, True), (True, True)]
    table = lead.get(f"/en/courses/{course.slug}/selection?column=score")
    assert "4.0 (1)" in table.text
    assert [focal.get(path).status_code, auditor.send(f"{path}/comments", {"text": "No"}).status_code] == [404, 404]
    assert "Irbid" not in focal.get(f"/en/nominations/{person.id}").text
