"""The work plan as JSON for other systems."""

from __future__ import annotations

from typing import Any

from pesnet.core.message import Message
from pesnet.workplan.parsed import CELL_NAMES, Doubt, ParsedActivity, ParsedParty, ParsedPlan


def to_json(plan: ParsedPlan) -> dict[str, Any]:
    """The plan with ISO codes for countries and acronyms for institutions; an unknown party stands as written."""
    return {
        "title": plan.title,
        "period": list(plan.period) if plan.period else None,
        "framework": plan.framework,
        "areas": [
            {
                "number": area.number,
                "title": area.title,
                "objectives": area.objectives,
                "activities": [_activity(activity) for activity in area.activities],
            }
            for area in plan.areas
        ],
        "doubts": [doubt_to_json(doubt) for doubt in plan.doubts],
    }


def doubt_to_json(doubt: Doubt) -> dict[str, Any]:
    """The doubt with the name of its cell and the reason in English."""
    cell = CELL_NAMES.get(doubt.cell)
    return {"row": doubt.row, "cell": in_english(cell) if cell else doubt.cell, "reason": in_english(doubt.reason)}


def in_english(message: Message) -> str:
    """The sentence in English, with its values."""
    sentence = message.many if message.many is not None and message.n != 1 else message.one
    values = {key: in_english(value) if isinstance(value, Message) else value for key, value in message.values.items()}
    return sentence % ({"n": message.n} | values) if values or message.many is not None else sentence


def _activity(activity: ParsedActivity) -> dict[str, Any]:
    beneficiaries = activity.beneficiaries
    return {
        "code": activity.code,
        "type": activity.type,
        "title": activity.title,
        "timeline": activity.timeline,
        "venue": activity.venue,
        "leads": _codes(activity.leads),
        "providers": _codes(activity.providers),
        "sought": activity.sought,
        "beneficiaries": beneficiaries if isinstance(beneficiaries, str) else _codes(beneficiaries),
        "description": activity.description,
    }


def _codes(parties: list[ParsedParty]) -> list[str]:
    return [party.code or party.as_written for party in parties]
