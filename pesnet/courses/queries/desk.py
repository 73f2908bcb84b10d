"""What waits for those who have to do with courses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import contains_eager

from pesnet.core.db import session
from pesnet.core.task import Task
from pesnet.courses import duties
from pesnet.courses.models import Course, CourseState
from pesnet.courses.queries.programme import dates_answers
from pesnet.courses.queries.scope import visible
from pesnet.policy import Actor, Permission, Role
from pesnet.workplan.models import Activity, ActivityParty, PartyRole, PlanState, ThematicArea, WorkPlan


def waiting(actor: Actor, now: datetime) -> list[Task]:
    """What the acting seat has to do: begin or finish its own courses, clear those of others."""
    tasks: list[Task] = []
    if actor.holds(Role.LEAD_OFFICER):
        tasks += [duties.to_finish(row) for row in _in_state(CourseState.DRAFT, actor)]
        tasks += [duties.to_begin(row) for row in _without_course(actor, now)]
    if actor.holds(Role.SECRETARIAT):
        tasks += [duties.to_clear(row) for row in _in_state(CourseState.FOR_CLEARANCE, actor)]
    if actor.holds(Role.PROVIDER_OFFICER):
        tasks += [duty(row) for row, duty in _provided(actor, now)]
    return tasks


def _in_state(state: CourseState, actor: Actor) -> list[Course]:
    own = visible(actor, Permission.COURSE_EDIT)
    return list(session().scalars(select(Course).where(own, Course.state == state).order_by(Course.created_at)))


def _provided(actor: Actor, now: datetime) -> list[tuple[Course, Callable[[Course], Task]]]:
    """The courses the seat provides that are not over, and whether their dates still wait for its answer."""
    chosen = select(Course).where(
        visible(actor, Permission.DATES_ANSWER),
        Course.state.in_([CourseState.DRAFT, CourseState.FOR_CLEARANCE, CourseState.PUBLISHED]),
        or_(Course.ends_on.is_(None), Course.ends_on >= now.date()),
    )
    rows = list(session().scalars(chosen.order_by(Course.starts_on.nulls_last(), Course.slug)))
    mine = frozenset[UUID]().union(*(grant.party_ids for grant in actor.grants))
    answers = dates_answers([row.id for row in rows])
    agreed = {(answer.course_id, answer.starts_on) for answer in answers if answer.party_id in mine}
    return [
        (row, duties.to_agree if row.starts_on and (row.id, row.starts_on) not in agreed else duties.to_provide)
        for row in rows
    ]


def _without_course(actor: Actor, now: datetime) -> list[Activity]:
    """The activities the seat leads that have no course yet, of plans that have not run out."""
    mine = frozenset[UUID]().union(*(grant.party_ids for grant in actor.grants))
    leads = exists().where(
        ActivityParty.activity_id == Activity.id, ActivityParty.role == PartyRole.LEAD, ActivityParty.party_id.in_(mine)
    )
    has_one = exists().where(Course.activity_id == Activity.id, Course.state != CourseState.CANCELLED)
    return list(
        session().scalars(
            select(Activity)
            .join(Activity.area)
            .join(ThematicArea.plan)
            .where(leads, ~has_one, Activity.decision.is_(None), WorkPlan.state == PlanState.ADOPTED)
            .where(WorkPlan.last_year >= now.year)
            .options(contains_eager(Activity.area).contains_eager(ThematicArea.plan))
            .order_by(WorkPlan.first_year, ThematicArea.number, Activity.number)
        )
    )
