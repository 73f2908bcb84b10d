"""Plans, courses, deliveries and figures, made directly."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from pesnet.core.db import Database
from pesnet.core.translated import Translated
from pesnet.courses.models import Course, CourseParty, CourseState, Mode
from pesnet.network.queries import parties
from pesnet.outcomes.models import (
    CountryTakingPart,
    CourseReport,
    CourseReportState,
    Figure,
    FigureKind,
)
from pesnet.workplan.models import (
    Activity,
    ActivityParty,
    ActivityType,
    BeneficiaryRule,
    PartyRole,
    PlanState,
    Precision,
    ThematicArea,
    WorkPlan,
)

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def an_activity(number: int = 1, title: str = "Job clubs", **fields: Any) -> Activity:
    """An activity with nothing decided and nobody sought."""
    values: dict[str, Any] = {
        "number": number,
        "type": ActivityType.TRAINING_COURSE,
        "title": Translated(en=title),
        "timeline": "2021",
        "timeline_start": date(2021, 1, 1),
        "timeline_precision": Precision.YEAR,
        "beneficiary_rule": BeneficiaryRule.ALL,
        "parties": [],
    }
    return Activity(id=uuid4(), **values | fields)


def a_plan(*activities: Activity, slug: str = "2021-2022", **fields: Any) -> WorkPlan:
    """An adopted plan with one area that holds these activities."""
    area = ThematicArea(number=1, title=Translated(en="Skills strategies"), activities=list(activities))
    values: dict[str, Any] = {
        "slug": slug,
        "title": Translated(en="Work Plan 2021-2022", fr="Plan de travail 2021-2022", ar="خطة العمل 2021-2022"),
        "first_year": 2021,
        "last_year": 2022,
        "language": "en",
        "state": PlanState.ADOPTED,
        "created_at": LONG_AGO,
        "areas": [area],
    }
    return WorkPlan(id=uuid4(), **values | fields)


def a_party_row(db: Database, code: str, role: PartyRole) -> ActivityParty:
    """A party of an activity, by alpha-2 code or acronym."""
    with db.reading():
        return ActivityParty(role=role, party_id=parties()[code].id, position=1, as_written=code)


def a_course(activity: Activity | None = None, **fields: Any) -> Course:
    """A published online course of three days in March 2022, unless said otherwise."""
    values: dict[str, Any] = {
        "activity_id": activity.id if activity else None,
        "slug": f"course-{uuid4().hex[:8]}",
        "type": ActivityType.TRAINING_COURSE,
        "state": CourseState.PUBLISHED,
        "title": Translated(en="Job clubs in practice"),
        "mode": Mode.ONLINE,
        "starts_on": date(2022, 3, 1),
        "ends_on": date(2022, 3, 3),
        "eligibility": BeneficiaryRule.ALL,
        "nominations_close_at": datetime(2022, 2, 1, tzinfo=UTC),
        "published_at": LONG_AGO,
        "created_at": LONG_AGO,
        "parties": [],
    }
    return Course(id=uuid4(), **values | fields)


def led_by(db: Database, course: Course, code: str, role: PartyRole = PartyRole.LEAD) -> Course:
    """The course with this party as its lead (or provider); before it is saved."""
    with db.reading():
        course.parties.append(CourseParty(role=role, party_id=parties()[code].id, position=len(course.parties) + 1))
    return course


def a_recorded_course(activity: Activity | None = None, **fields: Any) -> Course:
    """A delivery from before the portal, with its source."""
    values: dict[str, Any] = {"state": CourseState.RECORDED, "published_at": None, "nominations_close_at": None}
    return a_course(activity, **values | {"source": "News of the institution"} | fields)


def a_report(course: Course, state: CourseReportState = CourseReportState.ACCEPTED, **fields: Any) -> CourseReport:
    """A course report in a state."""
    return CourseReport(id=uuid4(), course_id=course.id, state=state, created_at=LONG_AGO, **fields)


def a_figure(course: Course, value: int | None, kind: FigureKind = FigureKind.PARTICIPANTS, **fields: Any) -> Figure:
    """A figure that counts."""
    values: dict[str, Any] = {"is_chosen": True, "source": "Attendance list", "created_at": LONG_AGO}
    return Figure(id=uuid4(), course_id=course.id, kind=kind, value=value, **values | fields)


def took_part(course: Course, *codes: str) -> list[CountryTakingPart]:
    """The member states that took part in a course."""
    return [CountryTakingPart(course_id=course.id, country_code=code) for code in codes]
