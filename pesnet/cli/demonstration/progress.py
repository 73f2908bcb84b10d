"""The progress report on the real plan, compiled from what is on record."""

from __future__ import annotations

from datetime import date, datetime

from pesnet.policy import Actor
from pesnet.reporting import services
from pesnet.workplan.models import WorkPlan


def load(plan: WorkPlan, *, actor: Actor, now: datetime) -> None:
    """Compile and publish the report on the two years of the plan."""
    window = services.ReportDetails(date(plan.first_year, 1, 1), date(plan.last_year, 12, 31))
    services.publish(services.begin(plan, window, actor=actor, now=now), actor=actor, now=now)
