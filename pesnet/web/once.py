"""The same form sent twice has one effect."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any, cast
from uuid import UUID, uuid4

from flask import request
from sqlalchemy import delete, select, update
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import BadRequest

from pesnet.core.db import insertion, session
from pesnet.core.errors import DomainError
from pesnet.core.message import Message
from pesnet.policy import Actor
from pesnet.web.models import FormKey

KEPT = timedelta(hours=48)
NOT_CONTENT = {"csrf_token", "form_key"}


def new_key() -> str:
    """A key for a form about to be shown."""
    return str(uuid4())


def sent_key() -> str:
    """The key of the form that was sent; a form without one is refused."""
    try:
        return str(UUID(request.form.get("form_key", "")))
    except ValueError as error:
        raise BadRequest from error


def sent_digest() -> str:
    """A digest of everything the form said, with the content of its files."""
    content = hashlib.sha256()
    for name, value in sorted(request.form.items(multi=True)):
        if name not in NOT_CONTENT:
            content.update(f"{len(name)}:{name}{len(value)}:{value}".encode())
    for name, file in sorted(request.files.items(multi=True), key=lambda item: (item[0], item[1].filename or "")):
        content.update(f"{name}:{file.filename}:{_file_digest(file)}".encode())
    return content.hexdigest()


def take(actor: Actor, digest: str, now: datetime) -> str | None:
    """Take the form's key in this transaction; the address it led to, if the same form was taken before.

    The same key with another content is a ``DomainError``. A refused form rolls back and leaves its key free.
    """
    row: dict[str, Any] = {
        "key": sent_key(),
        "sender": str(actor.id or actor.kind),
        "endpoint": str(request.endpoint),
        "digest": digest,
        "location": "",
        "taken_at": now,
    }
    is_new = session().scalar(insertion(FormKey).values(row).on_conflict_do_nothing().returning(FormKey.key))
    if is_new:
        return None
    earlier = _row(row["key"], row["sender"])
    if (earlier.endpoint, earlier.digest) != (row["endpoint"], row["digest"]):
        raise DomainError(
            Message("This form was already sent with other content. Open the page again and repeat the change.")
        )
    return earlier.location


def remember(actor: Actor, location: str) -> None:
    """Note where the form led, for the answer to its repetition."""
    of_form = (FormKey.key == sent_key(), FormKey.sender == str(actor.id or actor.kind))
    session().execute(update(FormKey).where(*of_form).values(location=location))


def forget_old(now: datetime) -> None:
    """Drop the keys that are too old to matter."""
    session().execute(delete(FormKey).where(FormKey.taken_at < now - KEPT))


def _row(key: str, sender: str) -> FormKey:
    return session().scalars(select(FormKey).where(FormKey.key == key, FormKey.sender == sender)).one()


def _file_digest(file: FileStorage) -> str:
    digest = hashlib.file_digest(cast("BytesIO", file.stream), "sha256").hexdigest()
    file.stream.seek(0)
    return digest
