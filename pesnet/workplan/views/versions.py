"""Versions of plans, their differences, and exports."""

from __future__ import annotations

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pesnet.core.languages import NAMES
from pesnet.core.translated import LANGUAGES
from pesnet.jobs.services import ask
from pesnet.policy import Permission
from pesnet.web.arrival import arrival
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor
from pesnet.web.languages import language
from pesnet.workplan import comparison, exports, queries
from pesnet.workplan.forms.document import FRAMEWORK_NAMES, ExportForm
from pesnet.workplan.models import ActivityType, WorkPlan
from pesnet.workplan.views.blueprint import bp


@bp.get("/plans/<slug>/versions")
@guarded(Permission.PLAN_VIEW, queries.plan)
def versions(plan: WorkPlan) -> ResponseReturnValue:
    """The frozen versions of a plan."""
    return page("workplan/versions.html", plan=plan, versions=queries.versions(plan))


@bp.get("/plans/compare")
@guarded(Permission.PLAN_VIEW)
def compare() -> ResponseReturnValue:
    """Two versions side by side, of one plan or of two."""
    choices = queries.comparable(actor())
    before_key, after_key = request.args.get("before", ""), request.args.get("after", "")
    before = queries.version(before_key, actor()) if before_key else None
    after = queries.version(after_key, actor()) if after_key else None
    entries = comparison.compare(before.content, after.content) if before and after else []
    return page(
        "workplan/compare.html", choices=choices, chosen=_chosen(list(choices)), before=before, after=after,
        entries=entries, framework_names=FRAMEWORK_NAMES, types={member.value: member.label for member in ActivityType},
    )  # fmt: skip


def _chosen(keys: list[str]) -> tuple[str, str]:
    """The versions asked for; to begin with, the newest beside the one before it."""
    newest, older = [*keys[:1], ""][0], [*keys[1:2], *keys[:1], ""][0]
    return request.args.get("before", older), request.args.get("after", newest)


@bp.get("/plans/<slug>/export", endpoint="exports")
@guarded(Permission.PLAN_VIEW, queries.plan)
def choose_export(plan: WorkPlan) -> ResponseReturnValue:
    """The formats and languages a plan can be had in."""
    form = ExportForm(formdata=None, language=language())
    return page("workplan/export.html", plan=plan, form=form, names=NAMES)


@bp.post("/plans/<slug>/export")
@guarded(Permission.DESK_VIEW, queries.plan)
def export(plan: WorkPlan) -> ResponseReturnValue:
    """Ask for the plan as Word or Excel file, which a long task makes."""
    form = ExportForm()
    if not form.is_valid():
        return page("workplan/export.html", form=form, plan=plan, names=NAMES)
    arguments = {"plan": plan.slug, "format": form.format.data, "language": form.language.data}
    frozen = f"{plan.version}.{len(queries.versions(plan))}.{len(queries.questions(plan))}"
    key = f"{plan.slug}/{form.format.data}/{form.language.data}/{frozen}"
    job = ask("workplan.export", arguments=arguments, effect_key=key, actor=actor(), now=arrival())
    return redirect(url_for("desk.job", job_id=job.id), 303)


@bp.get("/plans/<slug>.json")
@guarded(Permission.PLAN_VIEW, queries.plan)
def as_json(plan: WorkPlan) -> ResponseReturnValue:
    """The plan for other systems; ``?lang=`` chooses the language of its texts."""
    wanted = request.args.get("lang", plan.language)
    content = exports.as_json(plan, wanted if wanted in LANGUAGES else plan.language)
    return Response(content, mimetype="application/json")
