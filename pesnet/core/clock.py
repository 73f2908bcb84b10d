"""The one place that reads the clock."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment in UTC.

    Only arrivals of requests, commands and tasks ask for it; all else is handed ``now``.
    """
    return datetime.now(UTC)
