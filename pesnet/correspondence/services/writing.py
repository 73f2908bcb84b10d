"""Generating letters: one, a corrected one, or all that released decisions call for."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.dialects import postgresql, sqlite

from pesnet.audit.services import record
from pesnet.core.db import session
from pesnet.core.errors import DomainError
from pesnet.core.message import Message
from pesnet.correspondence import rules
from pesnet.correspondence.composing import LetterDetails, Matter, Reference, said
from pesnet.correspondence.models import Letter, LetterKind, LetterNumbers, LetterPerson, LetterState
from pesnet.correspondence.queries import (
    default_language,
    default_place,
    standing_invitation,
    waiting_for_letters,
    wording,
)
from pesnet.courses.models import Course
from pesnet.nominations.places import hold
from pesnet.policy import Actor, Permission, require


def generate(
    matter: Matter, details: LetterDetails, *, replaces: Letter | None = None, actor: Actor, now: datetime
) -> Letter:
    """Generate a letter with the next number of the register; ``replaces`` is the one that it corrects and names."""
    require(actor, rules.WRITTEN_WITH[matter.kind], matter)
    if reasons := rules.objections(matter.kind, matter.course, people=len(matter.people)):
        raise DomainError(*reasons)
    if replaces is not None:
        _replace(replaces, matter, actor=actor, now=now)
    if number := standing_invitation(matter):
        raise DomainError(
            Message("%(number)s invites this person already. Generate a corrected letter that names it.", number=number)
        )
    return _generate(matter, details, replaces, actor=actor, now=now)


def generate_all(course: Course, details: LetterDetails, *, actor: Actor, now: datetime) -> list[Letter]:
    """Generate every invitation and regret that released decisions call for, each in its recipient's language.

    ``details`` holds what all of them share; an empty place stands for the lead's own.
    """
    require(actor, Permission.LETTER_WRITE, course)
    hold(course.id)
    matters = waiting_for_letters(course)
    if not matters:
        raise DomainError(Message("Every released decision has its letter already."))
    if reasons := [reason for row in matters for reason in rules.objections(row.kind, course, people=len(row.people))]:
        raise DomainError(*dict.fromkeys(reasons))
    made = []
    for matter in matters:
        language = default_language(matter)
        own = replace(details, language=language, place=details.place or default_place(matter, language))
        made.append(_generate(matter, own, None, actor=actor, now=now))
    return made


def _generate(
    matter: Matter, details: LetterDetails, replaces: Letter | None, *, actor: Actor, now: datetime
) -> Letter:
    today = now.astimezone(ZoneInfo(actor.time_zone)).date()
    this = Reference(_next_number(today.year), today)
    before = Reference(replaces.number, replaces.written_on) if replaces else None
    if matter.kind is LetterKind.NOTE_VERBALE:
        details = replace(details, salutation="", signatory="", function="", remark="")
    letter = Letter(
        number=this.number, year=today.year, kind=matter.kind, state=LetterState.GENERATED, course=matter.course,
        to_country_code=matter.to_country_code, language=details.language, written_on=today,
        said=said(matter, details, wording(matter.kind, details.language), this, before).as_json(),
        people=[LetterPerson(nomination_id=row.id) for row in matter.people],
        replaces_id=replaces.id if replaces else None, user_id=actor.id, created_at=now,
    )  # fmt: skip
    session().add(letter)
    record(
        actor, "letter.generate", letter, now,
        kind=matter.kind.value, language=details.language, people=[str(row.id) for row in matter.people],
    )  # fmt: skip
    return letter


def _replace(letter: Letter, matter: Matter, *, actor: Actor, now: datetime) -> None:
    if (letter.course_id, letter.to_country_code) != (matter.course.id, matter.to_country_code):
        raise DomainError(Message("A corrected letter is about the same course and the same country as the first."))
    was = letter.state
    rules.MACHINE.take("replace", letter, actor=actor, now=now)
    record(actor, "letter.replace", letter, now, state=was.value)


def _next_number(year: int) -> str:
    insert = postgresql.insert if session().get_bind().dialect.name == "postgresql" else sqlite.insert
    first = insert(LetterNumbers).values(year=year, last=1)
    raised = first.on_conflict_do_update(index_elements=["year"], set_={"last": LetterNumbers.last + 1})
    number = session().scalar(raised.returning(LetterNumbers.last), execution_options={"populate_existing": True})
    return f"PESNET/{year}/L/{number:04d}"
