"""The sample letters of a course, in different steps."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from pesnet.correspondence import queries, services
from pesnet.correspondence.composing import LetterDetails
from pesnet.correspondence.models import Channel, Letter, LetterKind
from pesnet.correspondence.queries import Occasion
from pesnet.courses.models import Course
from pesnet.policy import Actor

DAY = timedelta(days=1)
STEPS = 4


def load(course: Course, record: dict[str, Any], *, lead: Actor, actors: dict[str, Actor], now: datetime) -> None:
    """Where decisions were released, their letters, each some steps further; else a letter of nomination."""
    if "decided_day" not in record:
        _nominate(course, actors["focal.jo"], now)
        return
    decided = now + (record["decided_day"] + 1) * DAY
    details = LetterDetails("en", signatory=lead.name)
    chosen = queries.course_to_write_on(course.slug, lead)
    for place, letter in enumerate(services.generate_all(chosen, details, actor=lead, now=decided)):
        _take_steps(letter, place % STEPS, lead, decided)


def _nominate(course: Course, focal_point: Actor, now: datetime) -> None:
    found = queries.occasion_of_nomination(course.slug, focal_point)
    matter = queries.matter(Occasion(found.course, LetterKind.NOMINATION, found.country_code), "")
    if matter and matter.people:
        language = queries.default_language(matter)
        place = queries.default_place(matter, language)
        details = LetterDetails(language, place=place, signatory=focal_point.name)
        services.generate(matter, details, actor=focal_point, now=now - DAY)


def _take_steps(letter: Letter, steps: int, lead: Actor, day: datetime) -> None:
    if steps > 0:
        services.sign(letter, (day + DAY).date(), number=f"{letter.number[-3:]}-E", actor=lead, now=day + 2 * DAY)
    if steps > 1:
        services.send(letter, Channel.EMAIL, (day + 2 * DAY).date(), actor=lead, now=day + 3 * DAY)
    if steps > 2:
        services.acknowledge(letter, (day + 4 * DAY).date(), actor=lead, now=day + 5 * DAY)
