"""How long something has waited, and how long there is left."""

from datetime import datetime

from pesnet.core.message import Message, counted


def since(moment: datetime, now: datetime) -> Message:
    """The days since a moment, in words."""
    days = (now.date() - moment.date()).days
    return counted("%(n)s day", "%(n)s days", days) if days > 0 else Message("Today")


def until(moment: datetime, now: datetime) -> Message:
    """The full days left until a moment, in words; the last hours before another day count as one."""
    if moment <= now:
        return Message("Overdue")
    days = max((moment - now).days, int(moment.date() > now.date()))
    return counted("%(n)s day left", "%(n)s days left", days) if days > 0 else Message("Due today")
