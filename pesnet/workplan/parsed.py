"""What was understood of a work plan document, before anything is written to the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from pesnet.core.message import Message

ALL_MEMBER_STATES: Literal["all"] = "all"
FRAMEWORK_TEXTS = (
    "network_objective",
    "overall_objective",
    "guiding_principles",
    "monitoring_evaluation",
    "resource_mobilisation",
)
ACTIVITY_TYPES = ("training_course", "training_workshop", "study_visit", "webinar", "expert_visit", "meeting")


class DoubtKind(StrEnum):
    """What sort of remedy a doubt asks for."""

    UNKNOWN_COUNTRY = "unknown_country"
    REPEATED_PARTY = "repeated_party"
    MISSING_NUMBER = "missing_number"
    REPEATED_NUMBER = "repeated_number"
    JOINED_ROW = "joined_row"
    MERGED_ROW = "merged_row"
    UNKNOWN_TYPE = "unknown_type"
    MISSING_TITLE = "missing_title"
    UNREAD_TIMELINE = "unread_timeline"
    UNREAD_PERIOD = "unread_period"
    MISSING_AREA = "missing_area"
    MISSING_COLUMN = "missing_column"
    LOOSE_TEXT = "loose_text"


CELL_NAMES: dict[str, Message] = {
    "number": Message("No."),
    "title": Message("Activity title"),
    "timeline": Message("Timeline/Venue"),
    "venue": Message("Venue"),
    "lead": Message("Lead"),
    "provider": Message("Provider"),
    "beneficiary": Message("Beneficiary"),
    "description": Message("Description"),
    "heading": Message("Heading"),
    "framework": Message("Framework"),
    "text": Message("Text"),
}
"""The names of the cells a doubt may be about; any other ``cell`` is a column's header as written."""


@dataclass
class Doubt:
    """Something that was not understood for sure: where it stands, why, and the text concerned.

    ``row`` counts table rows in a Word file and sheet rows in an Excel file, from 1; None outside tables. It tells
    where the doubt was found and takes no part in comparisons. ``code`` is the code of the activity concerned.
    """

    row: int | None = field(compare=False)
    cell: str
    reason: Message
    as_written: str
    kind: DoubtKind
    code: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The doubt as plain values."""
        return {
            "row": self.row,
            "cell": self.cell,
            "reason": self.reason.as_json(),
            "as_written": self.as_written,
            "kind": self.kind.value,
            "code": self.code,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Doubt:
        """The doubt that :meth:`as_json` wrote."""
        return cls(**{**stored, "reason": Message.from_json(stored["reason"]), "kind": DoubtKind(stored["kind"])})


@dataclass
class ParsedParty:
    """A country or institution as written, with its code when it is known."""

    as_written: str
    code: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The party as plain values."""
        return {"as_written": self.as_written, "code": self.code}


Beneficiaries = Literal["all"] | list[ParsedParty]


@dataclass
class ParsedActivity:
    """A row of a table of activities.

    ``timeline_start`` and ``timeline_end`` are the first and the last day the timeline covers at its precision (year,
    quarter, month or day); ``type`` is one of ``ACTIVITY_TYPES``, or None when unknown; ``title`` is without its type.
    """

    number: int
    code: str
    title: str
    title_as_written: str
    type: str | None = None
    timeline: str = ""
    timeline_start: date | None = None
    timeline_end: date | None = None
    timeline_precision: str | None = None
    venue: str = ""
    leads: list[ParsedParty] = field(default_factory=list)
    providers: list[ParsedParty] = field(default_factory=list)
    sought: list[str] = field(default_factory=list)
    beneficiaries: Beneficiaries = field(default_factory=list)
    description: str = ""
    row: int | None = field(default=None, compare=False)

    def as_json(self) -> dict[str, Any]:
        """The activity as plain values."""
        everyone = self.beneficiaries == ALL_MEMBER_STATES
        return vars(self) | {
            "timeline_start": self.timeline_start and self.timeline_start.isoformat(),
            "timeline_end": self.timeline_end and self.timeline_end.isoformat(),
            "leads": [party.as_json() for party in self.leads],
            "providers": [party.as_json() for party in self.providers],
            "sought": list(self.sought),
            "beneficiaries": "all" if everyone else [party.as_json() for party in _listed(self.beneficiaries)],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> ParsedActivity:
        """The activity that :meth:`as_json` wrote."""
        beneficiaries = stored["beneficiaries"]
        return cls(
            **{
                **stored,
                "timeline_start": _day(stored["timeline_start"]),
                "timeline_end": _day(stored["timeline_end"]),
                "leads": [ParsedParty(**party) for party in stored["leads"]],
                "providers": [ParsedParty(**party) for party in stored["providers"]],
                "beneficiaries": beneficiaries
                if beneficiaries == ALL_MEMBER_STATES
                else [ParsedParty(**party) for party in beneficiaries],
            }
        )


@dataclass
class ParsedArea:
    """A thematic area with its objectives and activities."""

    number: int
    title: str
    objectives: list[str] = field(default_factory=list)
    activities: list[ParsedActivity] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The area as plain values."""
        return vars(self) | {
            "objectives": list(self.objectives),
            "activities": [activity.as_json() for activity in self.activities],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> ParsedArea:
        """The area that :meth:`as_json` wrote."""
        return cls(**{**stored, "activities": [ParsedActivity.from_json(item) for item in stored["activities"]]})


@dataclass
class ParsedPlan:
    """A work plan as understood: its framework texts (each a text or a list of items), areas and doubts."""

    title: str
    period: tuple[int, int] | None
    language: str
    framework: dict[str, str | list[str]] = field(default_factory=dict)
    areas: list[ParsedArea] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The plan as plain values, for keeping between preview and confirmation."""
        return {
            "title": self.title,
            "period": list(self.period) if self.period else None,
            "language": self.language,
            "framework": dict(self.framework),
            "areas": [area.as_json() for area in self.areas],
            "doubts": [doubt.as_json() for doubt in self.doubts],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> ParsedPlan:
        """The plan that :meth:`as_json` wrote."""
        period = stored["period"]
        return cls(
            title=stored["title"],
            period=(period[0], period[1]) if period else None,
            language=stored["language"],
            framework=dict(stored["framework"]),
            areas=[ParsedArea.from_json(area) for area in stored["areas"]],
            doubts=[Doubt.from_json(doubt) for doubt in stored["doubts"]],
        )


def _listed(beneficiaries: Beneficiaries) -> list[ParsedParty]:
    return [] if isinstance(beneficiaries, str) else beneficiaries


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
