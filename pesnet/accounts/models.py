"""Users, seats, who holds them, invitations and sessions."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pesnet.core.message import Message
from pesnet.core.model import Identified, Instant, Model, enum_column
from pesnet.network.models import Party
from pesnet.policy import Role

OF_A_COUNTRY = {
    Role.FOCAL_POINT: Message("Focal point of %(of_country)s"),
    Role.LEAD_OFFICER: Message("Lead officer of %(of_country)s"),
    Role.PROVIDER_OFFICER: Message("Provider officer of %(of_country)s"),
}
OF_AN_INSTITUTION = {
    Role.FOCAL_POINT: Message("Focal point of %(institution)s"),
    Role.LEAD_OFFICER: Message("Lead officer of %(institution)s"),
    Role.PROVIDER_OFFICER: Message("Provider officer of %(institution)s"),
}
"""The names of seats; ``of_country`` comes with the preposition and article that French needs (*du Sénégal*)."""

_ALONE = text("party_id IS NULL")


class User(Identified, Model):
    """A person who can sign in. ``email`` is kept in lower case."""

    __tablename__ = "users"

    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    native_name: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    time_zone: Mapped[str] = mapped_column(default="UTC")
    password_hash: Mapped[str | None]
    is_active: Mapped[bool] = mapped_column(default=True)
    is_sample: Mapped[bool] = mapped_column(default=False)
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[Instant | None]
    created_at: Mapped[Instant]

    @property
    def user_id(self) -> UUID:
        """The user to whom this account belongs: the same one."""
        return self.id


class Seat(Identified, Model):
    """A mandate, not a person: a role, and for most roles the party it is for. It outlives its holders."""

    __tablename__ = "seats"
    __table_args__ = (
        UniqueConstraint("role", "party_id"),
        Index("ix_seats_role_alone", "role", unique=True, sqlite_where=_ALONE, postgresql_where=_ALONE),
    )

    role: Mapped[Role] = mapped_column(enum_column(Role))
    party_id: Mapped[UUID | None] = mapped_column(ForeignKey("parties.id"))
    language: Mapped[str]
    mailbox: Mapped[str | None]
    copy_addresses: Mapped[list[str]] = mapped_column(default=list)
    telephone: Mapped[str] = mapped_column(default="")
    postal_address: Mapped[str] = mapped_column(default="")
    designation: Mapped[str] = mapped_column(default="")
    is_sample: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    party: Mapped[Party | None] = relationship(lazy="joined")

    __mapper_args__ = {"version_id_col": version}

    @property
    def title(self) -> Message:
        """What the seat is called: *Focal point of Jordan*, *Secretariat*."""
        if self.party is None or self.role not in OF_A_COUNTRY:
            return self.role.label
        if self.party.country:
            return Message(OF_A_COUNTRY[self.role].one, of_country=self.party.country.of_country)
        return Message(OF_AN_INSTITUTION[self.role].one, institution=self.party.code)


class Holding(Identified, Model):
    """A person's time in a seat, as principal or deputy; ``to_day`` is the last day."""

    __tablename__ = "holdings"

    seat_id: Mapped[UUID] = mapped_column(ForeignKey("seats.id"), index=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    function: Mapped[str] = mapped_column(default="")
    is_principal: Mapped[bool] = mapped_column(default=True)
    from_day: Mapped[date]
    to_day: Mapped[date | None]

    seat: Mapped[Seat] = relationship(lazy="raise_on_sql")
    user: Mapped[User] = relationship(lazy="raise_on_sql")


class Invitation(Identified, Model):
    """An invitation to a seat, sent by mail; the link works once, until it expires."""

    __tablename__ = "invitations"

    token_hash: Mapped[str] = mapped_column(unique=True)
    seat_id: Mapped[UUID] = mapped_column(ForeignKey("seats.id"), index=True)
    email: Mapped[str]
    name: Mapped[str]
    function: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    is_principal: Mapped[bool] = mapped_column(default=True)
    from_day: Mapped[date]
    invited_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[Instant]
    expires_at: Mapped[Instant]
    used_at: Mapped[Instant | None]
    withdrawn_at: Mapped[Instant | None]

    seat: Mapped[Seat] = relationship(lazy="raise_on_sql")


class SignedIn(Identified, Model):
    """A session on the server: what the cookie's token, of which only the hash is kept, stands for.

    ``on_behalf_of`` is the seat for which the secretariat acts while signed in.
    """

    __tablename__ = "sign_ins"

    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    seat_id: Mapped[UUID | None] = mapped_column(ForeignKey("seats.id"))
    on_behalf_of: Mapped[UUID | None] = mapped_column(ForeignKey("seats.id"))
    device: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Instant]
    last_seen_at: Mapped[Instant]
    ended_at: Mapped[Instant | None]

    user: Mapped[User] = relationship(lazy="raise_on_sql")
