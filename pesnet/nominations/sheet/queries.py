"""Finding delegation sheets, and the people a country has named before."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from pesnet.core.db import session
from pesnet.core.errors import NotFound
from pesnet.nominations import queries
from pesnet.nominations.models import Nominee
from pesnet.nominations.queries import Delegation
from pesnet.nominations.sheet.models import SheetUpload
from pesnet.policy import Actor


@dataclass(frozen=True)
class Received:
    """A sheet that was sent, and the delegation it is for as it stands now."""

    upload: SheetUpload
    delegation: Delegation

    @property
    def country_code(self) -> str:
        """The country, for the policy."""
        return self.upload.country_code

    @property
    def lead_party_ids(self) -> frozenset[UUID]:
        """No lead: the sheet is the country's own."""
        return frozenset()


def received(sheet_id: UUID, actor: Actor) -> Received:
    """A sheet that the actor sent for the country of the acting seat."""
    found = session().get(SheetUpload, sheet_id)
    if found is None or found.user_id != actor.id or found.country_code != actor.country_code:
        raise NotFound
    return Received(found, queries.delegation_of_seat(found.course.slug, actor))


def people(country_code: str) -> list[Nominee]:
    """Everybody a country has named, in the order of their names."""
    chosen = select(Nominee).where(Nominee.country_code == country_code)
    return list(session().scalars(chosen.order_by(Nominee.family_name, Nominee.given_name, Nominee.id)))
