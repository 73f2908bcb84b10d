"""What the mails about courses say, made when they are sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from pesnet.core.languages import language_name
from pesnet.courses import queries
from pesnet.courses.models import Course
from pesnet.courses.queries import programme
from pesnet.mail.models import Mail
from pesnet.workplan.models import PartyRole


def about(mail: Mail) -> dict[str, Any]:
    """The course as it is now, with what the act had to say."""
    course = queries.by_id(UUID(mail.facts["course_id"]))
    return {
        "course": course,
        "leads": _names(course, PartyRole.LEAD, mail.language),
        "providers": _names(course, PartyRole.PROVIDER, mail.language),
        "taught_in": _languages(course.languages, mail.language),
        "interpretation": _languages(course.interpretation, mail.language),
        "reason": mail.facts.get("reason", ""),
        "remark": mail.facts.get("remark", ""),
    }


def dates_answered(mail: Mail) -> dict[str, Any]:
    """What a provider said of the dates."""
    answer = programme.dates_answer(UUID(mail.facts["answer_id"]))
    return {**about(mail), "answer": answer, "provider": answer.party.name}


LETTERS: dict[str, Callable[[Mail], dict[str, Any]]] = {
    "courses/published": about,
    "courses/changed": about,
    "courses/deadline_extended": about,
    "courses/cancelled": about,
    "courses/postponed": about,
    "courses/not_invited": about,
    "courses/dates_answered": dates_answered,
    "courses/for_clearance": about,
    "courses/cleared": about,
    "courses/sent_back": about,
}


def _names(course: Course, role: PartyRole, language: str) -> str:
    return _joined([party.name.in_language(language).text for party in course.of(role)], language)


def _languages(codes: list[str], language: str) -> str:
    return _joined([language_name(code, language) for code in codes], language)


def _joined(words: list[str], language: str) -> str:
    return ("، " if language == "ar" else ", ").join(words)
