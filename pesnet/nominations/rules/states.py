"""What the states of a nomination mean: who uses a name, has a place, can be changed, stands aside."""

from __future__ import annotations

from collections.abc import Collection

from pesnet.core.message import Message, counted
from pesnet.nominations.models import Nomination, NominationState

S = NominationState

HAS_A_PLACE = frozenset({S.SELECTED, S.CONFIRMED})
"""Who holds one of the counted places."""
USES_A_NAME = frozenset({S.SUBMITTED, S.SENT_BACK, S.RESERVE}) | HAS_A_PLACE
"""What counts against the nominees of a country; drafts and withdrawn nominations do not."""
EDITABLE = frozenset({S.DRAFT, S.SENT_BACK})
WITHDRAWABLE = USES_A_NAME | {S.DRAFT}
REPLACEABLE = USES_A_NAME
"""What another nominee of the country may take the place of, until the course begins."""
STANDS_ASIDE = frozenset({S.WITHDRAWN, S.REPLACED})
"""What has no place in the order any more; the person can be nominated anew."""
DECIDED = frozenset({S.SELECTED, S.RESERVE, S.NOT_SELECTED})
REVERSIBLE = DECIDED | {S.CONFIRMED, S.DECLINED, S.LAPSED}


def names_used(nominations: Collection[Nomination]) -> int:
    """How many names a country has used: submitted, sent back, selected and reserve."""
    return sum(nomination.state in USES_A_NAME for nomination in nominations)


def names_sentence(used: int, limit: int | None) -> Message:
    """How many names a country has used, and of how many."""
    if limit is None:
        return counted("%(n)s name used", "%(n)s names used", used)
    return counted("%(used)s of %(n)s name used", "%(used)s of %(n)s names used", limit, used=used)


def places_sentence(places: int | None) -> Message:
    """How many places a country has at most."""
    return Message("no limit of places") if places is None else counted("%(n)s place", "%(n)s places", places)
