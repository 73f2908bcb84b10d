"""The answers a nomination needs before it is submitted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from pesnet.core.message import Message
from pesnet.courses.models import CallKind
from pesnet.nominations.models import Nomination
from pesnet.nominations.rules.persons import speaks


@dataclass(frozen=True)
class Required:
    """An answer a nomination needs before it is submitted: the form's field, the sentence when it is missing.

    ``call`` is the kind of call that asks for it; nothing stands for both.
    """

    field: str
    reason: Message
    is_given: Callable[[Nomination], bool]
    call: CallKind | None = None

    def __call__(self, nomination: Nomination, now: datetime) -> Message | None:
        """The rule of the move."""
        return self.reason if self.is_missing(nomination) else None

    def is_missing(self, nomination: Nomination) -> bool:
        """Whether the call asks for this answer and it has not been given."""
        return self.call in {None, nomination.course.call} and not self.is_given(nomination)


def can_follow(nomination: Nomination) -> bool:
    """Whether a level in a language of the course is given, or interpretation is asked for."""
    course = nomination.course
    return bool(nomination.interpretation_into) or not course.languages or speaks(nomination.nominee, course.languages)


REQUIRED = (
    Required("given_name", Message("Enter the name as in the passport."), lambda row: bool(row.nominee.given_name)),
    Required(
        "institution", Message("Enter the institution."), lambda row: bool(row.nominee.institution), CallKind.FULL
    ),
    Required("email", Message("Enter the e-mail address."), lambda row: bool(row.nominee.email), CallKind.LIGHT),
    Required(
        "position",
        Message("Enter the position. It appears in the letter of invitation."),
        lambda row: bool(row.nominee.position),
    ),
    Required(
        "experience",
        Message("Describe the relevant experience in two or three sentences."),
        lambda row: bool(row.experience),
        CallKind.FULL,
    ),
    Required(
        "level_en",
        Message("Enter the level in a language of the course, or the interpretation needed."),
        can_follow,
        CallKind.FULL,
    ),
)


def missing(nomination: Nomination) -> list[Required]:
    """The answers still needed before the nomination can be submitted."""
    return [required for required in REQUIRED if required.is_missing(nomination)]
