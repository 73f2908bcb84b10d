"""How long something has waited, and how long there is left."""

from datetime import datetime

from pesnet.core.message import Message, counted


def since(moment: datetime, now: datetime) -> Message:
    """The days since a moment, in words."""
    days = (now.date() - moment.date()).days
    return counted("%(n)s day", "%(n)s days", days) if days > 0 else Message("Today")


def until(moment: datetime, now: datetime) -> Message:
    """The days left until a moment, in words."""
    if moment <= now:
        return Message("Overdue")
    days = (moment.date() - now.date()).days
    return counted("%(n)s day left", "%(n)s days left", days) if days > 0 else Message("Due today")
