"""Screens of progress reports."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Response, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pesnet.core.errors import NotFound
from pesnet.core.translated import LANGUAGES
from pesnet.documents import csv, json, xlsx
from pesnet.documents.content import Language
from pesnet.documents.formats import FORMATS
from pesnet.files.names import offered
from pesnet.policy import Permission
from pesnet.reporting import charts, queries, records, rules, services, wording
from pesnet.reporting import compile as compiling
from pesnet.reporting.document import document
from pesnet.reporting.figures import states_of
from pesnet.reporting.forms import NewReportForm, TextForm
from pesnet.reporting.generated import AREA_COLUMNS
from pesnet.reporting.models import ProgressReport, ReportPart
from pesnet.web.answers import attachment
from pesnet.web.arrival import arrival
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor
from pesnet.web.kept import kept
from pesnet.web.languages import language
from pesnet.web.templating import plain

bp = Blueprint("reporting", __name__)
LIGHT = {"xlsx": xlsx.render, "json": json.render, "csv": csv.render}


@bp.get("/reports")
@kept
@guarded(Permission.REPORT_VIEW)
def index() -> ResponseReturnValue:
    """All reports, the latest first."""
    return page("reporting/index.html", reports=queries.reports(actor()))


@bp.route("/reports/new", methods=["GET", "POST"])
@guarded(Permission.REPORT_COMPILE)
def new() -> ResponseReturnValue:
    """Begin a report."""
    plans = {plan.slug: plan for plan in queries.plans(actor())}
    form = NewReportForm()
    form.plan.choices = [("", ""), *((slug, plain(plan.title)) for slug, plan in plans.items())]
    made: list[ProgressReport] = []
    if form.attempt(
        lambda: made.append(services.begin(plans[form.plan.data], form.read(), actor=actor(), now=arrival()))
    ):
        flash(_("The report has been begun. It shows what is recorded, and you can write its texts."))
        return redirect(url_for(".show", slug=made[0].slug))
    return page("reporting/new.html", form=form)


@bp.get("/reports/<slug>")
@kept
@guarded(Permission.REPORT_VIEW, queries.report)
def show(report: ProgressReport) -> ResponseReturnValue:
    """The report in the reader's language; every number opens the records it counts."""
    compiled = compiling.report(report, arrival())
    return page(
        "reporting/show.html",
        report=report,
        compiled=compiled,
        words=wording,
        charts=charts,
        states_of=states_of,
        columns=AREA_COLUMNS,
        parts=ReportPart,
        files=queries.made_files(services.effects(report, compiled, _heavy())),
        moves=list(rules.MACHINE.offered(report, actor=actor(), now=arrival())),
    )


@bp.get("/reports/<slug>/figures/<name>")
@kept
@guarded(Permission.REPORT_VIEW, queries.figure)
def figure(part: queries.Part) -> ResponseReturnValue:
    """The definition of a figure, and for those who may see them the records it counts."""
    area = request.args.get("area", type=int) or 0
    compiled = compiling.report(part.report, arrival())
    return page(
        "reporting/figure.html",
        report=part.report,
        compiled=compiled,
        found=records.of(compiled, part.name, area),
        area=next((line for line in compiled.areas if line.number == area), None),
        words=wording,
        states_of=states_of,
    )


@bp.route("/reports/<slug>/texts/<part>/<int:area_number>", methods=["GET", "POST"])
@guarded(Permission.REPORT_COMPILE, queries.text_part)
def write(part: queries.Part) -> ResponseReturnValue:
    """Write a part of the report in three languages."""
    place = (ReportPart(part.name), part.area_number)
    kept = queries.text_of(part.report, *place)
    stored = {f"text_{code}": kept.text.get(code) for code in LANGUAGES} if kept else {}
    form = TextForm(data={**stored, "version": kept.version if kept else 0})
    if form.attempt(
        lambda: services.write_text(
            part.report, services.Written(*place, form.read(), form.version.data or 0), actor=actor(), now=arrival()
        )
    ):
        flash(_("The text has been saved."))
        return redirect(url_for(".show", slug=part.report.slug))
    return page("reporting/write.html", form=form, report=part.report, part=place[0], area_number=part.area_number)


@bp.post("/reports/<slug>/publish")
@guarded(Permission.REPORT_COMPILE, queries.report)
def publish(report: ProgressReport) -> ResponseReturnValue:
    """Publish the report."""
    services.publish(report, actor=actor(), now=arrival())
    flash(_("The report has been published. Its documents are being made."))
    return redirect(url_for(".show", slug=report.slug))


@bp.get("/reports/<slug>/documents/<kind>")
@guarded(Permission.REPORT_VIEW, queries.format_of)
def fetch(part: queries.Part) -> ResponseReturnValue:
    """The report as a file: data at once, PDF and DOCX when they have been made."""
    report = part.report
    compiled = compiling.report(report, arrival())
    if part.name in LIGHT:
        content = LIGHT[part.name](document(compiled, _language(), _base()))
        return _download(content, f"progress-report-{report.slug}-{language()}", part.name)
    made = queries.made_files(services.effects(report, compiled, _heavy()))
    if part.name not in made:
        raise NotFound
    path = current_app.extensions["pesnet.files"].read(made[part.name])
    return attachment(path, name=offered(made[part.name].name), media_type=made[part.name].media_type)


@bp.post("/reports/<slug>/documents/<kind>")
@guarded(Permission.REPORT_VIEW, queries.format_of)
def ask(part: queries.Part) -> ResponseReturnValue:
    """Have a PDF or DOCX made of what the report says now."""
    wanted = services.Wanted(_language(), part.name)
    job = services.ask_for(part.report, wanted, actor=actor(), now=arrival())
    return redirect(url_for("desk.job", job_id=job.id))


def _language() -> Language:
    return cast(Language, language())


def _base() -> str:
    return str(current_app.extensions["pesnet.config"].base_url)


def _heavy() -> list[services.Wanted]:
    return [services.Wanted(_language(), kind) for kind in services.HEAVY]


def _download(content: bytes, name: str, kind: str) -> Response:
    response = Response(content, mimetype=FORMATS[kind].media_type)
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.{FORMATS[kind].extension}")
    return response
