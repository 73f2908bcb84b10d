"""What stands in the cells of a work plan document."""

from __future__ import annotations

from pesnet.workplan.layout import Labels
from pesnet.workplan.parsed import ParsedActivity, ParsedArea, ParsedParty, ParsedPlan


def activity_cells(activity: ParsedActivity, labels: Labels) -> dict[str, list[str]]:
    """The lines of each cell of an activity, by column."""
    return {
        "number": [str(activity.number)],
        "title": [activity.title_as_written or labels.titled(activity.type, activity.title)],
        "timeline": [activity.timeline + (f"/ {activity.venue}" if activity.venue else "")],
        "lead": [_parties("lead", activity, activity.leads, labels)],
        "provider": [_parties("provider", activity, activity.providers, labels)],
        "beneficiary": _beneficiaries(activity, labels),
        "description": activity.description.split("\n"),
    }


def framework_rows(plan: ParsedPlan, labels: Labels) -> list[tuple[str, str | list[str]]]:
    """The labels and values of the framework texts that the plan has."""
    period = "-".join(str(year) for year in sorted(set(plan.period or ())))
    return [
        (label.format(period=period).strip(), plan.framework[name])
        for name, label in labels.framework.items()
        if name in plan.framework
    ]


def area_heading(area: ParsedArea, labels: Labels) -> str:
    """The heading of an area."""
    return labels.area.format(number=area.number, title=area.title).strip()


def _beneficiaries(activity: ParsedActivity, labels: Labels) -> list[str]:
    if isinstance(activity.beneficiaries, str):
        return [labels.all_member_states]
    return [party.as_written for party in activity.beneficiaries]


def _parties(role: str, activity: ParsedActivity, parties: list[ParsedParty], labels: Labels) -> str:
    sought = [labels.sought] if role in activity.sought else []
    return "/ ".join([*sought, *(party.as_written for party in parties)])
