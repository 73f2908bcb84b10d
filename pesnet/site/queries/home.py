"""What the home page shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from pesnet.core.db import session
from pesnet.core.message import Message
from pesnet.courses import queries as courses
from pesnet.courses import rules
from pesnet.courses.models import Course, CourseState
from pesnet.network import queries as network
from pesnet.policy import VISITOR
from pesnet.reporting import compile as reporting
from pesnet.reporting.compiled import Count
from pesnet.site.tiles import Band, Tile, bands, tiles
from pesnet.workplan import queries as workplan
from pesnet.workplan.models import Activity, BeneficiaryRule, PartyRole, ThematicArea, WorkPlan

HEADLINES = ("planned", "delivered", "participants", "member_states")
LATEST = 4


@dataclass(frozen=True)
class Home:
    """The parts of the home page: open calls, the newest plan and its figures, the tile map, the latest deliveries."""

    now: datetime
    calls: list[Course]
    invited: Mapping[UUID, int]
    plan: WorkPlan | None
    figures: list[Count]
    tiles: list[Tile]
    latest: list[Course]

    def days_left(self, course: Course) -> Message:
        """How long the call is still open."""
        return rules.days_left(course, self.now)

    @property
    def bands(self) -> list[Band]:
        """The legend of the map."""
        return bands(tile.count for tile in self.tiles)

    @property
    def named(self) -> list[str]:
        """Every mention of a state in a list of beneficiaries."""
        return [
            party.country_code
            for area in (self.plan.areas if self.plan else ())
            for activity in area.activities
            if activity.beneficiary_rule is BeneficiaryRule.LISTED
            for party in activity.of(PartyRole.BENEFICIARY)
            if party.country_code
        ]


def home(language: str, now: datetime) -> Home:
    """Everything the home page shows: the same to everybody."""
    calls = courses.open_calls(now)
    plan = workplan.newest(VISITOR)
    return Home(
        now=now,
        calls=calls,
        invited=courses.invited([course.id for course in calls]),
        plan=plan,
        figures=_figures(plan, now),
        tiles=tiles(plan, network.countries(language)),
        latest=_latest(now),
    )


def _figures(plan: WorkPlan | None, now: datetime) -> list[Count]:
    if plan is None:
        return []
    window = (date(plan.first_year, 1, 1), min(now.date(), date(plan.last_year, 12, 31)))
    return [count for count in reporting.of_period(plan, window, now).figures if count.name in HEADLINES]


def _latest(now: datetime) -> list[Course]:
    """The deliveries that ended last: recorded ones, and published courses that are over."""
    over = (Course.state == CourseState.PUBLISHED) & (Course.ends_on < now.date())
    chosen = (
        select(Course)
        .where(or_(Course.state == CourseState.RECORDED, over))
        .options(joinedload(Course.activity).joinedload(Activity.area).joinedload(ThematicArea.plan))
        .order_by(Course.starts_on.desc(), Course.slug)
        .limit(LATEST)
    )
    return list(session().scalars(chosen))
