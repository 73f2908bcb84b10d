"""Acts on what belongs to a course: agenda, documents asked, joining link, what a provider says of the dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from pesnet.audit.services import record
from pesnet.core.db import session
from pesnet.core.errors import DomainError
from pesnet.core.message import Message
from pesnet.core.translated import Translated
from pesnet.courses import invitations, rules
from pesnet.courses.models import AskedDocument, AskedStage, Course, CourseSession, DatesAnswer, JoiningLink, Material
from pesnet.files.models import StoredFile
from pesnet.policy import Actor, Permission, require


@dataclass(frozen=True)
class SessionDetails:
    """What is written of a session; clock times are empty where they are not fixed yet."""

    day_number: int
    title: Translated
    starts: time | None = None
    ends: time | None = None
    speaker: str = ""
    speaker_institution: str = ""
    speaker_country_code: str | None = None


@dataclass(frozen=True)
class DocumentAsked:
    """A document nominees are asked for."""

    name: Translated
    stage: AskedStage
    is_required: bool = True


@dataclass(frozen=True)
class WantedDates:
    """The days a provider wants, with a note; the same days as those of the course mean that it agrees."""

    starts_on: date
    ends_on: date | None = None
    note: str = ""


def add_session(course: Course, details: SessionDetails, *, actor: Actor, now: datetime) -> CourseSession:
    """Put a session into the agenda."""
    require(actor, Permission.AGENDA_EDIT, course)
    row = CourseSession(day_number=details.day_number)
    _write(row, course, details, now)
    course.sessions.append(row)
    record(actor, "course.add_session", course, now, day_number=details.day_number)
    return row


def change_session(row: CourseSession, details: SessionDetails, *, actor: Actor, now: datetime) -> None:
    """Change a session of the agenda."""
    require(actor, Permission.AGENDA_EDIT, row)
    _write(row, row.course, details, now)
    record(actor, "course.change_session", row.course, now, day_number=details.day_number)


def remove_session(row: CourseSession, *, actor: Actor, now: datetime) -> None:
    """Take a session out of the agenda."""
    require(actor, Permission.AGENDA_EDIT, row)
    _refuse(rules.to_prepare(row.course, now))
    record(actor, "course.remove_session", row.course, now, day_number=row.day_number)
    session().delete(row)


def ask_document(course: Course, asked: DocumentAsked, *, actor: Actor, now: datetime) -> AskedDocument:
    """Ask nominees, or only selected people, for a document."""
    require(actor, Permission.COURSE_EDIT, course)
    _refuse(rules.may_ask(course, asked.stage, now), None if asked.name else Message("Name the document."))
    position = 1 + max((row.position for row in course.documents_asked), default=0)
    row = AskedDocument(position=position, name=asked.name, stage=asked.stage, is_required=asked.is_required)
    course.documents_asked.append(row)
    record(actor, "course.ask_document", course, now, stage=asked.stage.value)
    return row


def drop_document(row: AskedDocument, *, actor: Actor, now: datetime) -> None:
    """Ask for a document no more."""
    require(actor, Permission.COURSE_EDIT, row)
    _refuse(rules.may_ask(row.course, row.stage, now))
    record(actor, "course.drop_document", row.course, now, stage=row.stage.value)
    session().delete(row)


def set_joining_link(course: Course, url: str, note: str, *, actor: Actor, now: datetime) -> None:
    """Say how people join; an empty address takes the link away."""
    require(actor, Permission.COURSE_EDIT, course)
    _refuse(rules.to_prepare(course, now))
    if url and not url.startswith("https://"):
        raise DomainError(Message("The address must begin with https://."))
    row = session().get(JoiningLink, course.id) or JoiningLink(course_id=course.id)
    row.url, row.note = url, note
    if url or note:
        session().add(row)
    elif row in session():
        session().delete(row)
    record(actor, "course.set_joining_link", course, now)


def add_material(course: Course, title: Translated, stored: StoredFile, *, actor: Actor, now: datetime) -> Material:
    """Put a file that is in the store already among the materials of the course."""
    require(actor, Permission.MATERIAL_EDIT, course)
    _refuse(rules.to_prepare(course, now), None if title else Message("Give the material a title."))
    session().add(stored)
    session().flush()
    row = Material(course=course, file=stored, title=title, created_at=now)
    session().add(row)
    record(actor, "course.add_material", course, now, file_id=str(stored.id))
    return row


def remove_material(row: Material, *, actor: Actor, now: datetime) -> None:
    """Take a file out of the materials; its content is removed soon after."""
    require(actor, Permission.MATERIAL_EDIT, row)
    row.file.expires_at = now
    record(actor, "course.remove_material", row.course, now, file_id=str(row.file_id))
    session().delete(row)


def answer_dates(course: Course, wanted: WantedDates, *, actor: Actor, now: datetime) -> DatesAnswer:
    """Agree to the dates of a course a provider helps with, or propose others; its leads are told."""
    require(actor, Permission.DATES_ANSWER, course)
    mine = frozenset().union(*(grant.party_ids for grant in actor.grants)) & course.provider_party_ids
    is_agreed = (wanted.starts_on, wanted.ends_on) == (course.starts_on, course.ends_on)
    is_backward = wanted.ends_on is not None and wanted.ends_on < wanted.starts_on
    _refuse(
        rules.to_prepare(course, now),
        Message("The last day lies before the first day.") if is_backward else None,
        None if is_agreed or wanted.note else Message("Say why other dates are better."),
    )
    answer = DatesAnswer(
        course_id=course.id,
        party_id=min(mine),
        is_agreed=is_agreed,
        starts_on=wanted.starts_on,
        ends_on=wanted.ends_on,
        note=wanted.note,
        created_at=now,
    )
    session().add(answer)
    session().flush()
    record(actor, "course.answer_dates", course, now, starts_on=wanted.starts_on.isoformat(), agreed=is_agreed)
    people = invitations.leads(course, now)
    invitations.tell("courses/dates_answered", people, course, now, answer_id=str(answer.id))
    return answer


def _write(row: CourseSession, course: Course, details: SessionDetails, now: datetime) -> None:
    is_backward = details.starts and details.ends and details.ends <= details.starts
    _refuse(
        rules.to_prepare(course, now),
        None if details.title else Message("Give the session a title."),
        rules.within_days(course, details.day_number),
        Message("The session ends before it begins.") if is_backward else None,
    )
    row.day_number, row.title = details.day_number, details.title
    row.starts = f"{details.starts:%H:%M}" if details.starts else ""
    row.ends = f"{details.ends:%H:%M}" if details.ends else ""
    row.speaker, row.speaker_institution = details.speaker, details.speaker_institution
    row.speaker_country_code = details.speaker_country_code


def _refuse(*reasons: Message | None) -> None:
    if given := [reason for reason in reasons if reason]:
        raise DomainError(*given)
