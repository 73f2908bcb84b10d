"""Users in seats."""

from datetime import date
from uuid import uuid4

from sqlalchemy import select

from pesnet.accounts.models import Holding, Seat, User
from pesnet.core.clock import now
from pesnet.core.db import Database, session
from pesnet.network.queries import parties
from pesnet.policy import Role

LONG_AGO = date(2020, 1, 1)


def a_user_in(
    db: Database, role: Role, party: str | None = None, *, language: str = "en", principal: bool = True
) -> User:
    """A new user who holds the seat of this role on this party (alpha-2 code or acronym).

    The seat is made if there is none.
    """
    with db.writing():
        party_id = parties()[party].id if party else None
        seat = session().scalars(select(Seat).where(Seat.role == role, Seat.party_id == party_id)).one_or_none()
        seat = seat or Seat(role=role, party_id=party_id, language=language)
        user = User(
            email=f"{role.value}.{(party or 'network').lower()}.{uuid4().hex[:6]}@example.org",
            name=f"{role.value} {party}",
            language=language,
            created_at=now(),
        )
        session().add_all([seat, user])
        session().flush()
        session().add(Holding(seat_id=seat.id, user_id=user.id, from_day=LONG_AGO, is_principal=principal))
    return user


def a_focal_point(db: Database, country: str, **kwargs: object) -> User:
    """A focal point of a country."""
    return a_user_in(db, Role.FOCAL_POINT, country, **kwargs)


def a_lead_officer(db: Database, party: str, **kwargs: object) -> User:
    """A lead officer of a country or institution."""
    return a_user_in(db, Role.LEAD_OFFICER, party, **kwargs)


def a_secretary(db: Database, **kwargs: object) -> User:
    """Somebody of the secretariat."""
    return a_user_in(db, Role.SECRETARIAT, **kwargs)
