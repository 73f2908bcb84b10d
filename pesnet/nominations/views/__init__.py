"""Screens of nominations: those of a country, and those of a selection."""

from pesnet.nominations.views import country, drafts, people, release, replacing, selection
from pesnet.nominations.views.blueprint import bp

__all__ = ["bp", "country", "drafts", "people", "release", "replacing", "selection"]
