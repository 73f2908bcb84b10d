"""What the public may know of one country: what it leads, provides, may attend and took part in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from pesnet.core.db import session
from pesnet.courses.models import Course, CourseParty
from pesnet.courses.queries import for_country
from pesnet.courses.queries.scope import IS_PUBLIC
from pesnet.network.models import Answering, Country, Institution, Membership, Party
from pesnet.outcomes.models import CountryTakingPart
from pesnet.workplan.models import (
    Activity,
    ActivityParty,
    BeneficiaryRule,
    PartyRole,
    PlanState,
    ThematicArea,
    WorkPlan,
)


@dataclass(frozen=True)
class Portrait:
    """One country in the network. ``open_to_all`` counts the activities for which every member state may nominate."""

    institution: Institution | None
    memberships: list[Membership]
    activities: dict[PartyRole, list[Activity]]
    open_to_all: int
    open_calls: list[Course]
    given: list[Course]
    attended: list[Course]


def portrait(country: Country, now: datetime) -> Portrait:
    """Everything public about a country."""
    code = country.code
    took_part = exists().where(CountryTakingPart.course_id == Course.id, CountryTakingPart.country_code == code)
    gives = exists().where(
        CourseParty.course_id == Course.id, CourseParty.party_id == Party.id, Party.country_code == code
    )
    return Portrait(
        institution=_institution(code, now),
        memberships=list(session().scalars(select(Membership).where(Membership.country_code == code))),
        activities=_activities(code),
        open_to_all=_open_to_all(),
        open_calls=for_country(code, now),
        given=_courses(gives),
        attended=_courses(took_part),
    )


def _institution(code: str, now: datetime) -> Institution | None:
    today = now.date()
    answering = (
        session()
        .scalars(
            select(Answering)
            .where(
                Answering.country_code == code,
                (Answering.from_day.is_(None)) | (Answering.from_day <= today),
                (Answering.to_day.is_(None)) | (Answering.to_day >= today),
            )
            .options(joinedload(Answering.institution))
        )
        .first()
    )
    return answering.institution if answering else None


def _activities(code: str) -> dict[PartyRole, list[Activity]]:
    rows = session().execute(
        select(ActivityParty.role, Activity)
        .join(Activity, Activity.id == ActivityParty.activity_id)
        .join(Party, Party.id == ActivityParty.party_id)
        .join(Activity.area)
        .join(ThematicArea.plan)
        .where(Party.country_code == code, WorkPlan.state != PlanState.DRAFT)
        .options(contains_eager(Activity.area).contains_eager(ThematicArea.plan))
        .order_by(WorkPlan.first_year.desc(), WorkPlan.slug, ThematicArea.number, Activity.number)
    )
    found: dict[PartyRole, list[Activity]] = {role: [] for role in PartyRole}
    for role, activity in rows:
        found[role].append(activity)
    return found


def _open_to_all() -> int:
    return (
        session().scalar(
            select(func.count())
            .select_from(Activity)
            .join(Activity.area)
            .join(ThematicArea.plan)
            .where(Activity.beneficiary_rule == BeneficiaryRule.ALL, WorkPlan.state != PlanState.DRAFT)
        )
        or 0
    )


def _courses(condition: ColumnElement[bool]) -> list[Course]:
    return list(
        session().scalars(
            select(Course)
            .where(IS_PUBLIC, condition)
            .options(joinedload(Course.activity).joinedload(Activity.area), selectinload(Course.parties))
            .order_by(Course.starts_on.desc().nulls_last(), Course.slug)
        )
    )
