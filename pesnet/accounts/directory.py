"""Finding seats, their holders, invitations and users for the screens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from pesnet.accounts.models import Holding, Invitation, Seat, User
from pesnet.accounts.queries import current_holdings, user_by_email, vacant
from pesnet.core.db import session
from pesnet.core.errors import NotFound
from pesnet.core.paging import PAGE_SIZE, Page
from pesnet.core.secrets import token_hash
from pesnet.network.models import Country, Institution, Party
from pesnet.policy import Actor, Permission, Role, may


@dataclass(frozen=True)
class SeatFilter:
    """What to keep of the list of seats; None keeps everything."""

    role: Role | None = None
    party_id: UUID | None = None
    is_vacant: bool = False


@dataclass(frozen=True)
class HeldSeat:
    """A seat with those who hold it today."""

    seat: Seat
    holdings: list[Holding]


@dataclass(frozen=True)
class Invited:
    """An invitation, and whether the person invited can sign in already."""

    invitation: Invitation
    is_known: bool


def seats(wanted: SeatFilter, number: int, today: date) -> Page[HeldSeat]:
    """One page of the seats, those of the network first, then by role and party."""
    chosen = select(Seat).outerjoin(Seat.party.of_type(party := aliased(Party)))
    chosen = chosen.outerjoin(Country, Country.code == party.country_code)
    chosen = chosen.outerjoin(Institution, Institution.id == party.institution_id)
    if wanted.role:
        chosen = chosen.where(Seat.role == wanted.role)
    if wanted.party_id:
        chosen = chosen.where(Seat.party_id == wanted.party_id)
    if wanted.is_vacant:
        chosen = chosen.where(vacant(today))
    total = session().scalar(select(func.count()).select_from(chosen.subquery())) or 0
    order = (Seat.party_id.is_not(None), Seat.role, Country.iso3, Institution.acronym, Seat.id)
    rows = list(session().scalars(chosen.order_by(*order).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)))
    held: dict[UUID, list[Holding]] = {}
    for holding in current_holdings([seat.id for seat in rows], today):
        held.setdefault(holding.seat_id, []).append(holding)
    return Page([HeldSeat(seat, held.get(seat.id, [])) for seat in rows], total, number)


def seat(seat_id: UUID, actor: Actor) -> Seat:
    """One seat."""
    found = session().get(Seat, seat_id) if may(actor, Permission.SEAT_VIEW) else None
    if found is None:
        raise NotFound
    return found


def holders(seat: Seat) -> list[Holding]:
    """Everybody who ever held the seat, the newest first."""
    chosen = select(Holding).where(Holding.seat_id == seat.id).options(joinedload(Holding.user))
    return list(session().scalars(chosen.order_by(Holding.from_day.desc(), Holding.id)))


def holding(holding_id: UUID, actor: Actor) -> Holding:
    """One person's time in a seat."""
    chosen = select(Holding).where(Holding.id == holding_id).options(joinedload(Holding.user), joinedload(Holding.seat))
    found = session().scalars(chosen).one_or_none() if may(actor, Permission.SEAT_VIEW) else None
    if found is None:
        raise NotFound
    return found


def invitations(seat: Seat) -> list[Invitation]:
    """The invitations to a seat that were neither used nor withdrawn, the newest first."""
    chosen = select(Invitation).where(
        Invitation.seat_id == seat.id, Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None)
    )
    return list(session().scalars(chosen.order_by(Invitation.created_at.desc())))


def invitation(invitation_id: UUID, actor: Actor) -> Invitation:
    """One invitation, for those who may see seats."""
    found = _invitation(Invitation.id == invitation_id) if may(actor, Permission.SEAT_VIEW) else None
    if found is None:
        raise NotFound
    return found


def invitation_by_token(token: str, actor: Actor) -> Invited:
    """The invitation of a mailed link, for whoever has the link."""
    found = _invitation(Invitation.token_hash == token_hash(token))
    if found is None:
        raise NotFound
    return Invited(found, has_password(found))


def invitation_by_id(invitation_id: UUID) -> Invitation:
    """An invitation that is known to exist."""
    found = _invitation(Invitation.id == invitation_id)
    if found is None:
        raise NotFound
    return found


def has_password(invitation: Invitation) -> bool:
    """Whether the person invited can sign in already."""
    user = user_by_email(invitation.email)
    return user is not None and user.password_hash is not None


def users(text: str, number: int) -> Page[User]:
    """One page of the users, by name; ``text`` is looked for in name and address."""
    chosen = select(User)
    if text:
        like = f"%{text.casefold().replace('%', '').replace('_', '')}%"
        chosen = chosen.where(or_(func.lower(User.name).like(like), User.email.like(like)))
    total = session().scalar(select(func.count()).select_from(chosen.subquery())) or 0
    rows = chosen.order_by(func.lower(User.name), User.id).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    return Page(list(session().scalars(rows)), total, number)


def user(user_id: UUID, actor: Actor) -> User:
    """One user, for those who manage users."""
    found = session().get(User, user_id) if may(actor, Permission.USER_MANAGE) else None
    if found is None:
        raise NotFound
    return found


def _invitation(condition: ColumnElement[bool]) -> Invitation | None:
    return session().scalars(select(Invitation).where(condition).options(joinedload(Invitation.seat))).one_or_none()
