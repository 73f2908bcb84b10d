"""The days that a year, quarter or month covers."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date
from typing import Any

from pesnet.core.errors import DomainError
from pesnet.core.message import Message

MONTHS_OF = {"year": 12, "quarter": 3, "month": 1}


def covered_days(given: Mapping[str, Any]) -> tuple[date, date]:
    """First and last day of the ``part`` of a ``year`` (quarter 1–4, month 1–12), or ``start`` and ``end`` themselves.

    ``precision`` says which are meant.
    """
    if given["precision"] == "day":
        start, end = given.get("start"), given.get("end") or given.get("start")
        if start is None or end is None:
            raise DomainError(Message("Give the first day."))
        if end < start:
            raise DomainError(Message("The last day is before the first."))
        return start, end
    months = MONTHS_OF[given["precision"]]
    part = given.get("part") or 1 if months == 12 else given.get("part")
    if not given.get("year"):
        raise DomainError(Message("Give the year."))
    if part is None or not 1 <= part <= 12 // months:
        raise DomainError(Message("Give the quarter (1 to 4) or the month (1 to 12)."))
    part = 1 if months == 12 else part
    last_month = part * months
    last_day = calendar.monthrange(given["year"], last_month)[1]
    return date(given["year"], last_month - months + 1, 1), date(given["year"], last_month, last_day)
