"""The tile map: one square for each member state, lighter the more activities concern it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pesnet.network.models import Country
from pesnet.workplan.models import Activity, BeneficiaryRule, PartyRole, WorkPlan

LEVELS = 4


@dataclass(frozen=True)
class Tile:
    """A state's square: how many activities of the plan it leads, provides or may attend, and its shade from 0 to 3."""

    country: Country
    count: int
    level: int


@dataclass(frozen=True)
class Band:
    """A shade of the legend and the numbers of activities it stands for, both included."""

    level: int
    least: int
    most: int


def tiles(plan: WorkPlan | None, countries: Iterable[Country]) -> list[Tile]:
    """Every state with its count; the same activity counts once for a state, whatever it is to it."""
    known = list(countries)
    counts: Counter[str] = Counter()
    for area in plan.areas if plan else ():
        for activity in area.activities:
            counts.update(_concerned(activity, known))
    shade = {number: band.level for band in bands(counts.values()) for number in range(band.least, band.most + 1)}
    return [Tile(country, counts[country.code], shade.get(counts[country.code], 0)) for country in known]


def bands(counts: Iterable[int]) -> list[Band]:
    """The legend: the numbers that occur, in up to four bands of equal width from the lowest to the highest."""
    found = sorted(set(counts))
    if not found:
        return []
    least, most = found[0], found[-1]
    width = max(1, -(-(most - least + 1) // LEVELS))
    edges = [(level, least + level * width, least + (level + 1) * width - 1) for level in range(LEVELS)]
    return [
        Band(level, low, min(high, most))
        for level, low, high in edges
        if any(low <= number <= high for number in found)
    ]


def _concerned(activity: Activity, countries: list[Country]) -> set[str]:
    named = {party.country_code for role in PartyRole for party in activity.of(role) if party.country_code}
    if activity.beneficiary_rule is BeneficiaryRule.ALL:
        named |= {country.code for country in countries}
    return named
