"""What an act on a course would tell whom, in which language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import select

from pesnet.core.db import session
from pesnet.courses import invitations, letters, queries
from pesnet.courses.models import Course
from pesnet.mail.models import Mail
from pesnet.mail.render import Letterhead, worded
from pesnet.mail.services import Recipient


@dataclass(frozen=True)
class Letters:
    """The mails of one kind in one language: how many, and one of them as a sample."""

    language: str
    mails: int
    subject: str
    text: str


def of_move(name: str, course: Course, letterhead: Letterhead, now: datetime) -> list[Letters]:
    """The mails that publishing or cancelling would send; the reason of a cancellation is not known yet."""
    if name == "cancel":
        return _letters(_unsent("courses/cancelled", invitations.everybody(course, now), course), letterhead)
    return _letters(_unsent("courses/published", invitations.announcement(course, now).recipients, course), letterhead)


def of_act(act: Callable[[], None], course_id: UUID, letterhead: Letterhead, now: datetime) -> list[Letters]:
    """The mails that an act would send: it is done, its mails are read, it is undone, and the course read again."""
    trial = session().begin_nested()
    try:
        act()
        session().flush()
        posted = session().scalars(select(Mail).where(Mail.created_at == now).order_by(Mail.language))
        return _letters([mail for mail in posted if mail.facts.get("course_id") == str(course_id)], letterhead)
    finally:
        trial.rollback()
        queries.by_id(course_id)


def _unsent(letter: str, people: Iterable[Recipient], course: Course) -> list[Mail]:
    facts = {"course_id": str(course.id)}
    return [Mail(letter=letter, facts=facts, language=person.language) for person in people]


def _letters(mails: list[Mail], letterhead: Letterhead) -> list[Letters]:
    found = []
    for (language, letter), group in groupby(sorted(mails, key=_kind), key=_kind):
        same = list(group)
        subject, text = worded(letter, letters.LETTERS[letter](same[0]), language, letterhead)
        found.append(Letters(language, len(same), subject, text))
    return found


def _kind(mail: Mail) -> tuple[str, str]:
    return mail.language, mail.letter
