"""When a nomination may move, on objects that are in no database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from pesnet.courses.models import CourseCountry, CourseState
from pesnet.nominations import rules
from pesnet.nominations.models import Nomination, NominationState, Nominee
from tests.factories.courses import a_bare_course

S = NominationState
CLOSE = datetime(2027, 2, 1, 22, 59, tzinfo=UTC)
BEFORE = CLOSE - timedelta(days=1)
TICK = timedelta(microseconds=1)


def a_bare_nomination(state=S.DRAFT, others=(), **facts):
    """A complete nomination of Jordan, whose country has two places and whose course wants four names at most."""
    course = a_bare_course(
        state=CourseState.PUBLISHED, nominees_per_country=4, countries=[CourseCountry(country_code="JO", places=2)]
    )
    nominee = Nominee(given_name="Amina", institution="Service", position="Analyst", language_levels={"en": "B2"})
    said = {"country_code": "JO", "rank": 1, "experience": "Much.", "interpretation_into": "", **facts}
    nomination = Nomination(course=course, nominee=nominee, state=state, **said)
    nomination.delegation = [nomination, *(Nomination(state=other) for other in others)]
    return nomination


def obstacles(move, nomination, now=BEFORE):
    return [reason.one for reason in rules.MACHINE.moves[move].obstacles(nomination, now)]


def test_a_complete_draft_can_be_submitted():
    assert obstacles("submit", a_bare_nomination()) == []


def test_the_deadline_closes_at_its_instant():
    nomination = a_bare_nomination()
    assert obstacles("submit", nomination, CLOSE - TICK) == []
    assert obstacles("submit", nomination, CLOSE) == [rules.TOO_LATE.one]


def test_the_later_of_the_deadline_and_the_moment_to_complete_by_counts():
    later, earlier = (a_bare_nomination(S.SENT_BACK, complete_by=CLOSE + timedelta(days=days)) for days in (2, -2))
    assert obstacles("submit", later, CLOSE + timedelta(days=1)) == []
    assert obstacles("submit", earlier, BEFORE) == []


@pytest.mark.parametrize("state", list(S))
def test_submitted_sent_back_selected_and_reserve_use_a_name(state):
    used = state in {S.SUBMITTED, S.SENT_BACK, S.SELECTED, S.RESERVE, S.CONFIRMED}
    assert rules.names_used([Nomination(state=state)]) == int(used)


def test_a_country_cannot_use_more_names_than_it_has():
    assert obstacles("submit", a_bare_nomination(others=[S.SUBMITTED] * 3)) == []
    assert len(obstacles("submit", a_bare_nomination(others=[S.SUBMITTED] * 4))) == 1


def test_what_was_sent_back_has_its_name_already():
    assert obstacles("submit", a_bare_nomination(S.SENT_BACK, others=[S.SUBMITTED] * 3)) == []


def test_a_rank_is_needed_when_there_are_more_names_than_places():
    assert obstacles("submit", a_bare_nomination(rank=None, others=[S.SUBMITTED])) == []
    assert len(obstacles("submit", a_bare_nomination(rank=None, others=[S.SUBMITTED] * 2))) == 1


def test_each_missing_answer_has_its_sentence():
    nomination = a_bare_nomination(experience="")
    nomination.nominee = Nominee(given_name="Amina", institution="", position="", language_levels={"ar": "C2"})
    assert [item.field for item in rules.missing(nomination)] == ["institution", "position", "experience", "level_en"]
    assert obstacles("submit", nomination) == [item.reason.one for item in rules.missing(nomination)]


def test_interpretation_stands_for_a_level_in_the_language_of_the_course():
    nomination = a_bare_nomination(interpretation_into="ar")
    nomination.nominee.language_levels = {}
    assert obstacles("submit", nomination) == []


def test_an_uninvited_country_and_a_cancelled_course_stand_in_the_way():
    uninvited, cancelled = a_bare_nomination(country_code="PK"), a_bare_nomination()
    cancelled.course.state = CourseState.CANCELLED
    assert obstacles("submit", uninvited) == [rules.NOT_INVITED.one]
    assert obstacles("submit", cancelled) == [rules.NO_CALL.one]


def test_a_nomination_can_be_withdrawn_until_the_course_begins_where_it_is_held():
    nomination = a_bare_nomination(S.SELECTED)
    nomination.course.starts_on, nomination.course.time_zone = date(2027, 3, 1), "Asia/Kuala_Lumpur"
    begins = datetime(2027, 2, 28, 16, tzinfo=UTC)
    assert obstacles("withdraw", nomination, begins - TICK) == []
    assert len(obstacles("withdraw", nomination, begins)) == 1


@pytest.mark.parametrize("move", ["select", "reserve", "not_select"])
def test_decisions_wait_for_the_deadline(move):
    nomination = a_bare_nomination(S.SUBMITTED)
    assert (len(obstacles(move, nomination, CLOSE - TICK)), obstacles(move, nomination, CLOSE)) == (1, [])


def test_the_sentences_count_names_and_places():
    assert (rules.names_sentence(2, 4).n, rules.names_sentence(2, 4).values["used"]) == (4, 2)
    assert (rules.names_sentence(2, None).n, rules.places_sentence(2).n) == (2, 2)
