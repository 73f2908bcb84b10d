"""The doors where a password is checked or made: outside of any writing transaction, which is then short."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from pesnet.accounts import directory, grants, passwords, queries, services
from pesnet.audit.services import record
from pesnet.core.db import Database
from pesnet.core.errors import DomainError
from pesnet.core.message import Message
from pesnet.core.secrets import new_token
from pesnet.policy import Actor

REFUSED = Message(
    "This address and this password do not belong together, or there were too many attempts. After five failed "
    "attempts an account is closed for 15 minutes."
)
NO_SEAT = Message("You hold no seat today. Write to the secretariat.")


def sign_in(database: Database, email: str, password: str, *, device: str, now: datetime) -> tuple[str, Actor]:
    """Begin a session: its token and its actor. Refuse known and unknown in the same words after the same time."""
    token = new_token()
    with database.reading():
        user = queries.user_by_email(email)
    is_right = passwords.verify(user.password_hash if user else None, password)
    with database.writing():
        user = queries.user_by_email(email)
        is_open = user is not None and user.is_active and not services.is_locked(user, now)
        if not is_right:
            services.note_failure(email, now=now)
        actor = (
            services.open_session(user, token=token, device=device, now=now) if user and is_open and is_right else None
        )
        if user and actor and actor.seat_id:
            user.failed_sign_ins = 0
            record(actor, "account.sign_in", user, now)
        elif actor:
            raise DomainError(NO_SEAT)
    if actor is None:
        raise DomainError(REFUSED)
    return token, actor


@dataclass(frozen=True)
class PasswordChange:
    """The present and the new password, and the token of the session under way, which is the one that goes on."""

    old: str
    new: str
    token: str


def change_password(database: Database, change: PasswordChange, *, actor: Actor, now: datetime) -> None:
    """Keep a new password for the person who knows the old one."""
    with database.reading():
        user = queries.own_account(actor)
    if not passwords.verify(user.password_hash, change.old) or services.is_locked(user, now):
        with database.writing():
            services.note_failure(user.email, now=now)
        raise DomainError(Message("The present password is not right."))
    if reason := passwords.objection(change.new, user.email):
        raise DomainError(reason)
    hashed = passwords.hashed(change.new)
    with database.writing():
        services.change_password(queries.own_account(actor), hashed, change.token, actor=actor, now=now)


def accept(database: Database, invitation_id: UUID, password: str | None, *, now: datetime) -> None:
    """Take the seat of an invitation; somebody new gives a password."""
    with database.reading():
        invitation = directory.invitation_by_id(invitation_id)
        is_known = directory.has_password(invitation)
    hashed = None
    if not is_known:
        if reason := passwords.objection(password or "", invitation.email):
            raise DomainError(reason)
        hashed = passwords.hashed(password or "")
    try:
        with database.writing():
            grants.accept(directory.invitation_by_id(invitation_id), hashed, now=now)
    except IntegrityError:
        raise DomainError(Message("Somebody did the same at the same moment. Try again.")) from None
