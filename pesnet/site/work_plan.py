"""What the pages of the work plan show of each activity: plan, actual, state, and the sums of all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pesnet.core.message import Message
from pesnet.courses.models import Course
from pesnet.network.models import Party
from pesnet.outcomes.models import ActivityStatus
from pesnet.workplan.models import Activity, ActivityParty, BeneficiaryRule, PartyRole, WorkPlan

TAGS = {
    ActivityStatus.PLANNED: "plan",
    ActivityStatus.LEAD_SOUGHT: "sought",
    ActivityStatus.CALL_OPEN: "open",
    ActivityStatus.IN_DELIVERY: "run",
    ActivityStatus.DELIVERED: "done",
    ActivityStatus.REPORTED: "rep",
    ActivityStatus.POSTPONED: "post",
    ActivityStatus.CARRIED_OVER: "post",
    ActivityStatus.CANCELLED: "bad",
}
GROUPS: tuple[tuple[Message, frozenset[ActivityStatus]], ...] = (
    (Message("delivered"), frozenset({ActivityStatus.DELIVERED, ActivityStatus.REPORTED})),
    (Message("ongoing"), frozenset({ActivityStatus.CALL_OPEN, ActivityStatus.IN_DELIVERY})),
    (Message("not started"), frozenset({ActivityStatus.PLANNED, ActivityStatus.LEAD_SOUGHT})),
    (
        Message("postponed or cancelled"),
        frozenset({ActivityStatus.POSTPONED, ActivityStatus.CARRIED_OVER, ActivityStatus.CANCELLED}),
    ),
)
WIDTH, GAP = 600, 3


@dataclass(frozen=True)
class Line:
    """An activity with its status and its public courses."""

    activity: Activity
    status: ActivityStatus
    courses: list[Course]

    @property
    def tag(self) -> str:
        """The kind of the state's tag."""
        return TAGS[self.status]


@dataclass(frozen=True)
class Bar:
    """A part of the bar of states: its words, how many, and where it stands on 600 units."""

    label: Message
    count: int
    start: float
    width: float


def bars(statuses: Iterable[ActivityStatus]) -> list[Bar]:
    """The bar of states over all activities, in the order of their advance."""
    known = list(statuses)
    unit = WIDTH / max(len(known), 1)
    start = 0.0
    found: list[Bar] = []
    for label, members in GROUPS:
        count = sum(status in members for status in known)
        found.append(Bar(label, count, start, max(count * unit - GAP, 0)))
        start += count * unit
    return found


def takes_part(activity: Activity, code: str) -> bool:
    """Whether the country leads, provides or benefits."""
    if activity.beneficiary_rule is BeneficiaryRule.ALL:
        return True
    return any(row.party is not None and row.party.code == code for row in activity.parties)


def countries_of(plan: WorkPlan) -> dict[str, Party]:
    """The countries that the plan names, by their code."""
    rows = (row for area in plan.areas for activity in area.activities for row in activity.parties)
    return {row.party.code: row.party for row in rows if row.party and row.party.country_code}


def rows_of(activity: Activity, role: PartyRole) -> list[ActivityParty]:
    """The parties in this role, in their order."""
    return [row for row in activity.parties if row.role is role]
