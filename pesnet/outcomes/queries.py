"""Finding the outcomes of activities and courses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from pesnet.core.db import session
from pesnet.core.errors import NotFound
from pesnet.core.task import Task
from pesnet.courses.models import Course, CourseParty, CourseState
from pesnet.nominations.models import Nomination, Nominee, Sex
from pesnet.nominations.rules import HAS_A_PLACE
from pesnet.outcomes import duties, rules
from pesnet.outcomes.delivery import Claim, Delivery, Selected, begun
from pesnet.outcomes.models import (
    ActivityStatus,
    CountryTakingPart,
    CourseReport,
    CourseReportState,
    Figure,
    FigureKind,
)
from pesnet.policy import Actor, Grant, Permission, Reach, Role, anywhere, may, own_lead, own_provision, reaches
from pesnet.workplan.models import Activity, PartyRole, ThematicArea

WITH_PARTIES = (selectinload(Course.parties),)


def statuses(activities: Iterable[Activity], now: datetime) -> dict[UUID, ActivityStatus]:
    """The status of each activity, by its id, in two queries however many there are."""
    wanted = list(activities)
    courses: dict[UUID | None, list[Course]] = defaultdict(list)
    for course in session().scalars(select(Course).where(Course.activity_id.in_([row.id for row in wanted]))):
        courses[course.activity_id].append(course)
    ids = [course.id for group in courses.values() for course in group]
    reports = _reports(ids)
    return {row.id: rules.status(row, courses[row.id], reports, now) for row in wanted}


def status_of(activity: Activity, now: datetime) -> ActivityStatus:
    """The status of one activity."""
    return statuses([activity], now)[activity.id]


def deliveries(activity_ids: Iterable[UUID]) -> dict[UUID, list[Delivery]]:
    """Every course of these activities with what is known of its outcome, by activity, in the order of their dates."""
    found: dict[UUID, list[Delivery]] = {activity_id: [] for activity_id in activity_ids}
    for delivery in deliveries_where(Course.activity_id.in_(found)):
        if delivery.course.activity_id:
            found[delivery.course.activity_id].append(delivery)
    return found


def deliveries_where(condition: ColumnElement[bool]) -> list[Delivery]:
    """Courses with parties, reports, figures and countries, in five queries, in the order of their dates."""
    chosen = select(Course).where(condition).options(*WITH_PARTIES).order_by(Course.starts_on, Course.slug)
    courses = list(session().scalars(chosen))
    ids = [course.id for course in courses]
    reports = _reports(ids)
    figures: dict[UUID, list[Figure]] = defaultdict(list)
    for figure in session().scalars(
        select(Figure).where(Figure.course_id.in_(ids)).order_by(Figure.created_at, Figure.id)
    ):
        figures[figure.course_id].append(figure)
    codes: dict[UUID, list[str]] = defaultdict(list)
    taking_part = select(CountryTakingPart).where(CountryTakingPart.course_id.in_(ids))
    for row in session().scalars(taking_part.order_by(CountryTakingPart.country_code)):
        codes[row.course_id].append(row.country_code)
    return [
        Delivery(course, reports.get(course.id), tuple(figures[course.id]), tuple(codes[course.id]))
        for course in courses
    ]


def delivery_of(course: Course) -> Delivery:
    """One course with what is known of its outcome."""
    return deliveries_where(Course.id == course.id)[0]


def chosen_figure(course_id: UUID, kind: FigureKind) -> Figure | None:
    """The figure of this kind that counts for a course."""
    chosen = select(Figure).where(Figure.course_id == course_id, Figure.kind == kind, Figure.is_chosen)
    return session().scalars(chosen.order_by(Figure.created_at)).first()


def figure_of_report(report_id: UUID, kind: FigureKind) -> Figure | None:
    """The figure of this kind that a course report states."""
    return session().scalars(select(Figure).where(Figure.report_id == report_id, Figure.kind == kind)).one_or_none()


def report(slug: str, actor: Actor) -> CourseReport:
    """The report on a course, published or recorded; one not begun yet is prefilled and not kept."""
    held = Course.state.in_([CourseState.PUBLISHED, CourseState.RECORDED])
    course = _course((Course.slug == slug) & held & within(actor, Permission.COURSE_REPORT_VIEW))
    kept = session().scalars(select(CourseReport).where(CourseReport.course_id == course.id)).one_or_none()
    if kept is None:
        return begun(course)
    set_committed_value(kept, "course", course)
    return kept


def report_by_id(report_id: UUID) -> CourseReport:
    """One report with its course, for the letters."""
    chosen = select(CourseReport).where(CourseReport.id == report_id).options(joinedload(CourseReport.course))
    return session().scalars(chosen).one()


def claim(figure_id: UUID, actor: Actor) -> Claim:
    """A figure with its course."""
    figure = session().get(Figure, figure_id)
    if figure is None:
        raise NotFound
    return Claim(figure, _course((Course.id == figure.course_id) & within(actor, Permission.COURSE_REPORT_VIEW)))


def course(slug: str, actor: Actor) -> Course:
    """A course whose outcome the actor may see."""
    return _course((Course.slug == slug) & within(actor, Permission.COURSE_REPORT_VIEW))


def activity(activity_id: UUID, actor: Actor) -> Activity:
    """An activity a delivery of which could be recorded; the guard asks whether this actor may."""
    options = (joinedload(Activity.area).joinedload(ThematicArea.plan), selectinload(Activity.parties))
    found = session().scalars(select(Activity).where(Activity.id == activity_id).options(*options)).one_or_none()
    if found is None or not may(actor, Permission.PLAN_VIEW, found.area.plan):
        raise NotFound
    return found


def selected(course: Course) -> Selected:
    """Who was selected through the portal; a proposal for the figures of the report."""
    chosen = select(Nomination.country_code, Nominee.sex).join(Nominee, Nominee.id == Nomination.nominee_id)
    rows = session().execute(chosen.where(Nomination.course_id == course.id, Nomination.state.in_(HAS_A_PLACE))).all()
    sexes = [sex for _code, sex in rows if sex]
    return Selected(len(rows), sexes.count(Sex.FEMALE), len(sexes), tuple(sorted({code for code, _sex in rows})))


def waiting(actor: Actor, now: datetime) -> list[Task]:
    """Reports due from the leads of courses that have ended, and those sent to the secretariat."""
    tasks: list[Task] = []
    if actor.holds(Role.LEAD_OFFICER):
        tasks += [duties.to_write(course, found) for course, found in _due(actor, now)]
    if actor.holds(Role.SECRETARIAT):
        sent = select(CourseReport).where(CourseReport.state == CourseReportState.SUBMITTED)
        tasks += [duties.to_read(row) for row in session().scalars(sent.options(joinedload(CourseReport.course)))]
    return tasks


def _due(actor: Actor, now: datetime) -> list[tuple[Course, CourseReport | None]]:
    chosen = select(Course, CourseReport).outerjoin(CourseReport, CourseReport.course_id == Course.id)
    open_states = or_(
        CourseReport.id.is_(None), CourseReport.state.in_([CourseReportState.DUE, CourseReportState.SENT_BACK])
    )
    ended = and_(Course.state == CourseState.PUBLISHED, Course.ends_on < now.date())
    rows = session().execute(chosen.where(ended, open_states, within(actor, Permission.COURSE_REPORT_EDIT)))
    return [(course, found) for course, found in rows]


def _course(condition: ColumnElement[bool]) -> Course:
    activity = joinedload(Course.activity).joinedload(Activity.area).joinedload(ThematicArea.plan)
    found = session().scalars(select(Course).where(condition).options(activity, *WITH_PARTIES)).one_or_none()
    if found is None:
        raise NotFound
    return found


def _reports(course_ids: list[UUID]) -> dict[UUID, CourseReport]:
    found = session().scalars(select(CourseReport).where(CourseReport.course_id.in_(course_ids)))
    return {report.course_id: report for report in found}


AS_SQL: dict[Reach, Callable[[Grant], ColumnElement[bool]]] = {
    anywhere: lambda _grant: true(),
    own_lead: lambda grant: _is_party(PartyRole.LEAD, grant),
    own_provision: lambda grant: _is_party(PartyRole.PROVIDER, grant),
}


def _is_party(role: PartyRole, grant: Grant) -> ColumnElement[bool]:
    return exists().where(
        CourseParty.course_id == Course.id, CourseParty.role == role, CourseParty.party_id.in_(grant.party_ids)
    )


def within(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    """The courses on whose outcome the actor has the permission."""
    return or_(false(), *(AS_SQL[reach](grant) for grant, reach in reaches(actor, permission)))
