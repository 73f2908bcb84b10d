"""What was typed for a nomination and could not be saved, or was not: one row, replaced each time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm.attributes import set_committed_value

from pesnet.core.db import insertion, session
from pesnet.nominations.models import Nomination, TypedAnswers
from pesnet.policy import Actor

LONGEST = 20_000


def keep_typed(nomination: Nomination, answers: Mapping[str, str], key: str, *, actor: Actor, now: datetime) -> None:
    """Keep answers as they were typed, whether or not they can be taken; only the last ones are kept."""
    row = {
        "nomination_id": nomination.id,
        "form_key": key,
        "answers": {name: text.replace("\x00", "")[:LONGEST] for name, text in answers.items()},
        "user_id": actor.id,
        "typed_at": now,
    }
    latest = {name: value for name, value in row.items() if name not in {"nomination_id", "form_key"}}
    session().flush()
    session().execute(
        insertion(TypedAnswers).values(row).on_conflict_do_update(index_elements=["nomination_id"], set_=latest)
    )


def keep_unfit(nomination: Nomination, unfit: Mapping[str, str], *, actor: Actor, now: datetime) -> None:
    """Keep what could not be taken; when all was taken, nothing typed is left over."""
    if unfit:
        keep_typed(nomination, unfit, "", actor=actor, now=now)
    else:
        session().flush()
        session().execute(delete(TypedAnswers).where(TypedAnswers.nomination_id == nomination.id))
        set_committed_value(nomination, "typed", None)
