"""The work plan: what is planned, by whom, and how far it is."""

from __future__ import annotations

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from pesnet.courses import queries as courses
from pesnet.network.names import sort_key
from pesnet.outcomes import queries as outcomes
from pesnet.outcomes.models import ActivityStatus
from pesnet.policy import Permission
from pesnet.site import work_plan as words
from pesnet.site.views.blueprint import bp
from pesnet.web.arrival import arrival
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor
from pesnet.web.kept import kept
from pesnet.web.languages import language
from pesnet.workplan import queries
from pesnet.workplan.models import Activity, BeneficiaryRule, PartyRole, PlanState, WorkPlan


@bp.get("/work-plan", defaults={"plan_slug": None})
@bp.get("/work-plan/<plan_slug>")
@kept
@guarded(Permission.PLAN_VIEW)
def work_plan(plan_slug: str | None) -> ResponseReturnValue:
    """A plan by area with the state of each activity; the newest public one when none is named."""
    plans = queries.plans(actor())
    public = [plan for plan in plans if plan.state is not PlanState.DRAFT]
    if plan_slug is None and not public:
        return page("site/work_plan_none.html")
    plan = queries.plan(plan_slug or public[0].slug, actor())
    return page("site/work_plan.html", plan=plan, plans=public, **shown(plan))


def shown(plan: WorkPlan) -> dict[str, Any]:
    """The lines of a plan by area, what is filtered, and the sums over all activities."""
    everything = [activity for area in plan.areas for activity in area.activities]
    statuses = outcomes.statuses(everything, arrival())
    held = courses.of_activity([activity.id for activity in everything])
    chosen = {name: request.args.get(name, "") for name in ("area", "state", "country")}
    lines = {
        area.number: [
            words.Line(activity, statuses[activity.id], held[activity.id])
            for activity in area.activities
            if is_wanted(activity, statuses[activity.id], chosen)
        ]
        for area in plan.areas
    }
    named = words.countries_of(plan).items()
    countries = sorted(
        ((code, party.name.in_language(language()).text) for code, party in named),
        key=lambda country: sort_key(country[1], language()),
    )
    return {
        "lines": lines,
        "chosen": chosen,
        "countries": countries,
        "states": list(ActivityStatus),
        "total": len(everything),
        "bars": words.bars(statuses.values()),
        "found": sum(map(len, lines.values())),
        "Role": PartyRole,
        "Rule": BeneficiaryRule,
        "rows_of": words.rows_of,
    }


def is_wanted(activity: Activity, status: ActivityStatus, chosen: dict[str, str]) -> bool:
    """Whether the filters let the activity through; an unknown value of a filter lets nothing through."""
    return (
        chosen["area"] in ("", str(activity.area.number))
        and chosen["state"] in ("", status.value)
        and (not chosen["country"] or words.takes_part(activity, chosen["country"]))
    )


@bp.get("/work-plan/<plan_slug>/<code>")
@kept
@guarded(Permission.PLAN_VIEW, queries.activity_by_code)
def work_plan_activity(activity: Activity) -> ResponseReturnValue:
    """An activity: plan against actual, parties, courses, decisions."""
    plan = activity.area.plan
    line = words.Line(
        activity, outcomes.status_of(activity, arrival()), courses.of_activity([activity.id])[activity.id]
    )
    return page(
        "site/work_plan_activity.html", activity=activity, plan=plan, line=line, versions=queries.versions(plan),
        Role=PartyRole, Rule=BeneficiaryRule, rows_of=words.rows_of,
    )  # fmt: skip
