"""Changing the texts of a plan and of its thematic areas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pesnet.audit.services import record
from pesnet.core.errors import DomainError
from pesnet.core.message import Message
from pesnet.core.translated import Translated
from pesnet.policy import Actor, Permission, require
from pesnet.workplan import queries
from pesnet.workplan.models import ThematicArea, WorkPlan
from pesnet.workplan.services import Change, claim, freeze


@dataclass(frozen=True)
class PlanTexts:
    """The title, the years and the framework of a plan; years that are not known are 0."""

    title: Translated
    first_year: int
    last_year: int
    network_objective: Translated
    overall_objective: Translated
    guiding_principles: tuple[Translated, ...]
    monitoring_evaluation: tuple[Translated, ...]
    resource_mobilisation: tuple[Translated, ...]


@dataclass(frozen=True)
class AreaTexts:
    """The title and the objectives of a thematic area."""

    title: Translated
    objectives: tuple[Translated, ...]


def edit_plan(plan: WorkPlan, texts: PlanTexts, change: Change, *, actor: Actor, now: datetime) -> list[str]:
    """Change the texts of a plan; of an adopted one by amendment. Returns the names of the fields that changed."""
    if texts.last_year < texts.first_year:
        raise DomainError(Message("The last year is before the first."))
    if plan.is_public and not texts.first_year:
        raise DomainError(Message("Say for which years the plan is."))
    fields = _put(plan, plan, texts, change, actor=actor)
    if fields:
        record(actor, "plan.edit", plan, now, fields=fields)
        _keep(plan, change, now)
    return fields


def edit_area(area: ThematicArea, texts: AreaTexts, change: Change, *, actor: Actor, now: datetime) -> list[str]:
    """Change the texts of a thematic area; of an adopted plan by amendment. Returns the fields that changed."""
    plan = queries.whole(area.plan_id)
    fields = _put(plan, area, texts, change, actor=actor)
    if fields:
        record(actor, "plan.edit_area", plan, now, area=area.number, fields=fields)
        _keep(plan, change, now)
    return fields


def _put(
    plan: WorkPlan, part: WorkPlan | ThematicArea, texts: PlanTexts | AreaTexts, change: Change, *, actor: Actor
) -> list[str]:
    require(actor, Permission.PLAN_EDIT, plan)
    claim(plan, change.version)
    changed = [name for name, value in vars(texts).items() if getattr(part, name) != value]
    if changed and plan.is_public and not change.reason:
        raise DomainError(Message("Give the reason; an adopted plan changes by amendment only."))
    for name in changed:
        setattr(part, name, getattr(texts, name))
    return changed


def _keep(plan: WorkPlan, change: Change, now: datetime) -> None:
    if plan.is_public:
        freeze(queries.whole(plan), change.reason, now=now)
