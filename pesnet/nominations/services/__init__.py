"""Acts on nominations: nominating, replacing, the people of a country, and selecting."""

from pesnet.nominations.services.answering import confirm, confirm_by_link, decline, decline_by_link, lapse
from pesnet.nominations.services.drafting import discard_typed, keep, start
from pesnet.nominations.services.inviting import change_countries
from pesnet.nominations.services.many import accept_people
from pesnet.nominations.services.nominating import (
    NominationDetails,
    Remarks,
    edit,
    known,
    move,
    nominate,
    send_back,
    submit,
    withdraw,
)
from pesnet.nominations.services.people import edit_person, merge, merger, tell_apart
from pesnet.nominations.services.promoting import promote
from pesnet.nominations.services.replacing import replace
from pesnet.nominations.services.reversing import reverse
from pesnet.nominations.services.selecting import Decision, Wish, propose, release, save_proposals

__all__ = [
    "Decision",
    "NominationDetails",
    "Remarks",
    "Wish",
    "accept_people",
    "change_countries",
    "confirm",
    "confirm_by_link",
    "decline",
    "decline_by_link",
    "discard_typed",
    "edit",
    "edit_person",
    "keep",
    "known",
    "lapse",
    "merge",
    "merger",
    "move",
    "nominate",
    "promote",
    "propose",
    "release",
    "replace",
    "reverse",
    "save_proposals",
    "send_back",
    "start",
    "submit",
    "tell_apart",
    "withdraw",
]
