"""Acts on work plans: import, adoption, amendment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from pesnet.audit.services import record
from pesnet.core.db import session
from pesnet.core.errors import OUTDATED, DomainError
from pesnet.core.message import Message
from pesnet.core.translated import Translated
from pesnet.network import queries as network
from pesnet.policy import Actor, Permission, require
from pesnet.workplan import conversion, corrections, queries, rules, settling
from pesnet.workplan.details import PLAIN_FIELDS, ActivityDetails, changed_fields, rows_of
from pesnet.workplan.interchange import to_json
from pesnet.workplan.models import (
    Activity,
    ActivityType,
    Decision,
    ImportState,
    OpenQuestion,
    PlanImport,
    PlanState,
    PlanVersion,
    WorkPlan,
)
from pesnet.workplan.parsed import DoubtKind, ParsedPlan


@dataclass(frozen=True)
class Change:
    """The version of the plan that was shown to who changes it, and the reason where one is needed."""

    version: int
    reason: str = ""


@dataclass(frozen=True)
class Adoption:
    """What is recorded of an adoption."""

    meeting: str
    adopted_on: date
    decision_document: str = ""


def preview(parsed: ParsedPlan, *, file_name: str, actor: Actor, now: datetime) -> PlanImport:
    """Keep what was understood of a document until somebody confirms or discards it; no plan is written."""
    require(actor, Permission.PLAN_IMPORT)
    kept = PlanImport(file_name=file_name, content=parsed.as_json(), user_id=actor.id, created_at=now)
    session().add(kept)
    record(actor, "plan_import.preview", kept, now, doubts=len(parsed.doubts))
    return kept


def correct(kept: PlanImport, position: int, answer: corrections.Answer, *, actor: Actor, now: datetime) -> None:
    """Answer the doubt at this position of a preview."""
    require(actor, Permission.PLAN_IMPORT)
    _still_open(kept)
    claim(kept, answer.version)
    parsed = ParsedPlan.from_json(kept.content)
    corrections.correct(parsed, position, answer)
    kept.content = parsed.as_json()
    record(actor, "plan_import.correct", kept, now, remedy=answer.remedy, doubts=len(parsed.doubts))


def confirm(kept: PlanImport, *, actor: Actor, now: datetime, version: int | None = None) -> WorkPlan:
    """Write the previewed plan as a new draft; its doubts stay on it as open questions.

    ``version`` is that of the preview a person saw.
    """
    require(actor, Permission.PLAN_IMPORT)
    _still_open(kept)
    if version is not None:
        claim(kept, version)
    plan = draft(ParsedPlan.from_json(kept.content), actor=actor, now=now)
    kept.state = ImportState.CONFIRMED
    kept.plan_id = plan.id
    return plan


def discard(kept: PlanImport, *, actor: Actor, now: datetime) -> None:
    """Put a preview aside; the document can be imported again."""
    require(actor, Permission.PLAN_IMPORT)
    _still_open(kept)
    kept.state = ImportState.DISCARDED
    record(actor, "plan_import.discard", kept, now)


def draft(parsed: ParsedPlan, *, actor: Actor, now: datetime) -> WorkPlan:
    """Make a new draft of what was understood."""
    require(actor, Permission.PLAN_IMPORT)
    plan = WorkPlan(slug=_free_slug(parsed), created_at=now)
    conversion.apply_to(plan, parsed, {code: party.id for code, party in network.parties().items()})
    session().add(plan)
    session().flush()
    for question in conversion.questions(parsed):
        question.plan_id = plan.id
        session().add(question)
    activities = sum(len(area.activities) for area in plan.areas)
    record(actor, "plan.import", plan, now, activities=activities, doubts=len(parsed.doubts))
    return plan


def adopt(plan: WorkPlan, adoption: Adoption, *, actor: Actor, now: datetime) -> PlanVersion:
    """Record that the network adopted the plan, and freeze it as version 1."""
    rules.MACHINE.take("adopt", plan, actor=actor, now=now)
    plan.adopted_meeting = adoption.meeting
    plan.adopted_on = adoption.adopted_on
    plan.decision_document = adoption.decision_document
    record(actor, "plan.adopt", plan, now, adopted_on=adoption.adopted_on.isoformat())
    return freeze(plan, "", now=now)


def decide(activity: Activity, decision: Decision | None, reason: Translated, *, actor: Actor, now: datetime) -> None:
    """Record that an activity is postponed, carried over or cancelled, with its reason; None takes it back."""
    require(actor, Permission.PLAN_EDIT, activity.area.plan)
    if decision is not None and not reason:
        raise DomainError(Message("Give the reason; it stands in the progress report."))
    before = activity.decision.value if activity.decision else None
    activity.decision = decision
    activity.decision_reason = reason
    activity.decided_on = now.date() if decision else None
    record(actor, "activity.decide", activity, now, old=before, new=decision.value if decision else None)


def edit(activity: Activity, details: ActivityDetails, change: Change, *, actor: Actor, now: datetime) -> list[str]:
    """Change an activity; of an adopted plan it is an amendment with a reason, kept as the plan's next version.

    Returns the names of the fields that changed; when none did, nothing is done.
    """
    plan = queries.whole(activity.area.plan)
    require(actor, Permission.PLAN_EDIT, plan)
    claim(plan, change.version)
    changed = changed_fields(activity, details)
    if not changed:
        return []
    if plan.is_public and not change.reason:
        raise DomainError(Message("Give the reason; an adopted plan changes by amendment only."))
    for name in PLAIN_FIELDS:
        setattr(activity, name, getattr(details, name))
    activity.parties.clear()
    session().flush()
    activity.parties.extend(rows_of(details))
    session().flush()
    record(actor, "activity.edit", activity, now, fields=changed)
    if plan.is_public:
        freeze(plan, change.reason, now=now)
    return changed


def settle(question: OpenQuestion, answer: str, *, actor: Actor, now: datetime) -> None:
    """Answer an open question of a draft: a party's code, a type, or in words what was done about it."""
    plan = queries.whole(question.plan_id)
    require(actor, Permission.PLAN_EDIT, plan)
    if question.settled_at is not None:
        raise DomainError(Message("This question was already answered."))
    settled = [question]
    if question.kind == DoubtKind.UNKNOWN_COUNTRY:
        known = {code: party.id for code, party in network.parties().items()}
        if answer != settling.NOBODY and answer not in known:
            raise DomainError(Message("No country or institution is known as %(name)s.", name=answer))
        settling.place_wording(plan, question.as_written, known.get(answer))
        settled = [one for one in queries.questions(plan) if settling.is_about(one, question.as_written)]
    elif question.kind == DoubtKind.UNKNOWN_TYPE:
        settling.set_type(plan, question.activity_code, ActivityType(answer))
    for one in settled:
        one.settled_at, one.answer = now, answer
    record(actor, "plan.settle", plan, now, kind=question.kind, questions=len(settled))


def discard_draft(plan: WorkPlan, *, actor: Actor, now: datetime) -> None:
    """Delete a draft with its activities and open questions; adopted plans stay."""
    require(actor, Permission.PLAN_EDIT, plan)
    if plan.state is not PlanState.DRAFT:
        raise DomainError(Message("An adopted plan cannot be discarded."))
    record(actor, "plan.discard", plan, now, slug=plan.slug)
    try:
        session().delete(plan)
        session().flush()
    except IntegrityError as error:
        raise DomainError(Message("Courses belong to activities of this plan; it cannot be discarded.")) from error


def freeze(plan: WorkPlan, reason: str, *, now: datetime) -> PlanVersion:
    """Keep the plan as it stands now as its next version."""
    session().flush()
    number = len(queries.versions(plan)) + 1
    content = to_json(conversion.as_parsed(plan, plan.language, []))
    version = PlanVersion(plan_id=plan.id, number=number, reason=reason, content=content, made_at=now)
    session().add(version)
    return version


def claim(row: WorkPlan | PlanImport, version: int) -> None:
    """Take the right to change what was shown in this version; of two who saw the same, the second is refused."""
    kind = type(row)
    taken = session().execute(
        update(kind).where(kind.id == row.id, kind.version == version).values(version=version + 1)
    )
    if taken.rowcount != 1:  # type: ignore[attr-defined]
        raise DomainError(OUTDATED)


def _still_open(kept: PlanImport) -> None:
    if kept.state is not ImportState.PREVIEW:
        raise DomainError(Message("This import was already confirmed or discarded."))


def _free_slug(parsed: ParsedPlan) -> str:
    """``2021-2022`` for the first plan of a period, then ``2021-2022-2`` and so on."""
    years = sorted(set(parsed.period or ()))
    wanted = "-".join(str(year) for year in years) or "plan"
    taken = set(session().scalars(select(WorkPlan.slug).where(WorkPlan.slug.startswith(wanted))))
    number = 2
    slug = wanted
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug
