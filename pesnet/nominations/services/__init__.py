"""Acts on nominations: nominating, replacing, the people of a country, and selecting."""

from pesnet.nominations.services.drafting import discard_typed, keep, start
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
from pesnet.nominations.services.replacing import replace
from pesnet.nominations.services.selecting import Decision, Wish, propose, release, save_proposals

__all__ = [
    "Decision",
    "NominationDetails",
    "Remarks",
    "Wish",
    "discard_typed",
    "edit",
    "edit_person",
    "keep",
    "known",
    "merge",
    "merger",
    "move",
    "nominate",
    "propose",
    "release",
    "replace",
    "save_proposals",
    "send_back",
    "start",
    "submit",
    "tell_apart",
    "withdraw",
]
