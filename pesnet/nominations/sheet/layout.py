"""The layout of the delegation sheet: its columns, the answers offered, and how an answer is understood again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pesnet.core.languages import language_name, say
from pesnet.core.message import Message
from pesnet.core.translated import LANGUAGES
from pesnet.courses.models import Course
from pesnet.network.names import fold
from pesnet.nominations.models import Sex
from pesnet.nominations.rules import LEVELS

SHORT, LONG = 200, 5000
TITLES = ("Mr", "Ms", "Dr", "Eng.", "Prof.", "H.E.")
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Column:
    """A column: the key that stands hidden above it, its head, its width, a hint, and how long an answer may be."""

    key: str
    label: Message
    width: int = 18
    hint: Message | None = None
    limit: int = SHORT


COLUMNS = (
    Column("nominate", Message("Nominate?"), 12, Message("Choose Yes for everybody you nominate for this course.")),
    Column("title", Message("Title of the person"), 12, Message("Choose from the list or type another title.")),
    Column("given_name", Message("Given name"), 22, Message("As in the passport, in Latin letters.")),
    Column("family_name", Message("Family name"), 22, Message("As in the passport, in Latin letters.")),
    Column("native_name", Message("Name in the native script"), 24),
    Column("certificate_name", Message("Name for the certificate"), 24, Message("If it differs from the passport")),
    Column("sex", Message("Sex"), 10, Message("Choose from the list, or leave it empty.")),
    Column("institution", Message("Institution"), 32, Message("Needed before the nomination is submitted")),
    Column("position", Message("Position"), 28, Message("It appears in the letter of invitation")),
    Column("email", Message("E-mail"), 28),
    Column("telephone", Message("Telephone"), 20),
    Column("level_en", Message("Level of English"), 12, Message("From A1 (beginner) to C2 (like a native speaker).")),
    Column("level_fr", Message("Level of French"), 12, Message("From A1 (beginner) to C2 (like a native speaker).")),
    Column("level_ar", Message("Level of Arabic"), 12, Message("From A1 (beginner) to C2 (like a native speaker).")),
    Column(
        "interpretation_into", Message("Needs interpretation into"), 16, Message("Leave it empty if none is needed.")
    ),
    Column(
        "experience",
        Message("Relevant experience"),
        48,
        Message("Two or three sentences: what the person does in the field of the course"),
        LONG,
    ),
    Column(
        "statement",
        Message("Statement"),
        48,
        Message("What the person and the institution will do with the course"),
        LONG,
    ),
)
BY_KEY = {column.key: column for column in COLUMNS}
STATE = Message("On the portal")
"""The head of the last column, which is only for the reader."""


def offered(course: Course) -> dict[str, dict[str, Message | str]]:
    """The answers of each drop-down by their value; words that differ between languages are messages."""
    levels: dict[str, Message | str] = {level: level for level in LEVELS}
    return {
        "nominate": {YES: Message("Yes"), NO: Message("No")},
        "sex": {sex.value: sex.label for sex in Sex},
        "level_en": levels,
        "level_fr": levels,
        "level_ar": levels,
        "interpretation_into": {code: code for code in course.interpretation},
    }


def worded(key: str, value: str, label: Message | str, language: str) -> str:
    """An answer of a drop-down in the words of a language."""
    if isinstance(label, Message):
        return say(label, language)
    return language_name(value, language) if key == "interpretation_into" else label


def lookup(course: Course) -> dict[str, dict[str, str]]:
    """For each drop-down the value of every answer, in whatever language of the portal it was chosen."""
    return {key: _values(key, answers) for key, answers in offered(course).items()}


def understood(text: str, values: Mapping[str, str]) -> str | None:
    """The value of an answer; nothing when it is none of the list."""
    return values.get(fold(text))


def _values(key: str, answers: Mapping[str, Message | str]) -> dict[str, str]:
    found = {fold(value): value for value in answers}
    for value, label in answers.items():
        found |= {fold(worded(key, value, label, language)): value for language in LANGUAGES}
    return found
