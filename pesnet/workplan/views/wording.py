"""Changing the texts of a plan and of its thematic areas."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pesnet.policy import Permission
from pesnet.web.arrival import arrival
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor
from pesnet.workplan import amendments, queries
from pesnet.workplan.forms.wording import AreaTextsForm, PlanTextsForm
from pesnet.workplan.models import ThematicArea, WorkPlan
from pesnet.workplan.views.blueprint import bp


@bp.route("/plans/<slug>/texts", methods=["GET", "POST"])
@guarded(Permission.PLAN_EDIT, queries.plan)
def edit_texts(plan: WorkPlan) -> ResponseReturnValue:
    """Change the title, the period and the framework; of an adopted plan by amendment."""
    form = PlanTextsForm(plan)
    if form.attempt(lambda: amendments.edit_plan(plan, form.read(), form.change, actor=actor(), now=arrival())):
        flash(_("The texts of the plan were saved."))
        return redirect(url_for("workplan.show", slug=plan.slug), 303)
    return page("workplan/texts.html", form=form, plan=plan)


@bp.route("/plans/<slug>/areas/<int:area_number>", methods=["GET", "POST"])
@guarded(Permission.PLAN_EDIT, queries.area)
def edit_area(area: ThematicArea) -> ResponseReturnValue:
    """Change the title and the objectives of an area; of an adopted plan by amendment."""
    form = AreaTextsForm(area)
    if form.attempt(lambda: amendments.edit_area(area, form.read(), form.change, actor=actor(), now=arrival())):
        flash(_("Thematic area %(number)s was saved.", number=area.number))
        return redirect(url_for("workplan.show", slug=area.plan.slug, _anchor=f"area-{area.number}"), 303)
    return page("workplan/area.html", form=form, area=area, plan=area.plan)
