"""Screens of nominations: those of a country, and those of a selection."""

from pesnet.nominations.views import country, release, replies, selection, sheet
from pesnet.nominations.views.blueprint import bp

__all__ = ["bp", "country", "release", "replies", "selection", "sheet"]
