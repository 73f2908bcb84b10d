"""What keeps a work plan from being adopted."""

from __future__ import annotations

from datetime import datetime

from pesnet.core.message import Message
from pesnet.core.workflow import Machine, Move
from pesnet.policy import Permission, may, require
from pesnet.workplan.models import PlanState, WorkPlan


def has_activities(plan: WorkPlan, now: datetime) -> Message | None:
    """A plan without activities says nothing."""
    if any(area.activities for area in plan.areas):
        return None
    return Message("The plan has no activities.")


def knows_period(plan: WorkPlan, now: datetime) -> Message | None:
    """An adopted plan is for known years."""
    return None if plan.first_year else Message("Say for which years the plan is.")


def knows_types(plan: WorkPlan, now: datetime) -> Message | None:
    """Every activity of an adopted plan has a type."""
    unknown = [activity.code for area in plan.areas for activity in area.activities if activity.type is None]
    if unknown:
        return Message("Say what type these activities are: %(codes)s.", codes=", ".join(unknown))
    return None


def knows_parties(plan: WorkPlan, now: datetime) -> Message | None:
    """Every party named in an adopted plan is known."""
    names = [
        row.as_written
        for area in plan.areas
        for activity in area.activities
        for row in activity.parties
        if not row.party
    ]
    if names:
        return Message("Say who is meant by: %(names)s.", names=", ".join(dict.fromkeys(names)))
    return None


MACHINE = Machine(
    may,
    require,
    adopt=Move(
        Message("Record the adoption"),
        frozenset({PlanState.DRAFT}),
        PlanState.ADOPTED,
        Permission.PLAN_ADOPT,
        (knows_period, has_activities, knows_types, knows_parties),
    ),
)
