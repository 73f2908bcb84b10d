"""When countries are reminded of a deadline, and when one may say that it will not nominate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from pesnet.core.message import Message
from pesnet.courses.models import CallKind, Course, CourseState
from pesnet.nominations.models import NominationState
from pesnet.nominations.rules import STANDS_ASIDE

STEPS = (3, 14)
"""How many days before the deadline a reminder goes out; the step nearest to the deadline counts."""
NOT_SUBMITTED = frozenset({*STANDS_ASIDE, NominationState.DRAFT})
"""States in which a nomination is no reply."""


@dataclass(frozen=True)
class Standing:
    """How far a country is with a call: how many nominations it submitted, and how many drafts it began."""

    submitted: int = 0
    drafts: int = 0

    @classmethod
    def of(cls, states: Mapping[NominationState, int]) -> Standing:
        """The standing of a country with so many nominations of each state."""
        submitted = sum(number for state, number in states.items() if state not in NOT_SUBMITTED)
        return cls(submitted, states.get(NominationState.DRAFT, 0))

    @property
    def is_awaited(self) -> bool:
        """Whether nothing was submitted, or drafts wait to be."""
        return not self.submitted or bool(self.drafts)


def is_open(course: Course, now: datetime) -> bool:
    """Whether the call is open now."""
    closes = course.nominations_close_at
    return course.state is CourseState.PUBLISHED and closes is not None and now < closes


def is_full(course: Course, places: int | None, taken: int) -> bool:
    """Whether a light call, which gives places at once, has none left."""
    return course.call is CallKind.LIGHT and places is not None and taken >= places


def step(course: Course, now: datetime) -> int | None:
    """Which reminder is due, in days before the deadline; none when the call opened after the moment of that step."""
    if not is_open(course, now) or course.nominations_close_at is None or course.published_at is None:
        return None
    for days in STEPS:
        moment = course.nominations_close_at - timedelta(days=days)
        if now >= moment:
            return days if course.published_at < moment else None
    return None


def objection(course: Course, standing: Standing, now: datetime) -> Message | None:
    """Why a country cannot say now that it will not nominate; nothing when it can."""
    if not is_open(course, now):
        return Message("The call is closed: there is nothing to answer any more.")
    if standing.submitted:
        return Message("Your country has nominated already. Withdraw the nominations first.")
    return None
