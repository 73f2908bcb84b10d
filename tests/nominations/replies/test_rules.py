"""When a reminder is due, on plain objects."""

from datetime import UTC, datetime, timedelta

import pytest

from pesnet.courses.models import CallKind, CourseState
from pesnet.nominations.models import NominationState
from pesnet.nominations.replies import rules
from pesnet.nominations.replies.rules import Standing
from tests.factories.courses import a_bare_course

S = NominationState
CLOSES = datetime(2027, 2, 1, 22, 59, tzinfo=UTC)
DAY, MOMENT = timedelta(days=1), timedelta(microseconds=1)
EARLY = CLOSES - 60 * DAY


def a_call(**facts):
    return a_bare_course(
        **{"state": CourseState.PUBLISHED, "published_at": EARLY, "nominations_close_at": CLOSES, **facts}
    )


@pytest.mark.parametrize(
    ("before", "step"),
    [
        (15 * DAY, None),
        (14 * DAY + MOMENT, None),
        (14 * DAY, 14),
        (3 * DAY + MOMENT, 14),
        (3 * DAY, 3),
        (MOMENT, 3),
        (0 * DAY, None),
    ],
)
def test_each_step_begins_at_its_instant_and_ends_with_the_next_or_the_deadline(before, step):
    assert rules.step(a_call(), CLOSES - before) == step


@pytest.mark.parametrize(
    ("published", "steps"), [(14 * DAY, [None, 3]), (14 * DAY + MOMENT, [14, 3]), (2 * DAY, [None, None])]
)
def test_a_call_that_opened_after_the_moment_of_a_step_does_without_it(published, steps):
    call = a_call(published_at=CLOSES - published)
    assert [rules.step(call, CLOSES - days * DAY + MOMENT) for days in (14, 2)] == steps


@pytest.mark.parametrize(
    "facts", [{"state": CourseState.CANCELLED}, {"nominations_close_at": None}, {"published_at": None}]
)
def test_nobody_is_reminded_of_a_call_that_is_not_open(facts):
    assert rules.step(a_call(**facts), CLOSES - DAY) is None


def test_only_a_light_call_without_places_is_full():
    light, full = a_call(call=CallKind.LIGHT), a_call(call=CallKind.FULL)
    given = [(light, 5, 5), (light, 5, 4), (light, None, 9), (full, 5, 5)]
    assert [rules.is_full(*facts) for facts in given] == [True, False, False, False]


@pytest.mark.parametrize(
    ("states", "is_awaited"),
    [
        ({}, True),
        ({S.DRAFT: 1}, True),
        ({S.WITHDRAWN: 2}, True),
        ({S.SUBMITTED: 1}, False),
        ({S.SUBMITTED: 1, S.DRAFT: 1}, True),
        ({S.SENT_BACK: 1}, False),
    ],
)
def test_a_country_is_awaited_until_it_submitted_and_while_drafts_wait(states, is_awaited):
    assert Standing.of(states).is_awaited is is_awaited
