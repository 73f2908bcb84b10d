"""Acts on nominations: nominating, and selecting."""

from pesnet.nominations.services.answering import confirm, confirm_by_link, decline, decline_by_link, lapse
from pesnet.nominations.services.inviting import change_countries
from pesnet.nominations.services.many import accept_people
from pesnet.nominations.services.nominating import NominationDetails, edit, move, nominate, send_back, submit, withdraw
from pesnet.nominations.services.promoting import promote
from pesnet.nominations.services.reversing import reverse
from pesnet.nominations.services.selecting import Decision, Wish, propose, release, save_proposals

__all__ = [
    "Decision",
    "NominationDetails",
    "Wish",
    "accept_people",
    "change_countries",
    "confirm",
    "confirm_by_link",
    "decline",
    "decline_by_link",
    "edit",
    "lapse",
    "move",
    "nominate",
    "promote",
    "propose",
    "release",
    "reverse",
    "save_proposals",
    "send_back",
    "submit",
    "withdraw",
]
