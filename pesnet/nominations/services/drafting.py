"""Drafts that save themselves: what is typed is kept as it is, without changing the nomination and without a line.

Nothing of this reaches anybody but the country; the trail tells of the nomination when somebody saves it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete

from pesnet.core.db import session
from pesnet.core.errors import OUTDATED, DomainError
from pesnet.nominations import rules
from pesnet.nominations.models import Nomination, Nominee, TypedAnswers
from pesnet.nominations.queries import Delegation
from pesnet.nominations.services.kept import keep_typed
from pesnet.nominations.services.nominating import ALREADY_NAMED, CLOSED, known, nominate, version_of
from pesnet.policy import Actor, Permission, require


def keep(nomination: Nomination, answers: Mapping[str, str], *, actor: Actor, now: datetime) -> None:
    """Keep what was typed last for a draft, or for what was sent back."""
    require(actor, Permission.NOMINATION_EDIT, nomination)
    if nomination.state not in rules.EDITABLE:
        raise DomainError(CLOSED)
    if answers.get("version") != version_of(nomination):
        raise DomainError(OUTDATED)
    keep_typed(nomination, answers, "", actor=actor, now=now)


def start(
    delegation: Delegation, answers: Mapping[str, str], *, nominee: Nominee | None, actor: Actor, now: datetime
) -> Nomination:
    """Begin a draft from what was typed so far; ``form_key`` among the answers lets a form begin one draft only."""
    require(actor, Permission.NOMINATION_EDIT, delegation)
    if nominee and any(row.nominee_id == nominee.id for row in delegation.nominations):
        raise DomainError(ALREADY_NAMED)
    nomination = nominate(delegation, known(nominee), nominee=nominee, actor=actor, now=now)
    key = answers.get("form_key", "")
    typed = {name: text for name, text in answers.items() if name != "form_key"}
    keep_typed(nomination, typed, key, actor=actor, now=now)
    return nomination


def discard_typed(nomination: Nomination, *, actor: Actor, now: datetime) -> None:
    """Forget what was typed and not saved."""
    require(actor, Permission.NOMINATION_EDIT, nomination)
    session().execute(delete(TypedAnswers).where(TypedAnswers.nomination_id == nomination.id))
