"""Compiling a progress report from what is recorded within its period."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import and_, or_

from pesnet.core.message import Message, counted
from pesnet.courses.models import Course, CourseState
from pesnet.network.models import Party
from pesnet.network.queries import countries
from pesnet.outcomes import queries as outcomes
from pesnet.outcomes import rules
from pesnet.outcomes.delivery import Delivery
from pesnet.outcomes.models import ActivityStatus, CourseReportState, Figure, FigureKind
from pesnet.reporting import figures, queries
from pesnet.reporting.compiled import (
    ActivityLine,
    AreaLine,
    CompiledReport,
    CountryLine,
    DeliveryLine,
    PartyLine,
    Standing,
    Stated,
)
from pesnet.reporting.models import ProgressReport
from pesnet.workplan.models import Activity, BeneficiaryRule, PartyRole, Precision, ThematicArea, WorkPlan

STANDINGS = {
    ActivityStatus.PLANNED: Standing.NOT_STARTED,
    ActivityStatus.LEAD_SOUGHT: Standing.NOT_STARTED,
    ActivityStatus.CALL_OPEN: Standing.ONGOING,
    ActivityStatus.IN_DELIVERY: Standing.ONGOING,
    ActivityStatus.DELIVERED: Standing.DELIVERED,
    ActivityStatus.REPORTED: Standing.DELIVERED,
    ActivityStatus.POSTPONED: Standing.POSTPONED,
    ActivityStatus.CARRIED_OVER: Standing.POSTPONED,
    ActivityStatus.CANCELLED: Standing.CANCELLED,
}
WRITTEN = {CourseReportState.ACCEPTED, CourseReportState.RECORDED}


def report(progress: ProgressReport, now: datetime) -> CompiledReport:
    """The report as the records are now; a report in preparation need not be saved. Ten queries for any plan."""
    plan = queries.whole_plan(progress.plan_id)
    ids = [activity.id for area in plan.areas for activity in area.activities]
    outside = and_(Course.activity_id.is_(None), Course.is_sample == plan.is_sample)
    found = outcomes.deliveries_where(or_(Course.activity_id.in_(ids), outside))
    period = Period(progress, now)
    areas = tuple(_area(area, found, period) for area in plan.areas)
    apart = tuple(_line(d, None, period) for d in found if d.course.activity_id is None and period.holds(d))
    activities = [line for area in areas for line in area.activities]
    held = [delivery for line in activities for delivery in line.deliveries]
    return CompiledReport(
        plan_slug=plan.slug, plan_title=plan.title, first_year=plan.first_year, last_year=plan.last_year,
        objective=plan.overall_objective, window_from=progress.window_from, window_to=progress.window_to,
        slug=progress.slug, occasion=progress.occasion, is_sample=plan.is_sample, areas=areas, outside=apart,
        figures=figures.headline(activities, apart), participation=_participation([*held, *apart]),
        texts={(row.part, row.area_number): row.text for row in progress.texts},
    )  # fmt: skip


def of_period(plan: WorkPlan, window: tuple[date, date], now: datetime) -> CompiledReport:
    """A report that is not kept, on a plan for a window from one day to another."""
    first, last = window
    return report(ProgressReport(plan_id=plan.id, slug="", window_from=first, window_to=last, texts=[]), now)


class Period:
    """The window of a report, seen from now: what lies after the window or in the future does not count."""

    def __init__(self, progress: ProgressReport, now: datetime) -> None:
        self.first = progress.window_from
        self.last = progress.window_to
        self.moment = min(now, datetime.combine(self.last + timedelta(days=1), time(), UTC))
        self.day = min(self.last, now.date())

    def is_over(self, delivery: Delivery) -> bool:
        """Whether the delivery had taken place by the end of the window."""
        return rules.course_status(delivery.course, delivery.report, self.moment) in rules.DELIVERED

    def holds(self, delivery: Delivery) -> bool:
        """Whether the delivery belongs to this window, both of its days included."""
        day = delivery.counted_on
        return self.is_over(delivery) and day is not None and self.first <= day <= self.last

    def precedes(self, delivery: Delivery) -> bool:
        """Whether the delivery took place before this window."""
        day = delivery.counted_on
        return self.is_over(delivery) and day is not None and day < self.first


def _area(area: ThematicArea, found: list[Delivery], period: Period) -> AreaLine:
    lines = (
        _activity(area, activity, [row for row in found if row.course.activity_id == activity.id], period)
        for activity in area.activities
    )
    return AreaLine(area.number, area.title, area.objectives, tuple(lines))


def _activity(area: ThematicArea, activity: Activity, found: list[Delivery], period: Period) -> ActivityLine:
    status, standing = _standing(activity, found, period)
    code = f"{area.number}.{activity.number}"
    held = tuple(_line(row, activity, period, code) for row in found if period.holds(row))
    return ActivityLine(
        id=activity.id, code=code, title=activity.title, type=activity.type, status=status, standing=standing,
        timeline=activity.timeline, venue=activity.venue, leads=_parties(activity.of(PartyRole.LEAD)),
        providers=_parties(activity.of(PartyRole.PROVIDER)), beneficiaries=_beneficiaries(activity),
        reason=activity.decision_reason, deliveries=held,
    )  # fmt: skip


def _standing(activity: Activity, found: list[Delivery], period: Period) -> tuple[ActivityStatus, Standing]:
    """Status and headline at the end of the window; deliveries outside it do not make an activity delivered."""
    if decision := rules.decided(activity, period.day):
        return decision, STANDINGS[decision]
    reports = {row.course.id: row.report for row in found if row.report}
    counting = [row.course for row in found if period.holds(row) or not period.is_over(row)]
    status = rules.reached(activity, counting, reports, period.moment)
    before = [row.course for row in found if period.precedes(row)]
    if before and STANDINGS[status] is Standing.NOT_STARTED:
        return rules.reached(activity, before, reports, period.moment), Standing.DELIVERED_BEFORE
    return status, STANDINGS[status]


def _line(delivery: Delivery, activity: Activity | None, period: Period, code: str = "") -> DeliveryLine:
    course = delivery.course
    written = delivery.report if delivery.report and delivery.report.state in WRITTEN else None
    texts = ("outputs", "results", "difficulties", "lessons", "follow_up", "variance_reason")
    return DeliveryLine(
        course_id=course.id, slug=course.slug, title=course.title, type=course.type, code=code,
        first_day=delivery.first_day, last_day=delivery.last_day, mode=delivery.mode, venue=course.venue,
        leads=_parties(course.of(PartyRole.LEAD)), providers=_parties(course.of(PartyRole.PROVIDER)),
        provided_by=written.provided_by if written else "", funder=written.funder if written else "",
        participants=_stated(delivery, FigureKind.PARTICIPANTS), countries=_stated(delivery, FigureKind.COUNTRIES),
        country_codes=delivery.country_codes, differences=_differences(delivery, activity) if activity else (),
        outside_reason=course.outside_plan_reason, source=course.source, source_url=course.source_url,
        is_recorded=course.state is CourseState.RECORDED, is_sample=course.is_sample,
        **({name: getattr(written, name) for name in texts} if written else {}),
    )  # fmt: skip


def _differences(delivery: Delivery, activity: Activity) -> tuple[Message, ...]:
    """In what the delivery differs from the plan."""
    course = delivery.course
    found = []
    if activity.type and course.type is not activity.type:
        found.append(Message("held as %(actual)s, planned as %(plan)s", actual=course.type, plan=activity.type))
    planned_in = activity.timeline_start if activity.timeline_precision is Precision.YEAR else None
    if planned_in and delivery.first_day and delivery.first_day.year != planned_in.year:
        found.append(Message("held in another year than planned"))
    for role, words in (
        (PartyRole.LEAD, Message("led by others than planned")),
        (PartyRole.PROVIDER, Message("provided by others than planned")),
    ):
        planned = {party.code for party in activity.of(role)}
        if planned and planned != {party.code for party in course.of(role)}:
            found.append(words)
    return tuple(found)


def _stated(delivery: Delivery, kind: FigureKind) -> Stated | None:
    chosen = delivery.chosen(kind)
    if chosen is None:
        return None
    return _as_stated(chosen, tuple(_as_stated(other) for other in delivery.others(kind)))


def _as_stated(figure: Figure, others: tuple[Stated, ...] = ()) -> Stated:
    return Stated(
        figure.value, figure.qualifier, figure.women, figure.sex_known, figure.as_written, figure.as_of, figure.source,
        figure.source_url, others,
    )  # fmt: skip


def _parties(parties: Iterable[Party]) -> tuple[PartyLine, ...]:
    return tuple(
        PartyLine(party.code, party.name, party.country.sort_keys if party.country else {}) for party in parties
    )


def _beneficiaries(activity: Activity) -> Message:
    if activity.beneficiary_rule is BeneficiaryRule.ALL:
        return Message("All member states")
    named = len(activity.of(PartyRole.BENEFICIARY))
    return counted("%(n)s named state", "%(n)s named states", named)


def _participation(deliveries: list[DeliveryLine]) -> tuple[CountryLine, ...]:
    by_code = {country.code: country for country in countries("en")}
    codes = sorted({code for delivery in deliveries for code in delivery.country_codes})
    return tuple(
        CountryLine(
            PartyLine(code, by_code[code].name, by_code[code].sort_keys),
            tuple(delivery for delivery in deliveries if code in delivery.country_codes),
        )
        for code in codes
    )
