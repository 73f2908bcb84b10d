"""Between a plan as read from a document and a plan in the records, so that export and import give the same plan."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from pesnet.core.message import Message
from pesnet.core.translated import Translated
from pesnet.workplan.models import (
    Activity,
    ActivityParty,
    ActivityType,
    BeneficiaryRule,
    OpenQuestion,
    PartyRole,
    Precision,
    ThematicArea,
    WorkPlan,
)
from pesnet.workplan.parsed import (
    ALL_MEMBER_STATES,
    Doubt,
    DoubtKind,
    ParsedActivity,
    ParsedArea,
    ParsedParty,
    ParsedPlan,
)

TEXTS = ("network_objective", "overall_objective")
LISTS = ("guiding_principles", "monitoring_evaluation", "resource_mobilisation")


def apply_to(plan: WorkPlan, parsed: ParsedPlan, parties: Mapping[str, UUID]) -> None:
    """Fill a new plan with what was understood; ``parties`` gives the party of each code."""
    language = parsed.language
    plan.language = language
    plan.title = Translated(**{language: parsed.title})
    plan.first_year, plan.last_year = parsed.period or (0, 0)
    for name in TEXTS:
        setattr(plan, name, Translated(**{language: _as_text(parsed.framework.get(name, ""))}))
    for name in LISTS:
        items = _as_list(parsed.framework.get(name, []))
        setattr(plan, name, tuple(Translated(**{language: item}) for item in items))
    plan.areas = [_area(area, language, parties) for area in parsed.areas]


def questions(parsed: ParsedPlan) -> list[OpenQuestion]:
    """The doubts as open questions of a draft, in their order."""
    return [
        OpenQuestion(
            position=position,
            row=doubt.row,
            cell=doubt.cell,
            kind=doubt.kind.value,
            reason=doubt.reason.as_json(),
            as_written=doubt.as_written,
            activity_code=doubt.code,
        )
        for position, doubt in enumerate(parsed.doubts)
    ]


def as_parsed(plan: WorkPlan, language: str, doubts: list[OpenQuestion]) -> ParsedPlan:
    """The plan as a document would say it in ``language``, with its open questions; load the plan whole."""
    framework: dict[str, str | list[str]] = {name: getattr(plan, name).in_language(language).text for name in TEXTS}
    framework |= {name: [item.in_language(language).text for item in getattr(plan, name)] for name in LISTS}
    return ParsedPlan(
        title=plan.title.in_language(language).text,
        period=(plan.first_year, plan.last_year) if plan.first_year else None,
        language=language,
        framework=framework,
        areas=[
            ParsedArea(
                area.number,
                area.title.in_language(language).text,
                [objective.in_language(language).text for objective in area.objectives],
                [_parsed_activity(activity, language) for activity in area.activities],
            )
            for area in plan.areas
        ],
        doubts=[
            Doubt(
                doubt.row,
                doubt.cell,
                Message.from_json(doubt.reason),
                doubt.as_written,
                DoubtKind(doubt.kind),
                doubt.activity_code,
            )
            for doubt in doubts
        ],
    )


def _area(parsed: ParsedArea, language: str, parties: Mapping[str, UUID]) -> ThematicArea:
    return ThematicArea(
        number=parsed.number,
        title=Translated(**{language: parsed.title}),
        objectives=tuple(Translated(**{language: text}) for text in parsed.objectives),
        activities=[_activity(activity, language, parties) for activity in parsed.activities],
    )


def _activity(parsed: ParsedActivity, language: str, parties: Mapping[str, UUID]) -> Activity:
    everyone = parsed.beneficiaries == ALL_MEMBER_STATES
    beneficiaries = [] if isinstance(parsed.beneficiaries, str) else parsed.beneficiaries
    return Activity(
        number=parsed.number,
        type=ActivityType(parsed.type) if parsed.type else None,
        title=Translated(**{language: parsed.title}),
        title_as_written=parsed.title_as_written,
        timeline=parsed.timeline,
        timeline_start=parsed.timeline_start,
        timeline_end=parsed.timeline_end,
        timeline_precision=Precision(parsed.timeline_precision) if parsed.timeline_precision else None,
        venue=parsed.venue,
        description=Translated(**{language: parsed.description}),
        target_group=Translated(),
        decision_reason=Translated(),
        lead_sought="lead" in parsed.sought,
        provider_sought="provider" in parsed.sought,
        beneficiary_rule=BeneficiaryRule.ALL if everyone else BeneficiaryRule.LISTED,
        parties=[
            *_rows(PartyRole.LEAD, parsed.leads, parties),
            *_rows(PartyRole.PROVIDER, parsed.providers, parties),
            *_rows(PartyRole.BENEFICIARY, beneficiaries, parties),
        ],
    )


def _rows(role: PartyRole, named: list[ParsedParty], parties: Mapping[str, UUID]) -> list[ActivityParty]:
    return [
        ActivityParty(
            role=role,
            party_id=parties.get(party.code) if party.code else None,
            position=position,
            as_written=party.as_written,
        )
        for position, party in enumerate(named)
    ]


def _parsed_activity(activity: Activity, language: str) -> ParsedActivity:
    sought = [
        word
        for word, is_sought in (("lead", activity.lead_sought), ("provider", activity.provider_sought))
        if is_sought
    ]
    everyone = activity.beneficiary_rule is BeneficiaryRule.ALL
    title = activity.title.in_language(language)
    return ParsedActivity(
        number=activity.number,
        code=activity.code,
        type=activity.type.value if activity.type else None,
        title=title.text,
        title_as_written=activity.title_as_written if language == activity.area.plan.language else "",
        timeline=activity.timeline,
        timeline_start=activity.timeline_start,
        timeline_end=activity.timeline_end,
        timeline_precision=activity.timeline_precision.value if activity.timeline_precision else None,
        venue=activity.venue,
        leads=_named(activity, PartyRole.LEAD),
        providers=_named(activity, PartyRole.PROVIDER),
        sought=sought,
        beneficiaries="all" if everyone else _named(activity, PartyRole.BENEFICIARY),
        description=activity.description.in_language(language).text,
    )


def _named(activity: Activity, role: PartyRole) -> list[ParsedParty]:
    return [
        ParsedParty(row.as_written, row.party.code if row.party else None)
        for row in activity.parties
        if row.role is role
    ]


def _as_text(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "\n".join(f"- {item}" for item in text)


def _as_list(text: str | list[str]) -> list[str]:
    return text if isinstance(text, list) else [text] if text else []
