"""Screens of letters."""

from pesnet.correspondence.views import letter, register, wordings, writing
from pesnet.correspondence.views.blueprint import bp

__all__ = ["bp", "letter", "register", "wordings", "writing"]
