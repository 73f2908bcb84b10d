"""The reference data that the portal starts with: member states, observers and institutions."""

import json
from pathlib import Path
from typing import Any, NotRequired, TypedDict, cast

from pesnet.network.names import fold

DATA = Path(__file__).parent / "data"


class InThree(TypedDict):
    """A text in the three languages of the network."""

    en: str
    fr: str
    ar: str


class Tile(TypedDict):
    """A square of the tile map, 14 columns by 9 rows, both counted from one."""

    column: int
    row: int


# A functional form, because "from" is a word of the language.
Membership = TypedDict("Membership", {"from": str | None, "to": str | None, "status": str})
"""A dated fact of membership: a year or a year and month, and ``member`` or ``suspended``."""


class CountryRecord(TypedDict):
    """A member state; weekend days are counted from Monday as one."""

    iso2: str
    iso3: str
    numeric: str
    group: str
    working_language: str
    time_zone: str
    weekend: list[int]
    tile: Tile
    name: InThree
    sort: InThree
    official: InThree
    fr_of: str
    fr_in: str
    capital: InThree
    membership: list[Membership]
    note: NotRequired[str]
    aliases: list[str]


class ObserverRecord(TypedDict):
    """An observer: a label and a code of the portal's own where no ISO code is needed."""

    code: str
    iso2: str | None
    kind: str
    name: InThree
    aliases: list[str]


class InstitutionRecord(TypedDict):
    """An institution of the network; ``answers_for`` is the country whose lead it holds."""

    acronym: str
    country: str
    kind: str
    name: InThree
    acronyms: list[str]
    answers_for: str | None
    source: str
    uncertain: NotRequired[bool]
    note: NotRequired[str]


def countries() -> list[CountryRecord]:
    """The 57 member states, in the order of their English names."""
    return cast(list[CountryRecord], _read("countries"))


def observers() -> list[ObserverRecord]:
    """The observers, who are never counted among the member states."""
    return cast(list[ObserverRecord], _read("observers"))


def institutions() -> list[InstitutionRecord]:
    """The secretariat and the institutions that lead or provide."""
    return cast(list[InstitutionRecord], _read("institutions"))


def country_names() -> dict[str, str]:
    """Every folded name by which a member state is known, with its ISO 3166 alpha-2 code."""
    return {fold(name): country["iso2"] for country in countries() for name in names_of(country)}


def names_of(country: CountryRecord) -> list[str]:
    """All names and codes by which a text may call the country."""
    texts = (country["name"], country["sort"], country["official"])
    spelled = [text for names in texts for text in (names["en"], names["fr"], names["ar"])]
    return [country["iso2"], country["iso3"], *spelled, *country["aliases"]]


def _read(name: str) -> Any:
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
