"""Courses and what they hang on."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from pesnet.core import clock
from pesnet.core.db import Database, session
from pesnet.core.translated import Translated
from pesnet.courses import queries, services
from pesnet.courses.details import CourseDetails
from pesnet.courses.models import CallKind, Course, CourseState, Deadline, Mode
from pesnet.network.queries import parties
from pesnet.policy import OPERATOR
from pesnet.workplan.models import (
    Activity,
    ActivityParty,
    ActivityType,
    BeneficiaryRule,
    PartyRole,
    PlanState,
    ThematicArea,
    WorkPlan,
)

_numbers = count(1)


def a_plan(title: str = "Work Plan of the tests", *, state: PlanState = PlanState.ADOPTED) -> WorkPlan:
    """A plan with one area, not yet saved."""
    number = next(_numbers)
    plan = WorkPlan(
        slug=f"plan-{number}",
        title=Translated(en=title),
        first_year=2026,
        last_year=max(2027, clock.now().year),
        language="en",
        state=state,
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    plan.areas.append(ThematicArea(number=1, title=Translated(en="Employment services"), objectives=()))
    return plan


def an_activity(
    db: Database,
    *,
    lead: str | None = "TN",
    providers: tuple[str, ...] = (),
    beneficiaries: tuple[str, ...] = ("JO", "SN"),
    plan: WorkPlan | None = None,
    **facts: Any,
) -> Activity:
    """A saved activity of an adopted plan, led and provided by these parties, for these countries (none: all)."""
    plan = plan or a_plan()
    with db.writing():
        known = parties()
        rule = BeneficiaryRule.LISTED if beneficiaries else BeneficiaryRule.ALL
        activity = Activity(
            **{
                "number": len(plan.areas[0].activities) + 1,
                "type": ActivityType.TRAINING_COURSE,
                "title": Translated(en="Counselling of young jobseekers"),
                "timeline": "2026",
                "beneficiary_rule": rule,
                "description": Translated(en="Methods of counselling."),
                **facts,
            }
        )
        roles = {
            PartyRole.LEAD: (lead,) if lead else (),
            PartyRole.PROVIDER: providers,
            PartyRole.BENEFICIARY: beneficiaries,
        }
        for role, codes in roles.items():
            for position, code in enumerate(codes, start=1):
                party = known[code]
                activity.parties.append(
                    ActivityParty(role=role, party_id=party.id, party=party, position=position, as_written=code)
                )
        plan.areas[0].activities.append(activity)
        session().add(plan)
    return activity


def details(now: datetime, **facts: Any) -> CourseDetails:
    """Everything a call needs: it closes in 30 days, the course is three days long in 60."""
    start = now.date() + timedelta(days=60)
    return CourseDetails(
        **{
            "title": Translated(en="Counselling of young jobseekers"),
            "type": ActivityType.TRAINING_COURSE,
            "leads": ("TN",),
            "summary": Translated(en="Methods of counselling."),
            "mode": Mode.ON_SITE,
            "venue": Translated(en="Tunis"),
            "host_country_code": "TN",
            "starts_on": start,
            "ends_on": start + timedelta(days=2),
            "time_zone": "Africa/Tunis",
            "languages": ("en",),
            "places": 20,
            "places_per_country": 2,
            "nominees_per_country": 4,
            "eligibility": BeneficiaryRule.LISTED,
            "countries": ("JO", "SN"),
            "deadline": Deadline(now.date() + timedelta(days=30), time(23, 59), "Africa/Tunis"),
            "contact_name": "Ms Contact",
            "contact_email": "contact@example.org",
            **facts,
        }
    )


def a_course(
    db: Database, now: datetime, *, activity: Activity | None = None, is_published: bool = True, **facts: Any
) -> Course:
    """A saved course with a complete call, published unless said otherwise. ``facts`` are fields of CourseDetails.

    The dates lie ahead of ``now``; give an earlier ``now`` for a course whose call has closed.
    """
    if activity is None:
        leads = facts.get("leads", ("TN",))
        activity = an_activity(db, lead=leads[0], beneficiaries=facts.get("countries", ("JO", "SN")))
    with db.writing():
        found = queries.activity(activity.id, OPERATOR)
        course = services.prepare(found, actor=OPERATOR, now=now)
        services.edit(course, details(now, **facts), actor=OPERATOR, now=now)
        if is_published:
            services.publish(course, actor=OPERATOR, now=now)
    return course


def a_bare_course(**facts: Any) -> Course:
    """A complete draft that is in no database, for the rules."""
    return Course(
        **{
            "slug": "bare",
            "type": ActivityType.TRAINING_COURSE,
            "state": CourseState.DRAFT,
            "title": Translated(en="Bare"),
            "mode": Mode.ON_SITE,
            "call": CallKind.FULL,
            "starts_on": date(2027, 3, 1),
            "ends_on": date(2027, 3, 3),
            "time_zone": "Africa/Tunis",
            "languages": ["en"],
            "eligibility": BeneficiaryRule.ALL,
            "contact_name": "Ms Contact",
            "contact_email": "contact@example.org",
            "nominations_close_at": datetime(2027, 2, 1, 22, 59, tzinfo=UTC),
            "deadline_wall": "2027-02-01T23:59",
            "deadline_zone": "Africa/Tunis",
            **facts,
        }
    )
