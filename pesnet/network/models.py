"""Member states, observers, institutions and parties."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pesnet.core.message import Labelled, Message
from pesnet.core.model import Identified, Model, enum_column
from pesnet.core.translated import Translated


class RegionalGroup(Labelled):
    """The OIC's three geographical groups."""

    AFRICAN = "african", Message("African group")
    ARAB = "arab", Message("Arab group")
    ASIAN = "asian", Message("Asian group")


class MembershipStatus(Labelled):
    """A state's standing in the OIC between two dates."""

    MEMBER = "member", Message("Member")
    SUSPENDED = "suspended", Message("Suspended")


class Country(Model):
    """A member state, known by its ISO 3166-1 alpha-2 code.

    ``french_of`` and ``french_in`` are the forms French sentences need (*du Sénégal*, *au Sénégal*). ``weekend``
    holds ISO
    weekdays (1 = Monday). ``tile_column`` and ``tile_row`` place its square on the tile map, from 1.
    """

    __tablename__ = "countries"

    code: Mapped[str] = mapped_column(primary_key=True)
    iso3: Mapped[str] = mapped_column(unique=True)
    numeric: Mapped[str] = mapped_column(unique=True)
    name: Mapped[Translated]
    official: Mapped[Translated]
    french_of: Mapped[str]
    french_in: Mapped[str]
    sort_keys: Mapped[dict[str, str]]
    group: Mapped[RegionalGroup] = mapped_column(enum_column(RegionalGroup))
    working_language: Mapped[str]
    time_zone: Mapped[str]
    capital: Mapped[Translated]
    weekend: Mapped[list[int]]
    tile_column: Mapped[int]
    tile_row: Mapped[int]
    aliases: Mapped[list[str]]

    @property
    def of_country(self) -> Translated:
        """The name as it follows *of*: in French with its preposition and article."""
        return Translated(en=self.name.get("en"), fr=self.french_of, ar=self.name.get("ar"))


class Membership(Identified, Model):
    """A dated fact of membership, set by the secretariat: years or months (``1969``, ``2012-08``).

    Open ends are unknown or still true.
    """

    __tablename__ = "memberships"

    country_code: Mapped[str] = mapped_column(ForeignKey("countries.code"), index=True)
    status: Mapped[MembershipStatus] = mapped_column(enum_column(MembershipStatus))
    begun: Mapped[str | None]
    ended: Mapped[str | None]
    note: Mapped[Translated]


class Observer(Identified, Model):
    """An observer of the OIC: a label, never counted among the member states."""

    __tablename__ = "observers"

    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[Translated]
    code: Mapped[str | None]


class Institution(Identified, Model):
    """A public employment service, a ministry or an organ of the OIC."""

    __tablename__ = "institutions"

    acronym: Mapped[str] = mapped_column(unique=True)
    name: Mapped[Translated]
    country_code: Mapped[str | None] = mapped_column(ForeignKey("countries.code"))
    note: Mapped[Translated]


class Answering(Identified, Model):
    """The institution that answers for a country which leads or provides, between two days."""

    __tablename__ = "answerings"

    country_code: Mapped[str] = mapped_column(ForeignKey("countries.code"), index=True)
    institution_id: Mapped[UUID] = mapped_column(ForeignKey("institutions.id"))
    from_day: Mapped[date | None]
    to_day: Mapped[date | None]

    institution: Mapped[Institution] = relationship(lazy="raise_on_sql")


class Party(Identified, Model):
    """A country or an institution, as lead, provider, beneficiary or holder of a seat.

    One that ``publishes_directly`` needs no clearance by the secretariat for the courses it leads.
    """

    __tablename__ = "parties"
    __table_args__ = (CheckConstraint("(country_code IS NULL) != (institution_id IS NULL)", name="one_of_both"),)

    country_code: Mapped[str | None] = mapped_column(ForeignKey("countries.code"), unique=True)
    institution_id: Mapped[UUID | None] = mapped_column(ForeignKey("institutions.id"), unique=True)
    publishes_directly: Mapped[bool] = mapped_column(default=True)

    country: Mapped[Country | None] = relationship(lazy="joined", innerjoin=False)
    institution: Mapped[Institution | None] = relationship(lazy="joined", innerjoin=False)

    @property
    def code(self) -> str:
        """The alpha-2 code of the country or the acronym of the institution."""
        return self.country.code if self.country else self.institution.acronym if self.institution else ""

    @property
    def name(self) -> Translated:
        """The country's name; for an institution its acronym, as the network writes it."""
        if self.country:
            return self.country.name
        acronym = self.institution.acronym if self.institution else ""
        return Translated(en=acronym, fr=acronym, ar=acronym)
