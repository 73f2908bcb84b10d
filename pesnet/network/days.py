"""Days on which public offices are closed: weekends by country and date, and the two Eids; and Ramadan."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from hijridate import Gregorian

from pesnet.core.message import Labelled, Message
from pesnet.network.reference import DATA

RAMADAN, SHAWWAL, DHU_AL_HIJJA = 9, 10, 12


class Feast(Labelled):
    """Feasts on which the offices of all member states are taken to be closed."""

    EID_AL_FITR = "eid_al_fitr", Message("Eid al-Fitr")
    EID_AL_ADHA = "eid_al_adha", Message("Eid al-Adha")


@dataclass(frozen=True)
class Weekend:
    """The days of rest of a country from a day on: ISO weekdays (1 = Monday); ``is_sure`` is set by the secretariat."""

    since: date
    days: frozenset[int]
    is_sure: bool


def weekend(country_code: str, on: date) -> Weekend:
    """The weekend that holds in a country on a day."""
    return max((rule for rule in _weekends()[country_code] if rule.since <= on), key=lambda rule: rule.since)


def feast(on: date) -> Feast | None:
    """The feast that falls on a day by the Umm al-Qura calendar; a sighting of the moon may move it by a day."""
    month, day = _hijri(on)
    if month == SHAWWAL and day <= 3:
        return Feast.EID_AL_FITR
    if month == DHU_AL_HIJJA and 9 <= day <= 12:
        return Feast.EID_AL_ADHA
    return None


def in_ramadan(on: date) -> bool:
    """Whether a day falls into Ramadan by the Umm al-Qura calendar."""
    return _hijri(on)[0] == RAMADAN


def is_day_off(country_code: str, on: date) -> bool:
    """Whether the public offices of a country are closed on a day, for its weekend or a feast."""
    return feast(on) is not None or on.isoweekday() in weekend(country_code, on).days


def working_day_before(country_code: str, on: date) -> date:
    """The day itself where it is a working day of the country, else the last working day before it."""
    while is_day_off(country_code, on):
        on -= timedelta(days=1)
    return on


@cache
def _hijri(on: date) -> tuple[int, int]:
    """Month and day of the Hijri calendar; nothing beyond the years its tables hold."""
    try:
        hijri = Gregorian(on.year, on.month, on.day).to_hijri()
    except OverflowError:
        return 0, 0
    return hijri.month, hijri.day


@cache
def _weekends() -> dict[str, list[Weekend]]:
    stored = json.loads((DATA / "weekends.json").read_text(encoding="utf-8"))["countries"]
    return {
        code: [
            Weekend(
                date.fromisoformat(rule["from"]) if rule["from"] else date.min,
                frozenset(rule["days"]),
                not rule.get("to_confirm"),
            )
            for rule in rules
        ]
        for code, rules in stored.items()
    }
