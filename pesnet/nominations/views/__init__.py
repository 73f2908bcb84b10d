"""Screens of nominations: those of a country, and those of a selection."""

from pesnet.nominations.views import confirmation, country, inviting, nominee, release, replies, selection, sheet
from pesnet.nominations.views.blueprint import bp

__all__ = ["bp", "confirmation", "country", "inviting", "nominee", "release", "replies", "selection", "sheet"]
