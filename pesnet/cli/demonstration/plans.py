"""The real work plan, and the sample plan of the current year."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Any

from pesnet.cli.demonstration.data import read
from pesnet.cli.demonstration.texts import own_words, translated
from pesnet.core.db import session
from pesnet.network import reference
from pesnet.policy import Actor
from pesnet.workplan import services
from pesnet.workplan.conversion import LISTS, TEXTS
from pesnet.workplan.models import WorkPlan
from pesnet.workplan.parsed import ParsedActivity, ParsedArea, ParsedParty, ParsedPlan
from pesnet.workplan.services import Adoption


def load_real(actor: Actor, now: datetime) -> WorkPlan:
    """The Work Plan 2021-2022 as adopted by the 3rd Meeting; descriptions are summaries, and say so."""
    record = read("plan_2021_2022")
    adoption = record["adoption"]
    return _load(record, Adoption(adoption["meeting"]["en"], date.fromisoformat(adoption["to"])), actor, now)


def load_sample(actor: Actor, now: datetime) -> WorkPlan:
    """The sample work plan of the current year, on which the sample courses hang."""
    record = read("sample_plan", year=now.year)
    return _load(record, Adoption("Sample meeting", date(now.year, 1, 15)), actor, now)


def _load(record: dict[str, Any], adoption: Adoption, actor: Actor, now: datetime) -> WorkPlan:
    plan = services.draft(_parsed(record), actor=actor, now=now)
    plan.is_sample = record["is_sample"]
    plan.is_summary = record["is_summary"]
    _translate(plan, record)
    session().flush()
    services.adopt(plan, adoption, actor=actor, now=now)
    return plan


def _parsed(record: dict[str, Any]) -> ParsedPlan:
    """The record as a document in English would say it."""
    framework = record["framework"]
    first, last = record["period"]
    return ParsedPlan(
        title=record["title"]["en"],
        period=(int(first), int(last)),
        language="en",
        framework={
            **{name: framework[name]["en"] for name in TEXTS},
            **{name: [item["en"] for item in framework[name]] for name in LISTS},
        },
        areas=[
            ParsedArea(
                area["number"],
                area["title"]["en"],
                [text["en"] for text in area["objectives"]],
                [_parsed_activity(area["number"], activity) for activity in area["activities"]],
            )
            for area in record["areas"]
        ],
    )


def _parsed_activity(area: int, record: dict[str, Any]) -> ParsedActivity:
    year = int(record["timeline"])
    beneficiaries = record["beneficiaries"]
    return ParsedActivity(
        number=record["number"],
        code=f"{area}.{record['number']}",
        title=record["title"]["en"],
        title_as_written=record.get("title_as_written", ""),
        type=record["type"],
        timeline=str(year),
        timeline_start=date(year, 1, 1),
        timeline_end=date(year, 12, 31),
        timeline_precision="year",
        leads=[_party(party) for party in record["leads"]],
        providers=[_party(party) for party in record["providers"]],
        sought=record["sought"],
        beneficiaries=beneficiaries if beneficiaries == "all" else [_party({"party": code}) for code in beneficiaries],
        description=record["description"]["en"],
    )


@cache
def _names() -> dict[str, str]:
    """The English names of the member states, by code."""
    return {country["iso2"]: country["name"]["en"] for country in reference.countries()}


def _party(record: dict[str, str]) -> ParsedParty:
    code = record["party"]
    return ParsedParty(record.get("as_written") or _names().get(code, code), code)


def _translate(plan: WorkPlan, record: dict[str, Any]) -> None:
    """Put the French and Arabic beside the English: unofficial for adopted words, of equal standing otherwise."""
    adopted = own_words if plan.is_sample else translated
    plan.title = adopted(record["title"])
    for name in TEXTS:
        setattr(plan, name, own_words(record["framework"][name]))
    for name in LISTS:
        setattr(plan, name, tuple(own_words(item) for item in record["framework"][name]))
    for area, area_record in zip(plan.areas, record["areas"], strict=True):
        area.title = adopted(area_record["title"])
        area.objectives = tuple(own_words(text) for text in area_record["objectives"])
        for activity, activity_record in zip(area.activities, area_record["activities"], strict=True):
            activity.title = adopted(activity_record["title"])
            activity.description = own_words(activity_record["description"])
