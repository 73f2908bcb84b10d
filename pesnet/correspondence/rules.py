"""Which steps a letter takes, who takes them, and what must hold before one is generated."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from pesnet import policy
from pesnet.core.message import Message
from pesnet.core.workflow import Machine, Move
from pesnet.correspondence.models import Letter, LetterKind, LetterState
from pesnet.courses.models import Course, CourseState
from pesnet.policy import Actor, Permission

K = LetterKind
S = LetterState
P = Permission

WRITTEN_WITH: dict[LetterKind, Permission] = {
    **dict.fromkeys(K, P.LETTER_WRITE),
    K.NOMINATION: P.LETTER_NOMINATE,
    K.NOTE_VERBALE: P.LETTER_NOTE,
}
"""What one needs to generate a letter of each kind and to take its steps."""

STANDING = frozenset({S.GENERATED, S.SIGNED, S.SENT, S.ACKNOWLEDGED})
"""The letters that count."""
OF_A_STANDING_COURSE = frozenset({K.INVITATION, K.ACCEPTANCE_LIST, K.VISA_LIST, K.NOMINATION})
PEOPLE_NEEDED = frozenset(K) - {K.NOTE_VERBALE}


def may_write(actor: Actor, _permission: Any, letter: Letter) -> bool:
    """Whether the actor may take the steps of this letter, which depends on its kind."""
    return policy.may(actor, WRITTEN_WITH[letter.kind], letter)


def require_to_write(actor: Actor, _permission: Any, letter: Letter) -> None:
    """Raise unless the actor may take the steps of this letter."""
    policy.require(actor, WRITTEN_WITH[letter.kind], letter)


def signed_in_order(letter: Letter, now: datetime) -> Message | None:
    """The day of signature is not before the day of the letter and not in the future."""
    if letter.signed_on is None:
        return None
    if letter.signed_on < letter.written_on:
        return Message("The letter cannot have been signed before it was generated.")
    return _not_ahead(letter.signed_on, now)


def sent_in_order(letter: Letter, now: datetime) -> Message | None:
    """The day of sending is not before the day of signature and not in the future."""
    if letter.sent_on is None:
        return None
    if letter.signed_on and letter.sent_on < letter.signed_on:
        return Message("The letter cannot have been sent before it was signed.")
    return _not_ahead(letter.sent_on, now)


def acknowledged_in_order(letter: Letter, now: datetime) -> Message | None:
    """The day of the receipt is not before the day of sending and not in the future."""
    if letter.acknowledged_on is None:
        return None
    if letter.sent_on and letter.acknowledged_on < letter.sent_on:
        return Message("The receipt cannot have been acknowledged before the letter was sent.")
    return _not_ahead(letter.acknowledged_on, now)


def objections(kind: LetterKind, course: Course, *, people: int) -> list[Message]:
    """Why no letter of this kind can be generated; empty when it can."""
    found = []
    if kind in OF_A_STANDING_COURSE and course.state is not CourseState.PUBLISHED:
        found.append(Message("The course was cancelled or is not published: only regrets and notes can be generated."))
    if kind in PEOPLE_NEEDED and not people:
        found.append(Message("There is nobody whom this letter could name."))
    return found


def _not_ahead(day: date, now: datetime) -> Message | None:
    """No day that has not begun anywhere on earth."""
    return Message("This day lies in the future.") if day > (now + timedelta(hours=14)).date() else None


MACHINE = Machine(
    may_write,
    require_to_write,
    sign=Move(Message("Record the signature"), frozenset({S.GENERATED}), S.SIGNED, P.LETTER_WRITE, (signed_in_order,)),
    send=Move(Message("Record the sending"), frozenset({S.SIGNED}), S.SENT, P.LETTER_WRITE, (sent_in_order,)),
    acknowledge=Move(
        Message("Record the receipt"), frozenset({S.SENT}), S.ACKNOWLEDGED, P.LETTER_WRITE, (acknowledged_in_order,)
    ),
    replace=Move(Message("Generate a corrected letter"), STANDING, S.REPLACED, P.LETTER_WRITE),
    withdraw=Move(Message("Withdraw the letter"), STANDING, S.WITHDRAWN, P.LETTER_WRITE),
)
"""The permission named here is that of the lead's letters; each kind has its own (``WRITTEN_WITH``)."""
