"""Screens of nominations: those of a country, and those of a selection."""

from pesnet.nominations.views import confirmation, country, nominee, release, selection
from pesnet.nominations.views.blueprint import bp

__all__ = ["bp", "confirmation", "country", "nominee", "release", "selection"]
