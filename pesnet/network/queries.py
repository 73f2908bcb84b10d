"""Finding countries, institutions and parties."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import load_only

from pesnet.core.db import remembered, session
from pesnet.core.errors import NotFound
from pesnet.network import reference
from pesnet.network.models import Country, Institution, Observer, Party
from pesnet.network.names import fold
from pesnet.policy import Actor

IN_LISTS = (
    Country.name,
    Country.sort_keys,
    Country.french_of,
    Country.group,
    Country.time_zone,
    Country.tile_column,
    Country.tile_row,
)


def countries(language: str) -> list[Country]:
    """The member states in the alphabet of ``language``, with what lists and maps show of them."""
    return list(remembered(("countries", language), lambda: _in_alphabet(language)))


def country(code: str, actor: Actor) -> Country:
    """One member state, by its alpha-2 code in either case."""
    found = by_code(code.upper())
    if found is None:
        raise NotFound
    return found


def by_code(code: str) -> Country | None:
    """The member state with this code, if there is one."""
    return remembered(("country", code), lambda: session().get(Country, code, populate_existing=True))


def weekends_of(codes: Collection[str]) -> dict[str, list[int]]:
    """The weekdays (1 = Monday) on which each of these countries rests."""
    rows = session().execute(select(Country.code, Country.weekend).where(Country.code.in_(codes)))
    return {row.code: row.weekend for row in rows}


def observers() -> list[Observer]:
    """The observers, who are never counted among the member states."""
    return list(session().scalars(select(Observer).order_by(Observer.key)))


def parties() -> dict[str, Party]:
    """Every party by its code: alpha-2 for countries, acronym for institutions."""
    return {party.code: party for party in session().scalars(select(Party))}


def party_ids(country_codes: Collection[str]) -> dict[str, UUID]:
    """The ids of the parties that these countries are, by alpha-2 code."""
    rows = session().execute(select(Party.country_code, Party.id).where(Party.country_code.in_(country_codes)))
    return {code: party_id for code, party_id in rows if code}


def gazetteer_names() -> dict[str, str]:
    """Every folded name a document may use for a party, with the party's code."""
    institutions = {
        fold(name): record["acronym"]
        for record in reference.institutions()
        for name in (*record["acronyms"], record["acronym"], *(str(text) for text in record["name"].values()))
    }
    return {**institutions, **reference.country_names()}


def institutions() -> list[Institution]:
    """Every institution, by acronym."""
    return list(session().scalars(select(Institution).order_by(Institution.acronym)))


def _in_alphabet(language: str) -> list[Country]:
    shown = load_only(*IN_LISTS, raiseload=True)
    return sorted(session().scalars(select(Country).options(shown)), key=lambda country: country.sort_keys[language])
