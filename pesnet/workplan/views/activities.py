"""Changing an activity, and recording what was decided about it."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pesnet.policy import Permission
from pesnet.web.arrival import arrival
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor
from pesnet.workplan import queries, services
from pesnet.workplan.forms.activity import ActivityForm
from pesnet.workplan.forms.plan import DecisionForm
from pesnet.workplan.models import Activity
from pesnet.workplan.views.blueprint import bp


@bp.route("/plans/<slug>/activities/<code>", methods=["GET", "POST"])
@guarded(Permission.PLAN_EDIT, queries.activity_by_code)
def edit(activity: Activity) -> ResponseReturnValue:
    """Change an activity; of an adopted plan by amendment."""
    form = ActivityForm(activity)
    if form.attempt(lambda: services.edit(activity, form.read(), form.change, actor=actor(), now=arrival())):
        flash(_("Activity %(code)s was saved.", code=activity.code))
        slug = activity.area.plan.slug
        return redirect(url_for("workplan.show", slug=slug, _anchor=f"activity-{activity.code}"), 303)
    return page("workplan/activity.html", form=form, activity=activity, plan=activity.area.plan)


@bp.route("/plans/<slug>/activities/<code>/decision", methods=["GET", "POST"])
@guarded(Permission.PLAN_EDIT, queries.activity_by_code)
def decide(activity: Activity) -> ResponseReturnValue:
    """Record that an activity is postponed, carried over or cancelled, or take that back."""
    form = DecisionForm.of(activity)
    if form.attempt(lambda: services.decide(activity, *form.read(), actor=actor(), now=arrival())):
        flash(_("The decision on activity %(code)s was recorded.", code=activity.code))
        slug = activity.area.plan.slug
        return redirect(url_for("workplan.show", slug=slug, _anchor=f"activity-{activity.code}"), 303)
    return page("workplan/decision.html", form=form, activity=activity, plan=activity.area.plan)
