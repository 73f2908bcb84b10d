"""Screens of nominations: those of a country, and those of a selection."""

from pesnet.nominations.views import (
    confirmation,
    country,
    drafts,
    inviting,
    nominee,
    people,
    release,
    replacing,
    replies,
    selection,
    sheet,
)
from pesnet.nominations.views.blueprint import bp

__all__ = [
    "bp",
    "confirmation",
    "country",
    "drafts",
    "inviting",
    "nominee",
    "people",
    "release",
    "replacing",
    "replies",
    "selection",
    "sheet",
]
