"""The last place, a country's last place and the same form: two at once, exactly one effect, on both databases."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

import pytest
from sqlalchemy import ColumnElement, func, select, update

from pesnet.core.db import session
from pesnet.courses.models import Course, CourseCountry, CoursePlaces
from pesnet.mail.models import Mail
from pesnet.nominations import places
from pesnet.nominations.models import Nomination, NominationState, ProposalKind
from pesnet.nominations.services import Wish
from tests.factories.courses import a_course
from tests.factories.nominations import AGO, SECRETARY, a_closed_course, a_nomination, wait_for_release
from tests.factories.people import a_focal_point, a_lead_officer
from tests.trust.figures import record, size
from tests.trust.together import at_once

ROUNDS = size(6, 200)
LAST_OF_THE_COURSE = ({"places": 1, "places_per_country": 1, "nominees_per_country": 2}, ("JO", "SN"))
LAST_OF_THE_COUNTRY = ({"places": 9, "places_per_country": 1, "nominees_per_country": 2}, ("JO", "JO"))


@pytest.fixture
def officers(db, login):
    """Two browsers of two officers of the lead; the countries have focal points who are told."""
    for code in ("JO", "SN"):
        a_focal_point(db, code)
    return [login(a_lead_officer(db, "TN")) for _number in range(2)]


@pytest.fixture
def contest(db, officers, now):
    """Prepare a course with one place for two proposed people, and let both officers release one of them at once."""

    def compete(facts: dict[str, int], countries: tuple[str, str]) -> tuple[list[int], Course]:
        course = a_closed_course(db, now, **facts)
        people = [a_nomination(db, course, code, now - AGO) for code in countries]
        wait_for_release(db, course, {person: Wish(ProposalKind.SELECTED) for person in people}, SECRETARY, now)
        path = f"/en/courses/{course.slug}/selection/release"
        acts = [
            lambda browser=browser, person=person: (
                browser.send(path, {"decisions": f"{person.id}:selected:0"}).status_code
            )
            for browser, person in zip(officers, people, strict=True)
        ]
        return at_once(*acts), course

    return compete


def outcome(db, course: Course) -> dict[str, int]:
    """How many were selected, how many places were taken, and how many countries were told."""
    chosen = (Nomination.course_id == course.id, Nomination.state == NominationState.SELECTED)
    with db.reading() as reading:
        mails = reading.scalars(select(Mail).where(Mail.letter == "nominations/decided")).all()
        return {
            "selected": reading.scalar(select(func.count()).select_from(Nomination).where(*chosen)) or 0,
            "taken": reading.get_one(CoursePlaces, course.id).taken,
            "by_country": reading.scalar(
                select(func.sum(CourseCountry.taken)).where(CourseCountry.course_id == course.id)
            ),
            "told": sum(mail.facts["course_id"] == str(course.id) for mail in mails),
        }


def overwritten(counted_in: type[CoursePlaces | CourseCountry], row: ColumnElement[bool], number: int) -> bool:
    """Take places as one would without care: by the number read when the page was shown, which was none."""
    seen = 0
    session().execute(update(counted_in).where(row).values(taken=seen + number))
    limit = session().scalar(select(counted_in.places).where(row))
    return limit is None or seen + number <= limit


@pytest.mark.parametrize("case", [LAST_OF_THE_COURSE, LAST_OF_THE_COUNTRY], ids=["course", "country"])
def test_the_last_place_has_exactly_one_winner(db, contest, case, engine_name, request):
    found = []
    for _round in range(ROUNDS):
        answers, course = contest(*case)
        found.append((answers, outcome(db, course)))
    right = ([302, 422], {"selected": 1, "taken": 1, "by_country": 1, "told": 1})
    assert found == [right] * ROUNDS
    record("last_place", case=request.node.callspec.id, database=engine_name, rounds=ROUNDS, one_winner=len(found))


@pytest.mark.parametrize("case", [LAST_OF_THE_COURSE, LAST_OF_THE_COUNTRY], ids=["course", "country"])
def test_without_the_conditional_update_the_last_place_has_two_winners(db, contest, case, monkeypatch):
    monkeypatch.setattr(places, "took", overwritten)
    answers, course = contest(*case)
    assert (answers, outcome(db, course)["selected"]) == ([302, 302], 2)


def nominate(browser, course: Course, key: str) -> int:
    """Send the form of a nomination with this key."""
    form = {"given_name": "Amina", "draft": "1", "form_key": key}
    return browser.send(f"/en/courses/{course.slug}/nominations/new", form).status_code


def people(db, course: Course) -> int:
    """How many nominations the course has."""
    with db.reading() as reading:
        return (
            reading.scalar(select(func.count()).select_from(Nomination).where(Nomination.course_id == course.id)) or 0
        )


def test_the_same_form_sent_five_times_at_once_makes_one_nomination(db, login, now, engine_name):
    focal = a_focal_point(db, "JO")
    browsers = [login(focal) for _number in range(5)]
    found = []
    for _round in range(ROUNDS):
        course, key = a_course(db, now), str(uuid4())
        answers = at_once(*(partial(nominate, browser, course, key) for browser in browsers))
        found.append((answers, people(db, course)))
    assert found == [([302] * 5, 1)] * ROUNDS
    record("last_place", case="same form", database=engine_name, rounds=ROUNDS, one_winner=len(found))


def test_with_a_key_for_each_sending_the_form_makes_two_nominations(db, login, now):
    focal, course = a_focal_point(db, "JO"), a_course(db, now)
    browsers = [login(focal) for _number in range(2)]
    answers = at_once(*(partial(nominate, browser, course, str(uuid4())) for browser in browsers))
    assert (answers, people(db, course)) == ([302, 302], 2)
