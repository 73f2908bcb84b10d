"""Screens about one nominee for those who select: facts, history, points and comments; and the criteria."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pesnet.courses.models import Course
from pesnet.nominations import queries, rules
from pesnet.nominations.forms import send_back_form
from pesnet.nominations.models import Nomination
from pesnet.nominations.queries.answers import reversals
from pesnet.nominations.queries.assessments import assessment, criteria
from pesnet.nominations.queries.people import is_named_elsewhere
from pesnet.nominations.selection_forms import CommentForm, CriteriaForm, PointsForm
from pesnet.nominations.services import assessing
from pesnet.nominations.views.blueprint import bp
from pesnet.nominations.views.moves import moves_of
from pesnet.policy import Permission
from pesnet.web.arrival import arrival
from pesnet.web.forms import Form, page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor

P = Permission


@bp.get("/selection/<uuid:nomination_id>")
@guarded(P.SELECTION_VIEW, queries.nomination)
def nominee(nomination: Nomination) -> ResponseReturnValue:
    """One nominee beside the table: facts, history, proposal, points, comments, and what can be done."""
    return _show(nomination, None)


@bp.post("/selection/<uuid:nomination_id>/points")
@guarded(P.SELECTION_DECIDE, queries.nomination)
def score(nomination: Nomination) -> ResponseReturnValue:
    """Give one's own points."""
    form = PointsForm()
    if form.attempt(lambda: assessing.give_points(nomination, form.points(), actor=actor(), now=arrival())):
        flash(_("Your points were saved."))
        return redirect(url_for(".nominee", nomination_id=nomination.id))
    return _show(nomination, form)


@bp.post("/selection/<uuid:nomination_id>/comments")
@guarded(P.SELECTION_DECIDE, queries.nomination)
def comment(nomination: Nomination) -> ResponseReturnValue:
    """Leave a comment for the others who select."""
    form = CommentForm()
    if form.attempt(lambda: assessing.comment(nomination, form.text.data or "", actor=actor(), now=arrival())):
        flash(_("The comment was saved."))
        return redirect(url_for(".nominee", nomination_id=nomination.id))
    return _show(nomination, form)


@bp.route("/courses/<slug>/criteria", methods=["GET", "POST"])
@guarded(P.SELECTION_DECIDE, queries.call)
def compare(course: Course) -> ResponseReturnValue:
    """Say by what the nominees of the course are compared."""
    known = criteria(course.id)
    shown = {"names": tuple(row.name for row in known), "weights": " ".join(str(row.weight) for row in known)}
    form = CriteriaForm(data=shown)
    if form.attempt(lambda: assessing.set_criteria(course, form.questions(), actor=actor(), now=arrival())):
        flash(_("The criteria were saved."))
        return redirect(url_for(".selection", slug=course.slug))
    return page("nominations/criteria.html", form=form, course=course)


def _show(nomination: Nomination, form: Form | None) -> ResponseReturnValue:
    return page(
        "nominations/nominee.html",
        form=form,
        nomination=nomination,
        assessment=assessment(nomination, actor()),
        comment=form if isinstance(form, CommentForm) else CommentForm(formdata=None),
        points=assessing.MOST_POINTS,
        proposal=queries.proposal(nomination),
        moves=moves_of(nomination),
        history=queries.steps(nomination),
        reversals=reversals(nomination.id),
        named=rules.names_used(nomination.delegation),
        send_back=send_back_form(clock="23:59"),
        is_named_elsewhere=is_named_elsewhere(nomination),
    )
