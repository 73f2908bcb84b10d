"""What a person answers to the doubts of an import: each remedy changes the plan and removes the doubt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pesnet.core.errors import DomainError
from pesnet.core.message import Message
from pesnet.workplan.parsed import Doubt, DoubtKind, ParsedActivity, ParsedArea, ParsedParty, ParsedPlan
from pesnet.workplan.rows import cut_off, join
from pesnet.workplan.text import fold
from pesnet.workplan.timing import covered_days

Values = Mapping[str, Any]
Remedy = Callable[[ParsedPlan, Doubt, Values], None]


@dataclass(frozen=True)
class Answer:
    """What a person answered to a doubt: the remedy, what it needs, and the version of the import that was shown."""

    remedy: str
    values: Values
    version: int


def correct(plan: ParsedPlan, position: int, answer: Answer) -> None:
    """Apply the remedy to the doubt at this position; one that its kind does not offer is refused."""
    if not 0 <= position < len(plan.doubts) or answer.remedy not in OFFERED[plan.doubts[position].kind]:
        raise DomainError(Message("This question was already answered."))
    doubt = plan.doubts[position]
    REMEDIES[answer.remedy](plan, doubt, answer.values)
    plan.doubts = [other for other in plan.doubts if other is not doubt]


def accept(plan: ParsedPlan, doubt: Doubt, values: Values) -> None:
    """It was understood rightly."""


def name_party(plan: ParsedPlan, doubt: Doubt, values: Values) -> None:
    """Every occurrence of this wording means the country or institution with the code ``party``."""
    _settle_wording(plan, doubt, values["party"])


def drop_party(plan: ParsedPlan, doubt: Doubt, values: Values) -> None:
    """The wording names nobody; it is left out wherever it stands."""
    _settle_wording(plan, doubt, None)


def give_number(plan: ParsedPlan, doubt: Doubt, values: Values) -> None:
    """The activity, or the area, has this ``number``."""
    number = values["number"]
    if doubt.code is None:
        area = _area_of(plan, doubt)
        _refuse_taken(number, [other.number for other in plan.areas if other is not area])
        _renumber_area(plan, area, number)
        return
    area, activity = find(plan, doubt.code)
    _refuse_taken(number, [other.number for other in area.activities if other is not activity])
    _renumber(plan, area, activity, number)


def merge_above(plan: ParsedPlan, doubt: Doubt, values: Values) -> None:
    """The row goes on with the activity above it."""
    area, activity = find(plan, doubt.code)
    at = area.activities.index(activity)
    if at == 0:
        raise DomainError(Message("There is no activity above this one in its area."))
    join(area.activities[at - 1], activity)
    del area.activities[at]
    above = area.activities[at - 1].code
    kept = {DoubtKind.UNKNOWN_COUNTRY, DoubtKind.REPEATED_PARTY, DoubtKind.MERGED_ROW, DoubtKind.LOOSE_TEXT}
    plan.doubts = [other for other in plan.doubts if other.code != activity.code or other.kind in kept]
    for other in plan.doubts:
        other.code = above if other.code == activity.code else other.code


def keep_apart(plan: ParsedPlan, doubt: Doubt, values: Values) -> None:
    """The row that was joined is an activity of its own, with this ``number``."""
    area, activity = find(plan, doubt.code)
    number = values["number"]
    _refuse_taken(number, [other.number for other in area.activities])
    apart = cut_off(activity, doubt.as_written, number=number, area=area.number)
    apart.row = doubt.row
    area.activities.append(apart)
    area.activities.sort(key=lambda one: one.number)
    if apart.type is None:
        reason = Message("The title does not say for sure of what type the activity is.")
        kind = DoubtKind.UNKNOWN_TYPE
        plan.doubts.append(Doubt(apart.row, "title", reason, apart.title_as_written, kind, apart.code))


def choose_type(plan: ParsedPlan, doubt: Doubt, values: Values) -> None:
    """The activity is of this ``type``; ``title`` is its title without the type."""
    _, activity = find(plan, doubt.code)
    activity.type = values["type"]
    activity.title = values.get("title") or activity.title


def write_title(plan: ParsedPlan, doubt: Doubt, values: Values) -> None:
    """The plan, or the activity, has this ``title``."""
    if doubt.code is None:
        plan.title = values["title"]
        return
    _, activity = find(plan, doubt.code)
    activity.title = activity.title_as_written = values["title"]


def give_time(plan: ParsedPlan, doubt: Doubt, values: Values) -> None:
    """The activity takes place in this ``year``, ``part`` (quarter or month) of it, or on these days."""
    _, activity = find(plan, doubt.code)
    start, end = covered_days(values)
    activity.timeline_start, activity.timeline_end = start, end
    activity.timeline_precision = values["precision"]


def give_period(plan: ParsedPlan, doubt: Doubt, values: Values) -> None:
    """The plan covers the years from ``first`` to ``last``."""
    if values["last"] < values["first"]:
        raise DomainError(Message("The last year is before the first."))
    plan.period = (values["first"], values["last"])


def name_area(plan: ParsedPlan, doubt: Doubt, values: Values) -> None:
    """The area has this ``number`` and ``title``."""
    area = _area_of(plan, doubt)
    area.title = values["title"]
    if values.get("number"):
        give_number(plan, doubt, values)


def attach(plan: ParsedPlan, doubt: Doubt, values: Values) -> None:
    """The loose text belongs to ``place``: a framework text, ``area:2`` or ``activity:2.4``."""
    kind, _, key = values["place"].partition(":")
    if kind == "area":
        area = next((one for one in plan.areas if str(one.number) == key), None)
        if area is None:
            raise DomainError(Message("This area is not there any more."))
        if doubt.as_written not in area.objectives:
            area.objectives.append(doubt.as_written)
    elif kind == "activity":
        _, activity = find(plan, key)
        activity.description = "\n".join(text for text in (activity.description, doubt.as_written) if text)
    else:
        text = plan.framework.get(kind, [])
        whole = [*([text] if isinstance(text, str) and text else text), doubt.as_written]
        plan.framework[kind] = "\n".join(whole) if isinstance(text, str) else [str(item) for item in whole]


def leave_out(plan: ParsedPlan, doubt: Doubt, values: Values) -> None:
    """The text is no part of the plan; where it was read as an objective, it is removed."""
    for area in plan.areas:
        area.objectives = [text for text in area.objectives if text != doubt.as_written]


def empty_cell(plan: ParsedPlan, doubt: Doubt, values: Values) -> None:
    """The merged cell says nothing of this activity."""
    _, activity = find(plan, doubt.code)
    if doubt.cell in {"lead", "provider"}:
        setattr(activity, f"{doubt.cell}s", [])
        activity.sought = [role for role in activity.sought if role != doubt.cell]
    elif doubt.cell == "beneficiary":
        activity.beneficiaries = []
    elif doubt.cell == "timeline":
        activity.timeline = activity.venue = ""
        activity.timeline_start = activity.timeline_end = activity.timeline_precision = None
    elif doubt.cell == "description":
        activity.description = ""


def find(plan: ParsedPlan, code: str | None) -> tuple[ParsedArea, ParsedActivity]:
    """The activity with this code, and its area."""
    for area in plan.areas:
        for activity in area.activities:
            if activity.code == code:
                return area, activity
    raise DomainError(Message("This activity is not there any more."))


REMEDIES: dict[str, Remedy] = {
    "accept": accept,
    "name_party": name_party,
    "drop_party": drop_party,
    "give_number": give_number,
    "merge_above": merge_above,
    "keep_apart": keep_apart,
    "choose_type": choose_type,
    "write_title": write_title,
    "give_time": give_time,
    "give_period": give_period,
    "name_area": name_area,
    "attach": attach,
    "leave_out": leave_out,
    "empty_cell": empty_cell,
}

OFFERED: dict[DoubtKind, tuple[str, ...]] = {
    DoubtKind.UNKNOWN_COUNTRY: ("name_party", "drop_party"),
    DoubtKind.REPEATED_PARTY: ("accept",),
    DoubtKind.MISSING_NUMBER: ("give_number", "merge_above", "accept"),
    DoubtKind.REPEATED_NUMBER: ("give_number", "accept"),
    DoubtKind.JOINED_ROW: ("accept", "keep_apart"),
    DoubtKind.MERGED_ROW: ("accept", "empty_cell"),
    DoubtKind.UNKNOWN_TYPE: ("choose_type",),
    DoubtKind.MISSING_TITLE: ("write_title",),
    DoubtKind.UNREAD_TIMELINE: ("give_time", "accept"),
    DoubtKind.UNREAD_PERIOD: ("give_period", "accept"),
    DoubtKind.MISSING_AREA: ("name_area", "accept"),
    DoubtKind.MISSING_COLUMN: ("accept",),
    DoubtKind.LOOSE_TEXT: ("attach", "leave_out"),
}
"""What may be answered to each kind of doubt; the first is what the form is made for."""


def _settle_wording(plan: ParsedPlan, doubt: Doubt, code: str | None) -> None:
    wording = fold(doubt.as_written)
    for area in plan.areas:
        for activity in area.activities:
            activity.leads = _settled(activity.leads, wording, code)
            activity.providers = _settled(activity.providers, wording, code)
            if not isinstance(activity.beneficiaries, str):
                activity.beneficiaries = _settled(activity.beneficiaries, wording, code)
    same = (DoubtKind.UNKNOWN_COUNTRY, wording)
    plan.doubts = [other for other in plan.doubts if (other.kind, fold(other.as_written)) != same]


def _settled(parties: list[ParsedParty], wording: str, code: str | None) -> list[ParsedParty]:
    """The parties with the wording placed, each named once."""
    known = {party.code for party in parties if party.code}
    kept: list[ParsedParty] = []
    for party in parties:
        if party.code is not None or fold(party.as_written) != wording:
            kept.append(party)
        elif code and code not in known:
            kept.append(ParsedParty(party.as_written, code))
            known.add(code)
    return kept


def _area_of(plan: ParsedPlan, doubt: Doubt) -> ParsedArea:
    """The area whose heading the doubt is about."""
    number = doubt.reason.values.get("number")
    for area in plan.areas:
        if (str(area.number) == number) if number else area.title == doubt.as_written:
            return area
    raise DomainError(Message("This area is not there any more."))


def _refuse_taken(number: int, taken: list[int]) -> None:
    if number in taken:
        raise DomainError(Message("The number %(number)s is taken; choose another.", number=str(number)))


def _renumber_area(plan: ParsedPlan, area: ParsedArea, number: int) -> None:
    area.number = number
    for activity in area.activities:
        _renumber(plan, area, activity, activity.number)
    plan.areas.sort(key=lambda one: one.number)


def _renumber(plan: ParsedPlan, area: ParsedArea, activity: ParsedActivity, number: int) -> None:
    before, activity.number, activity.code = activity.code, number, f"{area.number}.{number}"
    for doubt in plan.doubts:
        doubt.code = activity.code if doubt.code == before else doubt.code
    area.activities.sort(key=lambda one: one.number)
