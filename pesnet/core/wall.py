"""Clock times on the wall of a place, and the moments they mean."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from pesnet.core.message import Message

_HOURS_AND_MINUTES = re.compile(r"(\d{1,2}):(\d{2})")


def clock_time(typed: str) -> time | None:
    """Hours and minutes as people type them (``23:59``, in any digits), or nothing when they are none."""
    found = _HOURS_AND_MINUTES.fullmatch(typed.strip())
    hours, minutes = (int(part) for part in found.groups()) if found else (24, 60)
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def moment_of(day: date, clock: time, zone: str) -> datetime:
    """The moment in UTC at which the clocks of a zone show this; where they show it twice, the later one."""
    return datetime.combine(day, clock, ZoneInfo(zone)).replace(fold=1).astimezone(UTC)


def objection_to(day: date, clock: time, zone: str) -> Message | None:
    """Why no clock of the zone shows this, or nothing: the hour is left out when clocks are put forward."""
    shown = moment_of(day, clock, zone).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    if shown == datetime.combine(day, clock):
        return None
    return Message("On that day the clocks are put forward and leave this time out. Choose an earlier or a later one.")
