"""What the answer to an open question changes in a draft."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from pesnet.workplan.models import Activity, ActivityType, OpenQuestion, WorkPlan
from pesnet.workplan.parsed import DoubtKind
from pesnet.workplan.text import fold

NOBODY = "-"
"""The answer that a wording names nobody."""


def place_wording(plan: WorkPlan, as_written: str, party_id: UUID | None) -> None:
    """Say who is meant wherever the wording stands unplaced; without a party the wording is left out."""
    for activity in activities(plan):
        for row in list(activity.parties):
            if row.party_id is not None or fold(row.as_written) != fold(as_written):
                continue
            named = {(other.role, other.party_id) for other in activity.parties}
            if party_id is None or (row.role, party_id) in named:
                activity.parties.remove(row)
            else:
                row.party_id = party_id


def set_type(plan: WorkPlan, code: str | None, kind: ActivityType) -> None:
    """Give the activity with this code its type."""
    for activity in activities(plan):
        if activity.code == code:
            activity.type = kind


def is_about(question: OpenQuestion, as_written: str) -> bool:
    """Whether the question asks who is meant by this wording."""
    return question.kind == DoubtKind.UNKNOWN_COUNTRY and fold(question.as_written) == fold(as_written)


def activities(plan: WorkPlan) -> Iterator[Activity]:
    """The activities of all areas, in order."""
    return (activity for area in plan.areas for activity in area.activities)
