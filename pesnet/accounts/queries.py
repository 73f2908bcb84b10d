"""Finding users, seats and actors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import aliased, joinedload

from pesnet.accounts.models import Holding, Invitation, Seat, SignedIn, User
from pesnet.core.db import remembered, session
from pesnet.core.errors import NotFound
from pesnet.core.message import Message, counted
from pesnet.core.task import Task
from pesnet.mail.services import Recipient
from pesnet.network.models import Answering, Party
from pesnet.policy import VISITOR, Actor, Grant, Permission, Role, may

IDLE = timedelta(hours=2)
LONGEST = timedelta(hours=12)
SeatAddress = Row[UUID, str, str | None, list[str]]
"""A seat as mail needs it: its key, language, mailbox and other addresses."""


def actor_for(token_hash: str, now: datetime) -> Actor | None:
    """The actor of a live session, by the hash of its token; None when it has ended or is too old."""
    found, until = remembered(("actor", token_hash, now.date()), lambda: _actor_until(token_hash, now))
    return found if now < until else None


def _actor_until(token_hash: str, now: datetime) -> tuple[Actor | None, datetime]:
    """The actor of a session, and when it grows too old; seats are held for whole days."""
    signed_in = live_session(token_hash, now)
    if signed_in is None or not signed_in.user.is_active:
        return None, now
    actor = actor_in_seat(signed_in.user, signed_in.seat_id, now)
    stood_in_for = session().get(Seat, signed_in.on_behalf_of) if signed_in.on_behalf_of else None
    actor = on_behalf(actor, stood_in_for, now) if stood_in_for else actor
    until = min(signed_in.last_seen_at + IDLE, signed_in.created_at + LONGEST)
    return replace(actor, last_seen_at=signed_in.last_seen_at), until


def live_session(token_hash: str, now: datetime) -> SignedIn | None:
    """The session of a token, if it has neither ended nor grown too old."""
    chosen = select(SignedIn).where(SignedIn.token_hash == token_hash, *_live(now)).options(joinedload(SignedIn.user))
    return session().scalars(chosen).one_or_none()


def actor_in_seat(user: User, seat_id: UUID | None, now: datetime) -> Actor:
    """The user as actor in one of the seats held today; in the first of them when that seat is none of theirs."""
    held = holdings_of(user.id, now.date())
    holding = next((row for row in held if row.seat_id == seat_id), held[0] if held else None)
    grants = (grant_of(holding, now.date()),) if holding else VISITOR.grants
    return Actor(
        "user",
        user.id,
        grants,
        holding.seat_id if holding else None,
        language=user.language,
        time_zone=user.time_zone,
        name=user.name,
        label=holding.seat.title if holding else None,
    )


def asker(user_id: UUID | None, seat_id: UUID | None, now: datetime) -> Actor:
    """Who asked for a long task, with the grants of today; the public's when there is no such user any more."""
    user = session().get(User, user_id) if user_id else None
    return actor_in_seat(user, seat_id, now) if user else VISITOR


def on_behalf(actor: Actor, seat: Seat, now: datetime) -> Actor:
    """The same actor with the grants of the seat stood in for; unchanged when the own seat may not stand in for it."""
    if not may(actor, Permission.SEAT_ACT_FOR, seat) or seat.party is None or actor.id is None:
        return actor
    added = _grant(seat, actor.id, now.date(), is_principal=all(grant.principal for grant in actor.grants))
    label = Message("%(seat)s, on behalf of %(other)s", seat=actor.label, other=seat.title)
    return replace(actor, grants=(*actor.grants, added), on_behalf_of=seat.id, label=label)


def holdings_of(user_id: UUID, today: date) -> list[Holding]:
    """The seats a user holds on a day, the oldest first."""
    return list(
        session().scalars(
            select(Holding)
            .where(Holding.user_id == user_id, *held_on(today))
            .options(joinedload(Holding.seat))
            .order_by(Holding.from_day, Holding.id)
        )
    )


def grant_of(holding: Holding, today: date) -> Grant:
    """What a holding gives: the seat's role, its country, its party and the countries its institution answers for."""
    return _grant(holding.seat, holding.user_id, today, is_principal=holding.is_principal)


def _grant(seat: Seat, user_id: UUID, today: date, *, is_principal: bool) -> Grant:
    party = seat.party
    if party is None:
        return Grant(seat.role, user_id, principal=is_principal)
    reached = {party.id}
    if party.institution_id:
        answered = (
            select(Party.id)
            .join(Answering, Answering.country_code == Party.country_code)
            .where(
                Answering.institution_id == party.institution_id,
                (Answering.from_day.is_(None)) | (Answering.from_day <= today),
                (Answering.to_day.is_(None)) | (Answering.to_day >= today),
            )
        )
        reached |= set(session().scalars(answered))
    return Grant(seat.role, user_id, party.country_code, frozenset(reached), is_principal)


def recipients(role: Role, party_ids: Iterable[UUID] | None, now: datetime) -> list[Recipient]:
    """To whom mail for these seats goes: its holders, each in the own language; for a vacant one its other addresses.

    ``party_ids`` is None for the roles of the network, which have no party.
    """
    of = Seat.party_id.is_(None) if party_ids is None else Seat.party_id.in_(list(party_ids))
    asked = select(Seat.id, Seat.language, Seat.mailbox, Seat.copy_addresses)
    seats = session().execute(asked.where(Seat.role == role, of).order_by(Seat.id)).all()
    holders: dict[UUID, list[User]] = {}
    for holding in current_holdings([seat.id for seat in seats], now.date()):
        if holding.user.is_active:
            holders.setdefault(holding.seat_id, []).append(holding.user)
    found: dict[str, Recipient] = {}
    for seat in seats:
        for recipient in _to_holders(seat, holders[seat.id]) if seat.id in holders else _to_vacant(seat):
            found.setdefault(recipient.address.casefold(), recipient)
    return list(found.values())


def _to_holders(seat: SeatAddress, users: list[User]) -> list[Recipient]:
    return [Recipient(user.email, user.language, user_id=user.id, seat_id=seat.id) for user in users]


def _to_vacant(seat: SeatAddress) -> list[Recipient]:
    addresses = [seat.mailbox or "", *seat.copy_addresses]
    return [Recipient(address, seat.language, seat_id=seat.id) for address in addresses if address]


def current_holdings(seat_ids: Iterable[UUID], today: date) -> list[Holding]:
    """Who holds these seats on a day, principals first."""
    chosen = (
        select(Holding).where(Holding.seat_id.in_(list(seat_ids)), *held_on(today)).options(joinedload(Holding.user))
    )
    return list(session().scalars(chosen.order_by(Holding.is_principal.desc(), Holding.from_day, Holding.id)))


def user_by_email(email: str) -> User | None:
    """The user with this address, in whatever case it is written."""
    return session().scalars(select(User).where(User.email == email.strip().casefold())).one_or_none()


def own_account(actor: Actor) -> User:
    """The account of the person who asks."""
    user = session().get(User, actor.id) if actor.id else None
    if user is None:
        raise NotFound
    return user


def own_sessions(user: User, now: datetime) -> list[SignedIn]:
    """The user's live sessions, the newest first."""
    chosen = select(SignedIn).where(SignedIn.user_id == user.id, *_live(now)).order_by(SignedIn.created_at.desc())
    return list(session().scalars(chosen))


def own_session(session_id: UUID, actor: Actor) -> SignedIn:
    """One of the person's own sessions."""
    found = session().get(SignedIn, session_id)
    if found is None or found.user_id != actor.id:
        raise NotFound
    return found


def has_samples() -> bool:
    """Whether there are demonstration accounts."""
    return bool(session().scalar(select(User.id).where(User.is_sample).limit(1)))


def seat(role: Role, party_id: UUID | None = None) -> Seat | None:
    """The seat of a role, on a party where the role has one."""
    return session().scalars(select(Seat).where(Seat.role == role, Seat.party_id == party_id)).one_or_none()


def vacant(today: date) -> ColumnElement[bool]:
    """The condition of a seat that nobody who can sign in holds on a day."""
    held = select(Holding.id).join(User).where(Holding.seat_id == Seat.id, User.is_active, *held_on(today))
    return ~held.correlate(Seat).exists()


def expired_invitations(now: datetime) -> list[Invitation]:
    """The invitations that ran out unused and were not repeated, the oldest first."""
    later = aliased(Invitation)
    repeated = select(later.id).where(
        later.seat_id == Invitation.seat_id, later.email == Invitation.email, later.created_at > Invitation.created_at
    )
    chosen = select(Invitation).where(
        Invitation.used_at.is_(None),
        Invitation.withdrawn_at.is_(None),
        Invitation.expires_at <= now,
        ~repeated.exists(),
    )
    return list(session().scalars(chosen.options(joinedload(Invitation.seat)).order_by(Invitation.expires_at)))


def waiting(actor: Actor, now: datetime) -> list[Task]:
    """What waits for the secretariat: seats that nobody holds, and invitations that ran out unused."""
    if not actor.holds(Role.SECRETARIAT) or actor.on_behalf_of:
        return []
    return [*_vacancies(now), *(_lapsed(invitation) for invitation in expired_invitations(now))]


def _vacancies(now: datetime) -> list[Task]:
    counted_seats = select(func.count(Seat.id.distinct()), func.min(Holding.to_day)).select_from(Seat)
    chosen = counted_seats.outerjoin(Holding, Holding.seat_id == Seat.id).where(vacant(now.date()))
    number, ended = session().execute(chosen).one()
    if not number:
        return []
    since = ended or now.date()
    return [
        Task(
            label=counted("%(n)s seat is vacant", "%(n)s seats are vacant", number),
            note=Message("Mail for a vacant seat goes to its mailbox and copy addresses. Invite somebody."),
            since=datetime.combine(since, time(), UTC),
            endpoint="accounts.seats",
            values={"vacant": "1"},
            act=Message("See the vacant seats"),
        )
    ]


def _lapsed(invitation: Invitation) -> Task:
    return Task(
        label=Message("The invitation of %(name)s has expired", name=invitation.name),
        note=Message("%(seat)s: the link was not used. Invite again or withdraw it.", seat=invitation.seat.title),
        since=invitation.expires_at,
        endpoint="accounts.seat",
        values={"seat_id": str(invitation.seat_id)},
        act=Message("Open the seat"),
    )


def held_on(today: date) -> tuple[ColumnElement[bool], ...]:
    """The conditions of a holding that is current on a day."""
    return (Holding.from_day <= today, (Holding.to_day.is_(None)) | (Holding.to_day >= today))


def _live(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (SignedIn.ended_at.is_(None), SignedIn.last_seen_at > now - IDLE, SignedIn.created_at > now - LONGEST)
