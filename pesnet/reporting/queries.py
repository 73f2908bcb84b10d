"""Finding progress reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select, true
from sqlalchemy.orm import joinedload

from pesnet.core.db import session
from pesnet.core.errors import NotFound
from pesnet.documents.formats import FORMATS
from pesnet.files.models import StoredFile
from pesnet.jobs.models import Job, JobState
from pesnet.policy import Actor, Grant, Permission, Reach, anywhere, published, reaches
from pesnet.reporting.figures import DEFINITIONS
from pesnet.reporting.models import ProgressReport, ReportPart, ReportState, ReportText
from pesnet.workplan.models import Activity, PlanState, ThematicArea, WorkPlan

AS_SQL: dict[Reach, Callable[[Grant], ColumnElement[bool]]] = {
    anywhere: lambda _grant: true(),
    published: lambda _grant: ProgressReport.state == ReportState.PUBLISHED,
}
OF_PLANS: dict[Reach, Callable[[Grant], ColumnElement[bool]]] = {
    anywhere: lambda _grant: true(),
    published: lambda _grant: WorkPlan.state != PlanState.DRAFT,
}


def visible(actor: Actor) -> ColumnElement[bool]:
    """The reports this actor may read."""
    return or_(*(AS_SQL[reach](grant) for grant, reach in reaches(actor, Permission.REPORT_VIEW)))


def reports(actor: Actor) -> list[ProgressReport]:
    """The reports, the latest period first."""
    chosen = select(ProgressReport).where(visible(actor)).options(joinedload(ProgressReport.plan))
    return list(session().scalars(chosen.order_by(ProgressReport.window_to.desc(), ProgressReport.slug)))


def report(slug: str, actor: Actor) -> ProgressReport:
    """One report with its texts and its plan."""
    chosen = select(ProgressReport).where(ProgressReport.slug == slug, visible(actor))
    found = (
        session()
        .scalars(chosen.options(joinedload(ProgressReport.plan), joinedload(ProgressReport.texts)))
        .unique()
        .one_or_none()
    )
    if found is None:
        raise NotFound
    return found


def report_by_id(report_id: UUID, actor: Actor) -> ProgressReport:
    """One report by its id, for the tasks."""
    slug = session().scalar(select(ProgressReport.slug).where(ProgressReport.id == report_id))
    return report(slug or "", actor)


def plans(actor: Actor) -> list[WorkPlan]:
    """The plans one can report on, the newest period first, facts before samples."""
    within = or_(*(OF_PLANS[reach](grant) for grant, reach in reaches(actor, Permission.PLAN_VIEW)))
    order = (WorkPlan.is_sample, WorkPlan.first_year.desc(), WorkPlan.created_at.desc())
    return list(session().scalars(select(WorkPlan).where(within).order_by(*order)))


def plan_for(slug: str | None, window_from: date, window_to: date, actor: Actor) -> WorkPlan:
    """The plan with this slug; without one, the plan whose period meets the window, adopted before drafts."""
    known = plans(actor)
    if slug:
        found = [plan for plan in known if plan.slug == slug]
    else:
        meets = [plan for plan in known if plan.first_year <= window_to.year and plan.last_year >= window_from.year]
        found = sorted(meets, key=lambda plan: plan.state is PlanState.DRAFT)
    if not found:
        raise NotFound
    return found[0]


def whole_plan(plan_id: UUID) -> WorkPlan:
    """A plan with areas, activities and parties, in two queries."""
    activities = joinedload(WorkPlan.areas).joinedload(ThematicArea.activities)
    options = (activities.selectinload(Activity.parties),)
    return session().scalars(select(WorkPlan).where(WorkPlan.id == plan_id).options(*options)).unique().one()


def slug_is_taken(slug: str) -> bool:
    """Whether a report has this address already."""
    return session().scalar(select(exists().where(ProgressReport.slug == slug))) or False


def text_of(report: ProgressReport, part: ReportPart, area_number: int) -> ReportText | None:
    """The text of a part, if something was written."""
    return next((row for row in report.texts if (row.part, row.area_number) == (part, area_number)), None)


def made_files(effects: dict[str, str]) -> dict[str, StoredFile]:
    """The files that were made of exactly this content, by the name of their format."""
    made_of_these = or_(*(Job.effect_key.endswith(effect, autoescape=True) for effect in effects.values()))
    chosen = select(Job.effect_key, StoredFile).join(Job, Job.file_id == StoredFile.id)
    rows = session().execute(chosen.where(Job.state == JobState.DONE, made_of_these).order_by(Job.finished_at)).all()
    return {name: file for name, effect in effects.items() for key, file in rows if key.endswith(effect)}


@dataclass(frozen=True)
class Part:
    """A part of a report, as the subject of a page."""

    report: ProgressReport
    name: str
    area_number: int = 0

    @property
    def is_public(self) -> bool:
        """A part is public when its report is."""
        return self.report.is_public


def figure(slug: str, name: str, actor: Actor) -> Part:
    """A headline figure of a report, by its name."""
    if name not in DEFINITIONS:
        raise NotFound
    return Part(report(slug, actor), name)


def text_part(slug: str, part: str, area_number: int, actor: Actor) -> Part:
    """A part that the secretariat writes; the number is that of a thematic area for the part *area*, else 0."""
    if part not in {known.value for known in ReportPart} or (part == ReportPart.AREA.value) != (area_number > 0):
        raise NotFound
    return Part(report(slug, actor), part, area_number)


def format_of(slug: str, kind: str, actor: Actor) -> Part:
    """A report in a format."""
    if kind not in FORMATS:
        raise NotFound
    return Part(report(slug, actor), kind)
