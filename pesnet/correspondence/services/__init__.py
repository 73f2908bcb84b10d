"""Acts on letters: generating and correcting them, their steps, and their wordings."""

from pesnet.correspondence.services.files import HEAVY, ask_for, ask_for_all
from pesnet.correspondence.services.steps import acknowledge, attach, send, sign, withdraw
from pesnet.correspondence.services.wordings import change, reset
from pesnet.correspondence.services.writing import generate, generate_all

__all__ = [
    "HEAVY",
    "acknowledge",
    "ask_for",
    "ask_for_all",
    "attach",
    "change",
    "generate",
    "generate_all",
    "reset",
    "send",
    "sign",
    "withdraw",
]
