"""Finding work plans, activities and imports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from pesnet.core.db import session
from pesnet.core.errors import NotFound
from pesnet.core.message import Message, counted
from pesnet.core.task import Task
from pesnet.network.names import sort_key
from pesnet.network.queries import parties
from pesnet.policy import Actor, Grant, Permission, Reach, anywhere, published, reaches
from pesnet.workplan import conversion
from pesnet.workplan.interchange import to_json
from pesnet.workplan.models import (
    Activity,
    ImportState,
    OpenQuestion,
    PlanImport,
    PlanState,
    PlanVersion,
    ThematicArea,
    WorkPlan,
)

AS_SQL: dict[Reach, Callable[[Grant], ColumnElement[bool]]] = {
    anywhere: lambda _grant: true(),
    published: lambda _grant: WorkPlan.state != PlanState.DRAFT,
}
_activities = selectinload(WorkPlan.areas).selectinload(ThematicArea.activities)
WHOLE: tuple[ORMOption, ...] = (_activities.selectinload(Activity.parties),)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The plans this actor may read."""
    return or_(*(AS_SQL[reach](grant) for grant, reach in reaches(actor, Permission.PLAN_VIEW)))


def plans(actor: Actor) -> list[WorkPlan]:
    """The plans, newest period first, drafts where they may be seen."""
    newest = (WorkPlan.first_year.desc(), WorkPlan.created_at.desc())
    return list(session().scalars(select(WorkPlan).where(visible_to(actor)).order_by(*newest)))


def plan(slug: str, actor: Actor) -> WorkPlan:
    """One plan with its areas, activities and parties."""
    return _one_plan(WorkPlan.slug == slug, actor)


def newest(actor: Actor) -> WorkPlan | None:
    """The plan that commands and pages mean when none is named: the newest period, the latest made."""
    found = plans(actor)
    return plan(found[0].slug, actor) if found else None


def area(slug: str, area_number: int, actor: Actor) -> ThematicArea:
    """One thematic area of a plan, with the plan."""
    chosen = select(ThematicArea).join(ThematicArea.plan).options(contains_eager(ThematicArea.plan))
    is_this = (WorkPlan.slug == slug) & (ThematicArea.number == area_number)
    found = session().scalars(chosen.where(is_this, visible_to(actor))).one_or_none()
    if found is None:
        raise NotFound
    return found


def activity(activity_id: UUID, actor: Actor) -> Activity:
    """One activity with its area, plan and parties."""
    return _one_activity(Activity.id == activity_id, actor)


def activity_by_code(slug: str, code: str, actor: Actor) -> Activity:
    """The activity ``2.4`` of a plan."""
    area, _, number = code.partition(".")
    if not (area.isdecimal() and number.isdecimal()):
        raise NotFound
    return _one_activity(
        (WorkPlan.slug == slug) & (ThematicArea.number == int(area)) & (Activity.number == int(number)), actor
    )


def whole(plan: WorkPlan | UUID) -> WorkPlan:
    """A plan, loaded with its areas, activities and parties."""
    plan_id = plan.id if isinstance(plan, WorkPlan) else plan
    return session().scalars(select(WorkPlan).where(WorkPlan.id == plan_id).options(*WHOLE)).one()


def question(slug: str, question_id: UUID, actor: Actor) -> OpenQuestion:
    """One open question of a plan."""
    chosen = select(OpenQuestion).join(WorkPlan, WorkPlan.id == OpenQuestion.plan_id)
    found = (
        session()
        .scalars(chosen.where(OpenQuestion.id == question_id, WorkPlan.slug == slug, visible_to(actor)))
        .one_or_none()
    )
    if found is None:
        raise NotFound
    return found


def versions(plan: WorkPlan) -> list[PlanVersion]:
    """The frozen versions of a plan, first to last."""
    return list(
        session().scalars(select(PlanVersion).where(PlanVersion.plan_id == plan.id).order_by(PlanVersion.number))
    )


@dataclass(frozen=True)
class Compared:
    """A version to compare: its key ``2021-2022@1`` (0 for a draft as it stands), its plan and its content."""

    key: str
    plan: WorkPlan
    number: int
    content: Mapping[str, Any]


def comparable(actor: Actor) -> dict[str, tuple[WorkPlan, int]]:
    """Every version this actor may read, by its key; drafts as they stand have the number 0."""
    readable = plans(actor)
    by_id = {plan.id: plan for plan in readable}
    numbers = session().execute(
        select(PlanVersion.plan_id, PlanVersion.number)
        .where(PlanVersion.plan_id.in_(by_id))
        .order_by(PlanVersion.number.desc())
    )
    found = {f"{by_id[plan_id].slug}@{number}": (by_id[plan_id], number) for plan_id, number in numbers}
    return found | {f"{plan.slug}@0": (plan, 0) for plan in readable if plan.state is PlanState.DRAFT}


def version(key: str, actor: Actor) -> Compared:
    """The version with this key; its content is the JSON export."""
    slug, _, number = key.rpartition("@")
    if not number.isdecimal():
        raise NotFound
    found = plan(slug, actor)
    if number == "0" and found.state is PlanState.DRAFT:
        return Compared(key, found, 0, to_json(conversion.as_parsed(found, found.language, [])))
    chosen = select(PlanVersion).where(PlanVersion.plan_id == found.id, PlanVersion.number == int(number))
    frozen = session().scalars(chosen).one_or_none()
    if frozen is None:
        raise NotFound
    return Compared(key, found, frozen.number, frozen.content)


def questions(plan: WorkPlan) -> list[OpenQuestion]:
    """The questions an import left open and nobody has settled."""
    chosen = select(OpenQuestion).where(OpenQuestion.plan_id == plan.id, OpenQuestion.settled_at.is_(None))
    return list(session().scalars(chosen.order_by(OpenQuestion.position)))


def plan_import(import_id: UUID, actor: Actor) -> PlanImport:
    """One import; only those who may import plans come here."""
    found = session().get(PlanImport, import_id)
    if found is None or not reaches(actor, Permission.PLAN_IMPORT):
        raise NotFound
    return found


def _by_plan(counts: Select[UUID, int]) -> dict[UUID, int]:
    return dict(session().execute(counts).all())


def import_and_position(import_id: UUID, position: int, actor: Actor) -> tuple[PlanImport, int]:
    """One import, and the place of one of its doubts."""
    return plan_import(import_id, actor), position


def waiting_imports(actor: Actor) -> list[PlanImport]:
    """The imports that wait for confirmation, newest first; none for those who may not import."""
    if not reaches(actor, Permission.PLAN_IMPORT):
        return []
    chosen = select(PlanImport).where(PlanImport.state == ImportState.PREVIEW).order_by(PlanImport.created_at.desc())
    return list(session().scalars(chosen))


def waiting(actor: Actor, now: datetime) -> list[Task]:
    """What waits for the secretariat: imports to confirm, drafts with open questions, leads and providers sought."""
    if not reaches(actor, Permission.PLAN_EDIT):
        return []
    imports = [
        Task(
            Message("Work plan from %(document)s", document=kept.file_name),
            counted("%(n)s question about the document", "%(n)s questions about the document", _doubts(kept)),
            kept.created_at,
            "workplan.preview",
            Message("Confirm or discard"),
            {"import_id": kept.id},
        )
        for kept in waiting_imports(actor)
    ]
    return [*imports, *_plans(now)]


def _doubts(kept: PlanImport) -> int:
    return len(kept.content["doubts"])


def _plans(now: datetime) -> list[Task]:
    """The drafts, each with its open questions; then the plans still running in which leads or providers are sought."""
    is_open = (OpenQuestion.plan_id == WorkPlan.id) & OpenQuestion.settled_at.is_(None)
    is_sought = or_(Activity.lead_sought, Activity.provider_sought) & Activity.decision.is_(None)
    sought = select(func.count(Activity.id)).join(Activity.area).where(ThematicArea.plan_id == WorkPlan.id, is_sought)
    counts = (select(func.count(OpenQuestion.id)).where(is_open), sought)
    chosen = select(WorkPlan, *(count.correlate(WorkPlan).scalar_subquery() for count in counts))
    rows = session().execute(chosen.where(WorkPlan.state != PlanState.CLOSED).order_by(WorkPlan.created_at)).all()
    drafts = [_draft(plan, number) for plan, number, _ in rows if plan.state is PlanState.DRAFT]
    running = [row for row in rows if row[0].state is PlanState.ADOPTED and row[0].last_year >= now.year]
    return drafts + [_sought(plan, number) for plan, _, number in running if number]


def _draft(plan: WorkPlan, number: int) -> Task:
    return Task(
        Message("Draft of %(plan)s", plan=plan.title),
        counted("%(n)s open question", "%(n)s open questions", number),
        plan.created_at,
        "workplan.show",
        Message("Open the draft"),
        {"slug": plan.slug},
    )


def _sought(plan: WorkPlan, number: int) -> Task:
    return Task(
        Message("Leads and providers sought in %(plan)s", plan=plan.title),
        counted("%(n)s activity", "%(n)s activities", number),
        plan.created_at,
        "site.work_plan",
        Message("See the activities"),
        {"plan_slug": plan.slug},
    )


def party_choices(language: str) -> list[tuple[str, str]]:
    """Every country and institution with its code, in the alphabet of ``language``."""
    named = [(party.code, party.name.in_language(language).text) for party in parties().values()]
    return sorted(named, key=lambda choice: sort_key(choice[1], language))


@dataclass(frozen=True)
class PlanLine:
    """A plan in a list: the plan, how many activities and open questions it has, and its newest version's number."""

    plan: WorkPlan
    activities: int
    open_questions: int
    version: int


def overview(actor: Actor) -> list[PlanLine]:
    """The plans this actor may read, with their counts."""
    activities = _by_plan(
        select(ThematicArea.plan_id, func.count(Activity.id))
        .join(ThematicArea.activities)
        .group_by(ThematicArea.plan_id)
    )
    waiting = _by_plan(
        select(OpenQuestion.plan_id, func.count())
        .where(OpenQuestion.settled_at.is_(None))
        .group_by(OpenQuestion.plan_id)
    )
    numbers = _by_plan(select(PlanVersion.plan_id, func.max(PlanVersion.number)).group_by(PlanVersion.plan_id))
    return [
        PlanLine(plan, activities.get(plan.id, 0), waiting.get(plan.id, 0), numbers.get(plan.id, 0))
        for plan in plans(actor)
    ]


def _one_plan(condition: ColumnElement[bool], actor: Actor) -> WorkPlan:
    found = session().scalars(select(WorkPlan).where(condition, visible_to(actor)).options(*WHOLE)).one_or_none()
    if found is None:
        raise NotFound
    return found


def _one_activity(condition: ColumnElement[bool], actor: Actor) -> Activity:
    chosen = (
        select(Activity)
        .join(Activity.area)
        .join(ThematicArea.plan)
        .where(condition, visible_to(actor))
        .options(joinedload(Activity.area).joinedload(ThematicArea.plan), selectinload(Activity.parties))
    )
    found = session().scalars(chosen).one_or_none()
    if found is None:
        raise NotFound
    return found
