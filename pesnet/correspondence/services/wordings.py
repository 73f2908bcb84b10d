"""Changing what letters say; every version is kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from pesnet.audit.services import record
from pesnet.core.db import session
from pesnet.core.errors import OUTDATED, DomainError
from pesnet.core.message import Message
from pesnet.correspondence.models import LetterWording
from pesnet.correspondence.placeholders import unknown
from pesnet.correspondence.queries import Edited, current
from pesnet.correspondence.words import Wording
from pesnet.policy import Actor, Permission, require


def check(found: Edited, wording: Wording) -> None:
    """Raise unless letters can say this."""
    reasons = unknown(wording, found.kind)
    if not wording.subject or not wording.body:
        reasons.append(Message("A letter needs a subject and a body."))
    if reasons:
        raise DomainError(*reasons)


def change(found: Edited, wording: Wording, *, version: int, actor: Actor, now: datetime) -> LetterWording:
    """Let letters of a kind say something else in a language; ``version`` is the number that was read."""
    require(actor, Permission.LETTER_WORDING)
    check(found, wording)
    row = LetterWording(
        kind=found.kind, language=found.language, number=version + 1, is_default=False, subject=wording.subject,
        body=wording.body, closing=wording.closing, user_id=actor.id, made_at=now,
    )  # fmt: skip
    _keep(row, found, version)
    record(actor, "letter_wording.change", row, now, kind=found.kind.value, language=found.language)
    return row


def reset(found: Edited, *, actor: Actor, now: datetime) -> None:
    """Let letters of a kind say again what the portal came with."""
    require(actor, Permission.LETTER_WORDING)
    if found.is_default:
        raise DomainError(Message("These are the words that the portal came with."))
    row = LetterWording(
        kind=found.kind,
        language=found.language,
        number=found.number + 1,
        is_default=True,
        user_id=actor.id,
        made_at=now,
    )
    _keep(row, found, found.number)
    record(actor, "letter_wording.reset", row, now, kind=found.kind.value, language=found.language)


def _keep(row: LetterWording, found: Edited, version: int) -> None:
    if version != current(found.kind, found.language).number:
        raise DomainError(OUTDATED)
    try:
        with session().begin_nested():
            session().add(row)
    except IntegrityError as error:
        raise DomainError(OUTDATED) from error
