"""Having letters made as files."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from pesnet.core.errors import DomainError
from pesnet.core.message import Message
from pesnet.correspondence.document import letter_document
from pesnet.correspondence.models import Letter
from pesnet.documents.transport import as_json
from pesnet.jobs.models import Job
from pesnet.jobs.services import ask
from pesnet.policy import Actor, Permission, require

HEAVY = ("pdf", "docx")
ONE = "correspondence.letter"
SEVERAL = "correspondence.letters"
MOST = 500


def ask_for(letter: Letter, form: str, *, actor: Actor, now: datetime) -> Job:
    """Have the PDF or Word file of a letter made."""
    return _ask([letter], form, actor=actor, now=now)


def ask_for_all(letters: Sequence[Letter], form: str, *, actor: Actor, now: datetime) -> Job:
    """Have the files of several letters made, as one archive."""
    return _ask(letters, form, actor=actor, now=now, kind=SEVERAL)


def _ask(letters: Sequence[Letter], form: str, *, actor: Actor, now: datetime, kind: str = ONE) -> Job:
    for letter in letters:
        require(actor, Permission.LETTER_VIEW, letter)
    require(actor, Permission.JOB_VIEW)
    if form not in HEAVY:
        raise DomainError(Message("There is no such format."))
    if len(letters) > MOST:
        raise DomainError(Message("At most %(most)s letters fit into one file.", most=MOST))
    words = "".join(as_json(letter_document(letter)) for letter in letters)
    key = f"{form}/{hashlib.sha256(words.encode()).hexdigest()[:32]}"
    arguments = {"letter_ids": [str(letter.id) for letter in letters], "format": form}
    return ask(kind, arguments=arguments, effect_key=key, actor=actor, now=now)
