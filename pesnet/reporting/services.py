"""Acts on progress reports."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast

from pesnet.audit.services import record
from pesnet.core.db import session
from pesnet.core.errors import OUTDATED, DomainError
from pesnet.core.message import Message
from pesnet.core.translated import LANGUAGES, Translated
from pesnet.documents import json
from pesnet.documents.content import Language
from pesnet.jobs.models import Job
from pesnet.jobs.services import ask
from pesnet.policy import Actor, Permission, require
from pesnet.reporting import compile as compiling
from pesnet.reporting import queries, rules
from pesnet.reporting.compiled import CompiledReport
from pesnet.reporting.document import document
from pesnet.reporting.models import ProgressReport, ReportPart, ReportText
from pesnet.workplan.models import WorkPlan

HEAVY = ("pdf", "docx")
KIND = "reporting.document"


@dataclass(frozen=True)
class ReportDetails:
    """What a new report is about; ``occasion`` names the meeting it is for."""

    window_from: date
    window_to: date
    occasion: Translated = field(default_factory=Translated)


@dataclass(frozen=True)
class Written:
    """A part of a report as it was written; ``version`` is the one that was read, 0 for a part without text."""

    part: ReportPart
    area_number: int
    text: Translated
    version: int


@dataclass(frozen=True)
class Wanted:
    """A rendering of a report: its language and its format."""

    language: Language
    format: str


def begin(plan: WorkPlan, details: ReportDetails, *, actor: Actor, now: datetime) -> ProgressReport:
    """Begin a report on a plan for a window; it is live until it is published."""
    require(actor, Permission.REPORT_COMPILE, plan)
    if reasons := rules.check_window(details.window_from, details.window_to):
        raise DomainError(*reasons)
    report = ProgressReport(
        plan_id=plan.id, slug=_free_slug(plan, details), window_from=details.window_from, window_to=details.window_to,
        occasion=details.occasion, created_at=now, texts=[],
    )  # fmt: skip
    session().add(report)
    record(actor, "report.begin", report, now, plan_id=str(plan.id))
    return report


def write_text(report: ProgressReport, written: Written, *, actor: Actor, now: datetime) -> ReportText:
    """Write a part of the report, unless somebody else changed it since it was read."""
    require(actor, Permission.REPORT_COMPILE, report)
    row = queries.text_of(report, written.part, written.area_number)
    if (row.version if row else 0) != written.version:
        raise DomainError(OUTDATED)
    if row is None:
        row = ReportText(report_id=report.id, part=written.part, area_number=written.area_number)
        session().add(row)
    row.text = written.text
    record(
        actor, "report.write", report, now,
        part=written.part.value, area=written.area_number, languages=list(written.text),
    )  # fmt: skip
    return row


def publish(report: ProgressReport, *, actor: Actor, now: datetime) -> None:
    """Publish the report, and have its documents made in every language."""
    rules.MACHINE.take("publish", report, actor=actor, now=now)
    report.published_at = now
    record(actor, "report.publish", report, now)
    for language in LANGUAGES:
        for kind in HEAVY:
            ask_for(report, Wanted(cast(Language, language), kind), actor=actor, now=now)


def ask_for(report: ProgressReport, wanted: Wanted, *, actor: Actor, now: datetime) -> Job:
    """Have a PDF or DOCX of the report made as the records are now."""
    require(actor, Permission.REPORT_VIEW, report)
    require(actor, Permission.JOB_VIEW)
    if wanted.format not in HEAVY:
        raise DomainError(Message("There is no such format."))
    arguments = {"report_id": str(report.id), "language": wanted.language, "format": wanted.format}
    key = effects(report, compiling.report(report, now), [wanted])[wanted.format]
    return ask(KIND, arguments=arguments, effect_key=key, actor=actor, now=now)


def effects(report: ProgressReport, compiled: CompiledReport, wanted: list[Wanted]) -> dict[str, str]:
    """What renderings in one language are known by: language, format, and a digest of all they say; by format."""
    said = json.render(document(compiled, wanted[0].language))
    digest = hashlib.sha256(said).hexdigest()[:24]
    return {one.format: f"{report.id}/{one.language}/{one.format}/{digest}" for one in wanted}


def _free_slug(plan: WorkPlan, details: ReportDetails) -> str:
    wanted = f"{plan.slug}-to-{details.window_to.isoformat()}"
    slug, number = wanted, 2
    while queries.slug_is_taken(slug):
        slug, number = f"{wanted}-{number}", number + 1
    return slug
