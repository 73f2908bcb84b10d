"""What really took place, with its sources."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pesnet.cli.demonstration.data import read
from pesnet.cli.demonstration.texts import own_words, translated
from pesnet.courses.models import Mode
from pesnet.network.models import Party
from pesnet.network.queries import parties
from pesnet.outcomes import services
from pesnet.outcomes.details import DeliveryDetails, FigureDetails
from pesnet.outcomes.models import FigureKind, Qualifier
from pesnet.policy import Actor
from pesnet.workplan.models import Activity, ActivityType, WorkPlan


def load(plan: WorkPlan, *, actor: Actor, now: datetime) -> None:
    """Record each delivery on its activity, and what was held outside the plan with its reason."""
    activities = {activity.code: activity for area in plan.areas for activity in area.activities}
    known = parties()
    for record in read("deliveries"):
        activity = activities.get(record["activity"]) if record["activity"] else None
        services.record_delivery(activity, _details(record, activity, known), actor=actor, now=now)


def _details(record: dict[str, Any], activity: Activity | None, known: dict[str, Party]) -> DeliveryDetails:
    differs = activity is not None and activity.type is not ActivityType(record["type"])
    return DeliveryDetails(
        slug=record["slug"],
        title=translated(record["title"]),
        type=ActivityType(record["type"]),
        starts_on=_day(record["starts_on"]),
        ends_on=_day(record["ends_on"]),
        mode=Mode(record["mode"]) if record["mode"] else None,
        venue=own_words(record["venue"]),
        time_zone=record["time_zone"],
        summary=own_words(record["note"]),
        outside_plan_reason=own_words(record.get("reason")),
        variance_reason=own_words(record["note"]) if differs else own_words(None),
        leads=tuple(known[code] for code in record["leads"]),
        providers=tuple(known[code] for code in record["providers"]),
        provided_by=record["provided_by"],
        funder=record["funder"],
        source=record["source"],
        source_url=record["source_url"],
        figures=tuple(figure_details(figure) for figure in record["figures"]),
    )


def figure_details(record: dict[str, Any]) -> FigureDetails:
    """A figure of the data files."""
    return FigureDetails(
        kind=FigureKind(record["kind"]),
        value=record["value"],
        qualifier=Qualifier(record["qualifier"]),
        women=record.get("women"),
        sex_recorded=record.get("sex_recorded"),
        as_of=_day(record.get("as_of")),
        source=record["source"],
        source_url=record.get("source_url", ""),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
