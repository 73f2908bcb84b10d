"""Sentences about courses that pages, papers and mails share."""

from __future__ import annotations

from collections.abc import Iterable

from pesnet.core.languages import language_name
from pesnet.core.message import Message
from pesnet.courses.models import Course


def spoken(course: Course, language: str) -> Message | None:
    """What a participant must understand, said first: the languages and whether there is interpretation."""
    if not course.languages:
        return None
    taught = _names(course.languages, language)
    if course.interpretation:
        into = _names(course.interpretation, language)
        return Message("%(languages)s, with interpretation into %(interpreted)s.", languages=taught, interpreted=into)
    if len(course.languages) == 1:
        return Message("%(languages)s only, no interpretation.", languages=taught)
    return Message("%(languages)s, no interpretation.", languages=taught)


def listed(words: Iterable[str], language: str) -> str:
    """The words as a list of the language."""
    return ("، " if language == "ar" else ", ").join(words)


def _names(codes: list[str], language: str) -> str:
    return listed((language_name(code, language) for code in codes), language)
