"""Acts on nominations: nominating, and selecting."""

from pesnet.nominations.services.nominating import NominationDetails, edit, move, nominate, send_back, submit, withdraw
from pesnet.nominations.services.selecting import Decision, Wish, propose, release, save_proposals

__all__ = [
    "Decision",
    "NominationDetails",
    "Wish",
    "edit",
    "move",
    "nominate",
    "propose",
    "release",
    "save_proposals",
    "send_back",
    "submit",
    "withdraw",
]
