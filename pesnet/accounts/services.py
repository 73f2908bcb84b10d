"""Acts of people on their own account: sessions, the acting seat, the account's facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, update

from pesnet.accounts import queries
from pesnet.accounts.models import Seat, SignedIn, User
from pesnet.audit.services import record
from pesnet.core.db import session
from pesnet.core.errors import DomainError, NotFound
from pesnet.core.message import Message
from pesnet.core.secrets import token_hash
from pesnet.policy import Actor, Permission, require

ATTEMPTS = 5
PAUSE = timedelta(minutes=15)
SEEN_EVERY = timedelta(minutes=5)
KEPT = timedelta(days=30)


def open_session(user: User, *, token: str, now: datetime, seat_id: UUID | None = None, device: str = "") -> Actor:
    """Begin a session for a user whose identity was proved; the actor in the seat, the first one held unless given."""
    actor = queries.actor_in_seat(user, seat_id, now)
    session().add(
        SignedIn(
            token_hash=token_hash(token),
            user_id=user.id,
            seat_id=actor.seat_id,
            device=device[:200],
            created_at=now,
            last_seen_at=now,
        )
    )
    return actor


def note_failure(email: str, *, now: datetime) -> None:
    """Count a failed attempt; the last one allowed locks the account. An unknown address has nothing to count."""
    counted = (
        update(User).where(User.email == email.strip().casefold()).values(failed_sign_ins=User.failed_sign_ins + 1)
    )
    session().execute(counted, execution_options={"synchronize_session": False})
    user = queries.user_by_email(email)
    if user is None:
        return
    session().refresh(user)
    if user.failed_sign_ins >= ATTEMPTS:
        user.failed_sign_ins = 0
        user.locked_until = now + PAUSE
        record(queries.actor_in_seat(user, None, now), "account.lock", user, now)


def is_locked(user: User, now: datetime) -> bool:
    """Whether failed attempts bar the account just now."""
    return user.locked_until is not None and user.locked_until > now


def seen(token: str, *, now: datetime) -> None:
    """Note that a session is in use."""
    changed = update(SignedIn).where(SignedIn.token_hash == token_hash(token)).values(last_seen_at=now)
    session().execute(changed, execution_options={"synchronize_session": False})


def end_session(signed_in: SignedIn, *, actor: Actor, now: datetime) -> None:
    """End one of one's own sessions."""
    require(actor, Permission.ACCOUNT_EDIT, signed_in)
    if signed_in.ended_at is None:
        signed_in.ended_at = now
        record(actor, "account.end_session", signed_in, now)


def sign_out(token: str, *, actor: Actor, now: datetime) -> None:
    """End the session under way."""
    signed_in = queries.live_session(token_hash(token), now)
    if signed_in is not None:
        signed_in.ended_at = now
        record(actor, "account.sign_out", signed_in, now)


def take_seat(seat_id: UUID, token: str, *, actor: Actor, now: datetime) -> None:
    """Act in another of one's own seats from now on."""
    signed_in = _own_session(token, actor, now)
    if seat_id not in {holding.seat_id for holding in queries.holdings_of(signed_in.user_id, now.date())}:
        raise NotFound
    signed_in.seat_id = seat_id
    signed_in.on_behalf_of = None
    record(actor, "account.take_seat", signed_in, now, seat_id=str(seat_id))


def stand_in(seat: Seat, token: str, *, actor: Actor, now: datetime) -> None:
    """Act on behalf of a seat from now on; every line of the trail says so."""
    require(actor, Permission.SEAT_ACT_FOR, seat)
    if seat.party is None:
        raise DomainError(Message("Only for the seats of countries and institutions can the secretariat act."))
    signed_in = _own_session(token, actor, now)
    signed_in.on_behalf_of = seat.id
    record(actor, "account.stand_in", seat, now)


def stand_down(token: str, *, actor: Actor, now: datetime) -> None:
    """Act for nobody but the own seat again."""
    signed_in = _own_session(token, actor, now)
    signed_in.on_behalf_of = None
    record(actor, "account.stand_down", signed_in, now)


@dataclass(frozen=True)
class OwnFacts:
    """What people say of themselves."""

    name: str
    native_name: str
    language: str
    time_zone: str


def change_facts(user: User, facts: OwnFacts, *, actor: Actor, now: datetime) -> None:
    """Change one's own name, language and time zone."""
    require(actor, Permission.ACCOUNT_EDIT, user)
    changed = [name for name, value in vars(facts).items() if getattr(user, name) != value]
    for name in changed:
        setattr(user, name, getattr(facts, name))
    if changed:
        record(actor, "account.edit", user, now, fields=changed)


def change_password(user: User, hashed: str, token: str, *, actor: Actor, now: datetime) -> None:
    """Keep a new password and end every other session."""
    require(actor, Permission.ACCOUNT_EDIT, user)
    user.password_hash = hashed
    kept = token_hash(token)
    for signed_in in queries.own_sessions(user, now):
        if signed_in.token_hash != kept:
            signed_in.ended_at = now
    record(actor, "account.change_password", user, now)


def forget_sessions(now: datetime) -> None:
    """Drop the sessions that have been over for long."""
    session().execute(delete(SignedIn).where(SignedIn.last_seen_at < now - KEPT))


def _own_session(token: str, actor: Actor, now: datetime) -> SignedIn:
    signed_in = queries.live_session(token_hash(token), now)
    if signed_in is None or signed_in.user_id != actor.id:
        raise NotFound
    return signed_in
