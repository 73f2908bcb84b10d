"""The moves that the reader could take on a nomination."""

from __future__ import annotations

from pesnet.core.workflow import OpenMove
from pesnet.nominations import rules
from pesnet.nominations.models import Nomination
from pesnet.web.arrival import arrival
from pesnet.web.identity import actor


def moves_of(nomination: Nomination) -> dict[str, OpenMove]:
    """The moves of the state machine, by name, each with what keeps it closed."""
    return {move.name: move for move in rules.MACHINE.offered(nomination, actor=actor(), now=arrival())}
