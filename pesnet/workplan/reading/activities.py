"""Understanding the cells of an activity."""

from __future__ import annotations

from dataclasses import dataclass

from pesnet.core.message import Message
from pesnet.workplan import layout
from pesnet.workplan.parsed import (
    ALL_MEMBER_STATES,
    Beneficiaries,
    Doubt,
    DoubtKind,
    ParsedActivity,
    ParsedArea,
    ParsedParty,
)
from pesnet.workplan.reading.gazetteer import Gazetteer
from pesnet.workplan.reading.headings import number_of
from pesnet.workplan.reading.outline import RawActivity, RawArea
from pesnet.workplan.reading.rows import Line
from pesnet.workplan.reading.timeline import read_timeline
from pesnet.workplan.reading.titles import read_title
from pesnet.workplan.text import fold


def understand(raw_areas: list[RawArea], *, gazetteer: Gazetteer) -> tuple[list[ParsedArea], list[Doubt]]:
    """The areas with their activities, and the doubts about them in the order of the document."""
    areas: list[ParsedArea] = []
    doubts: list[Doubt] = []
    for raw, (number, doubt) in zip(raw_areas, _area_numbers(raw_areas), strict=True):
        doubts += [doubt] if doubt else []
        if not raw.title:
            reason = Message("The thematic area has no title.")
            doubts.append(Doubt(raw.row, "heading", reason, "", DoubtKind.MISSING_AREA))
        area = ParsedArea(number, raw.title, raw.objectives)
        numbers = [number_of(activity.text("number"), number) for activity in raw.activities]
        for activity, own in zip(raw.activities, _free_numbers(numbers), strict=True):
            reader = _CellReader(activity, f"{number}.{own}", gazetteer)
            area.activities.append(reader.activity(own, number_of(activity.text("number"), number)))
            doubts += reader.doubts
        areas.append(area)
    return areas, doubts


def _area_numbers(areas: list[RawArea]) -> list[tuple[int, Doubt | None]]:
    """The number of each area, with a doubt where it was missing or given twice."""
    written = [area.number for area in areas]
    numbers = _free_numbers(written)
    found: list[tuple[int, Doubt | None]] = []
    for area, own, number in zip(areas, written, numbers, strict=True):
        doubt = None
        if own is None:
            reason = Message("The thematic area has no number; it was given %(number)s.", number=str(number))
            doubt = Doubt(area.row, "heading", reason, area.title, DoubtKind.MISSING_AREA)
        elif own != number:
            reason = Message(
                "The number %(written)s stands twice; this one was given %(number)s.",
                written=str(own),
                number=str(number),
            )
            doubt = Doubt(area.row, "heading", reason, area.title, DoubtKind.REPEATED_NUMBER)
        found.append((number, doubt))
    return found


def _free_numbers(written: list[int | None]) -> list[int]:
    """The numbers as written; where one is missing or repeated, the next that is free."""
    taken = {number for number in written if number is not None}
    seen: set[int] = set()
    numbers: list[int] = []
    for own in written:
        number = _next_free(numbers, taken) if own is None or own in seen else own
        taken.add(number)
        seen.add(number)
        numbers.append(number)
    return numbers


def _next_free(numbers: list[int], taken: set[int]) -> int:
    number = numbers[-1] + 1 if numbers else 1
    while number in taken:
        number += 1
    return number


@dataclass
class _CellReader:
    """Reads the cells of one activity and collects the doubts about them."""

    raw: RawActivity
    code: str
    gazetteer: Gazetteer

    def __post_init__(self) -> None:
        self.doubts: list[Doubt] = []

    def activity(self, number: int, written: int | None) -> ParsedActivity:
        """The activity, with the number it has been given."""
        self._check_number(number, written)
        title_as_written = self.raw.text("title", " ")
        title = read_title(title_as_written)
        if not title_as_written:
            self._doubt("title", Message("The activity has no title."), DoubtKind.MISSING_TITLE)
        elif not title.certain:
            reason = Message("The title does not say for sure of what type the activity is.")
            self._doubt("title", reason, DoubtKind.UNKNOWN_TYPE)
        activity = ParsedActivity(number, self.code, title.bare, title_as_written, title.type, row=self.raw.row)
        self._read_timeline(activity)
        activity.leads = self._read_parties("lead", activity)
        activity.providers = self._read_parties("provider", activity)
        activity.beneficiaries = self._read_beneficiaries()
        activity.description = "\n".join(_as_text(line) for line in self.raw.cells.get("description", []))
        self.doubts += self.raw.doubts
        for doubt in self.doubts:
            doubt.code = self.code
        return activity

    def _doubt(self, cell: str, reason: Message, kind: DoubtKind, as_written: str | None = None) -> None:
        text = self.raw.text(cell) if as_written is None else as_written
        self.doubts.append(Doubt(self.raw.row, cell, reason, text, kind))

    def _check_number(self, number: int, written: int | None) -> None:
        if written is None:
            reason = Message("The activity has no number; it was given %(number)s.", number=str(number))
            self._doubt("number", reason, DoubtKind.MISSING_NUMBER)
        elif written != number:
            reason = Message(
                "The number %(written)s stands twice; this one was given %(number)s.",
                written=str(written),
                number=str(number),
            )
            self._doubt("number", reason, DoubtKind.REPEATED_NUMBER)

    def _read_timeline(self, activity: ParsedActivity) -> None:
        timeline = read_timeline(self.raw.text("timeline"))
        activity.timeline, activity.venue = timeline.as_written, timeline.venue
        activity.timeline_start, activity.timeline_end = timeline.start, timeline.end
        activity.timeline_precision = timeline.precision
        activity.venue = ", ".join(part for part in (timeline.venue, self.raw.text("venue", " ")) if part)
        if not timeline.understood:
            reason = Message("The time of the activity could not be read for sure.")
            self._doubt("timeline", reason, DoubtKind.UNREAD_TIMELINE)

    def _read_parties(self, role: str, activity: ParsedActivity) -> list[ParsedParty]:
        text = self.raw.text(role)
        if fold(text) in layout.SOUGHT:
            activity.sought.append(role)
            return []
        parties = self.gazetteer.read(text) if fold(text) not in layout.NOTHING else []
        named = [party for party in parties if party.code or fold(party.as_written) not in layout.SOUGHT]
        if len(named) < len(parties):
            activity.sought.append(role)
        return self._checked(role, named)

    def _read_beneficiaries(self) -> Beneficiaries:
        text = self.raw.text("beneficiary")
        if fold(text) in layout.ALL_PHRASES:
            return ALL_MEMBER_STATES
        return self._checked("beneficiary", self.gazetteer.read(text) if fold(text) not in layout.NOTHING else [])

    def _checked(self, cell: str, parties: list[ParsedParty]) -> list[ParsedParty]:
        """The parties without repetitions, with a doubt for each that is unknown or named twice."""
        kept: dict[str, ParsedParty] = {}
        for party in parties:
            key = party.code or fold(party.as_written)
            if key in kept:
                reason = Message("%(party)s is named twice.", party=party.as_written)
                self._doubt(cell, reason, DoubtKind.REPEATED_PARTY, party.as_written)
                continue
            kept[key] = party
            if party.code is None:
                reason = Message("No country or institution is known as %(name)s.", name=party.as_written)
                self._doubt(cell, reason, DoubtKind.UNKNOWN_COUNTRY, party.as_written)
        return list(kept.values())


def _as_text(line: Line) -> str:
    return f"• {line.text}" if line.bullet else line.text
