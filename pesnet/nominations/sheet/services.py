"""Acts on delegation sheets: keep what was read, carry it out after confirmation, put it aside."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, delete, update

from pesnet.audit.services import record
from pesnet.core.db import session
from pesnet.core.errors import DomainError
from pesnet.core.message import Message
from pesnet.nominations import queries as nominations
from pesnet.nominations import rules
from pesnet.nominations.models import Nomination
from pesnet.nominations.queries import Delegation
from pesnet.nominations.services import edit, nominate, submit
from pesnet.nominations.services.nominating import version_of
from pesnet.nominations.sheet import queries
from pesnet.nominations.sheet.comparison import Comparison, compare
from pesnet.nominations.sheet.keys import VERSION
from pesnet.nominations.sheet.lines import Effect, Line
from pesnet.nominations.sheet.models import SheetState, SheetUpload
from pesnet.nominations.sheet.queries import Received
from pesnet.nominations.sheet.read_sheet import ReadSheet
from pesnet.policy import Actor, Permission, require

KEPT = timedelta(hours=48)
CHANGED = Message("The nominations have changed since you looked at the preview. Look at it again, then confirm.")


@dataclass(frozen=True)
class Confirmation:
    """What a person confirms: the preview that was seen, and whether complete nominations are submitted at once."""

    seen: str
    is_submitting: bool = False


@dataclass
class Outcome:
    """What a confirmed sheet did; ``left`` are the names that could not be submitted, each with its reasons."""

    made: int = 0
    changed: int = 0
    submitted: int = 0
    left: list[tuple[str, list[Message]]] = field(default_factory=list)


def keep(sheet: ReadSheet, delegation: Delegation, file_name: str, *, actor: Actor, now: datetime) -> SheetUpload:
    """Keep what was read until somebody confirms it; no nomination is written."""
    require(actor, Permission.NOMINATION_EDIT, delegation)
    if objections := objections_to(sheet, delegation, now):
        raise DomainError(*objections)
    kept = SheetUpload(
        course_id=delegation.course.id,
        country_code=delegation.country_code,
        user_id=actor.id,
        file_name=file_name,
        content=sheet.as_json(),
        state=SheetState.PREVIEW,
        created_at=now,
    )
    session().add(kept)
    record(actor, "sheet.preview", kept, now, rows=len(sheet.rows))
    return kept


def objections_to(sheet: ReadSheet, delegation: Delegation, now: datetime) -> list[Message]:
    """Why a sheet cannot be taken for this delegation; empty when it can."""
    if sheet.about.get("version") != VERSION:
        return [Message("This sheet was made by another version of the portal. Download it again.")]
    if sheet.about.get("course") != str(delegation.course.id):
        return [Message("This is the sheet of another course.")]
    if sheet.about.get("country") not in {None, "", delegation.country_code}:
        return [Message("This is the sheet of another country.")]
    if not sheet.rows:
        return [Message("The sheet names nobody.")]
    barriers = (rules.call_stands, rules.invited, rules.in_time)
    anybody = Nomination(course=delegation.course, country_code=delegation.country_code)
    return [reason for rule in barriers if (reason := rule(anybody, now))]


def compared(received: Received) -> Comparison:
    """What the sheet would do now."""
    people = queries.people(received.country_code)
    return compare(ReadSheet.from_json(received.upload.content), received.delegation, people)


def confirm(received: Received, wish: Confirmation, *, actor: Actor, now: datetime) -> Outcome:
    """Nominate and change what the preview showed, by the same acts as on screen; submit only if that is wished."""
    require(actor, Permission.NOMINATION_EDIT, received)
    _close(received.upload, SheetState.CONFIRMED)
    comparison = compared(received)
    if comparison.digest != wish.seen:
        raise DomainError(CHANGED)
    outcome = Outcome()
    for line in comparison.of(Effect.MAKE, Effect.CHANGE, Effect.SAME):
        _carry_out(line, received.delegation, outcome, actor=actor, now=now)
    record(actor, "sheet.confirm", received.upload, now, made=outcome.made, changed=outcome.changed)
    if wish.is_submitting:
        for line in comparison.of(Effect.MAKE, Effect.CHANGE, Effect.SAME):
            _submit(line, outcome, actor=actor, now=now)
    return outcome


def discard(received: Received, *, actor: Actor, now: datetime) -> None:
    """Put a sheet aside; nothing was written, and it can be sent again."""
    require(actor, Permission.NOMINATION_EDIT, received)
    _close(received.upload, SheetState.DISCARDED)
    record(actor, "sheet.discard", received.upload, now)


def forget_old(now: datetime) -> None:
    """Drop what was read from sheets once they are too old to confirm."""
    session().execute(delete(SheetUpload).where(SheetUpload.created_at < now - KEPT))


def _carry_out(line: Line, delegation: Delegation, outcome: Outcome, *, actor: Actor, now: datetime) -> None:
    if line.effect is Effect.MAKE:
        line.nomination = nominate(delegation, line.details, nominee=line.nominee, actor=actor, now=now)
        if line.nomination not in delegation.nominations:
            delegation.nominations.append(line.nomination)
        outcome.made += 1
    elif line.effect is Effect.CHANGE and line.nomination is not None:
        edit(line.nomination, line.details, version=version_of(line.nomination), actor=actor, now=now)
        outcome.changed += 1


def _submit(line: Line, outcome: Outcome, *, actor: Actor, now: datetime) -> None:
    if line.nomination is None:
        return
    nomination = nominations.nomination(line.nomination.id, actor)
    if nomination.state not in rules.EDITABLE:
        return
    try:
        submit(nomination, actor=actor, now=now)
    except DomainError as error:
        outcome.left.append((nomination.nominee.name, list(error.reasons)))
    else:
        outcome.submitted += 1


def _close(upload: SheetUpload, state: SheetState) -> None:
    """End the preview; of two who end it at once, the second is refused."""
    mine = (SheetUpload.id == upload.id, SheetUpload.state == SheetState.PREVIEW)
    ended = session().execute(update(SheetUpload).where(*mine).values(state=state))
    if not isinstance(ended, CursorResult) or ended.rowcount != 1:
        raise DomainError(Message("This sheet was already confirmed or discarded."))
