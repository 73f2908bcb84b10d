"""What the catalogue of courses offers to choose from."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from pesnet.core.db import session
from pesnet.workplan.models import PlanState, ThematicArea, WorkPlan


def areas() -> list[ThematicArea]:
    """The thematic areas of the public plans, the newest plan first."""
    return list(
        session().scalars(
            select(ThematicArea)
            .join(ThematicArea.plan)
            .where(WorkPlan.state != PlanState.DRAFT)
            .options(contains_eager(ThematicArea.plan))
            .order_by(WorkPlan.first_year.desc(), WorkPlan.slug, ThematicArea.number)
        )
    )
