"""The secretariat's page of a plan: open questions, adoption, discarding a draft."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pesnet.policy import Permission, may
from pesnet.web.arrival import arrival
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor
from pesnet.web.languages import language
from pesnet.workplan import queries, rules, services
from pesnet.workplan.forms.document import FRAMEWORK_NAMES, VersionForm
from pesnet.workplan.forms.plan import AdoptionForm, QuestionForm, question_form
from pesnet.workplan.models import OpenQuestion, WorkPlan
from pesnet.workplan.parsed import CELL_NAMES
from pesnet.workplan.views.blueprint import bp


@bp.get("/plans/<slug>")
@guarded(Permission.PLAN_VIEW, queries.plan)
def show(plan: WorkPlan) -> ResponseReturnValue:
    """A plan as it stands in the records."""
    return show_plan(plan)


@bp.post("/plans/<slug>/questions/<uuid:question_id>")
@guarded(Permission.PLAN_EDIT, queries.question)
def settle(question: OpenQuestion) -> ResponseReturnValue:
    """Answer an open question."""
    form = question_form(question, queries.party_choices(language()))
    plan = queries.whole(question.plan_id)
    if not form.attempt(lambda: services.settle(question, form.given, actor=actor(), now=arrival())):
        return show_plan(plan, question, form)
    flash(_("The question is settled."))
    return redirect(url_for("workplan.show", slug=plan.slug, _anchor="questions"), 303)


@bp.route("/plans/<slug>/adopt", methods=["GET", "POST"])
@guarded(Permission.PLAN_ADOPT, queries.plan)
def adopt(plan: WorkPlan) -> ResponseReturnValue:
    """Record the adoption, after its consequences were said."""
    form = AdoptionForm()
    if form.attempt(lambda: services.adopt(plan, form.read(), actor=actor(), now=arrival())):
        flash(_("The adoption is recorded. The plan is public."))
        return redirect(url_for("workplan.show", slug=plan.slug), 303)
    obstacles = rules.MACHINE.moves["adopt"].obstacles(plan, arrival())
    return page("workplan/adopt.html", form=form, plan=plan, obstacles=obstacles, count=count(plan))


@bp.route("/plans/<slug>/discard", methods=["GET", "POST"])
@guarded(Permission.PLAN_EDIT, queries.plan)
def discard_draft(plan: WorkPlan) -> ResponseReturnValue:
    """Delete a draft, after its consequences were said."""
    form = VersionForm()
    if form.attempt(lambda: services.discard_draft(plan, actor=actor(), now=arrival())):
        flash(_("The draft was discarded."))
        return redirect(url_for("workplan.index"), 303)
    return page("workplan/discard.html", form=form, plan=plan, count=count(plan))


def show_plan(
    plan: WorkPlan, asked: OpenQuestion | None = None, sent: QuestionForm | None = None
) -> ResponseReturnValue:
    """The page of a plan; an answer that was refused stands at its question with the reasons."""
    may_edit = may(actor(), Permission.PLAN_EDIT, plan)
    questions = queries.questions(plan) if may_edit or not plan.is_public else []
    parties = queries.party_choices(language()) if may_edit and questions else []
    forms = {one.id: question_form(one, parties) for one in questions} if may_edit else {}
    if asked and sent:
        forms[asked.id] = sent
    return page(
        "workplan/show.html", form=sent, plan=plan, questions=questions, forms=forms, count=count(plan),
        versions=queries.versions(plan), framework_names=FRAMEWORK_NAMES, cell_names=CELL_NAMES,
        moves=list(rules.MACHINE.offered(plan, actor=actor(), now=arrival())), may_edit=may_edit,
    )  # fmt: skip


def count(plan: WorkPlan) -> int:
    """How many activities a plan has."""
    return sum(len(area.activities) for area in plan.areas)
