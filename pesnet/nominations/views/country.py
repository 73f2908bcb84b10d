"""Screens of a country's nominations: its people for a course, one person, submitting, withdrawing."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pesnet.core.errors import NotFound
from pesnet.courses.models import Course
from pesnet.nominations import queries, rules, services
from pesnet.nominations.forms import SendBackForm, WithdrawForm, nomination_form
from pesnet.nominations.models import Nomination, NominationState, Nominee
from pesnet.nominations.queries import Delegation
from pesnet.nominations.replies import queries as replies
from pesnet.nominations.views.blueprint import bp
from pesnet.nominations.views.moves import moves_of
from pesnet.policy import Permission
from pesnet.web.arrival import arrival
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor

P = Permission


@bp.get("/courses/<slug>/nominations")
@guarded(P.NOMINATION_VIEW, queries.part)
def of_course(subject: Delegation | Course) -> ResponseReturnValue:
    """The country's people for a course; whoever selects is led to the selection."""
    if isinstance(subject, Course):
        return redirect(url_for(".selection", slug=subject.slug))
    declined = replies.declined([subject.course.id]).get((subject.course.id, subject.country_code))
    return page("nominations/of_course.html", delegation=subject, rules=rules, declined=declined)


@bp.route("/courses/<slug>/nominations/new", methods=["GET", "POST"])
@guarded(P.NOMINATION_EDIT, queries.delegation_of_seat)
def new(delegation: Delegation) -> ResponseReturnValue:
    """Nominate somebody new or somebody named before."""
    nominee = _chosen(delegation)
    form = nomination_form(delegation.course, nominee)
    made: list[Nomination] = []

    def act() -> None:
        made.append(services.nominate(delegation, form.details(), nominee=nominee, actor=actor(), now=arrival()))

    if form.attempt(act):
        return _saved(made[0])
    earlier = queries.nominees(delegation.country_code, delegation.course.id)
    return page("nominations/new.html", form=form, delegation=delegation, earlier=earlier, chosen=nominee, rules=rules)


@bp.get("/nominations/<uuid:nomination_id>")
@guarded(P.NOMINATION_VIEW, queries.nomination)
def show(nomination: Nomination) -> ResponseReturnValue:
    """One nomination: facts, what can be done, history."""
    moves = moves_of(nomination)
    return page(
        "nominations/show.html",
        nomination=nomination,
        moves=moves,
        missing=_missing(nomination),
        rules=rules,
        history=queries.steps(nomination),
        send_back=SendBackForm(formdata=None, data={"clock": "23:59"}),
    )


@bp.route("/nominations/<uuid:nomination_id>/edit", methods=["GET", "POST"])
@guarded(P.NOMINATION_EDIT, queries.nomination)
def edit(nomination: Nomination) -> ResponseReturnValue:
    """Change a draft, or complete what was sent back."""
    if nomination.state not in rules.EDITABLE:
        return redirect(url_for(".show", nomination_id=nomination.id))
    form = nomination_form(nomination.course, nomination.nominee, nomination)
    version = form.version.data or ""
    if form.attempt(lambda: services.edit(nomination, form.details(), version=version, actor=actor(), now=arrival())):
        return _saved(nomination)
    return page("nominations/edit.html", form=form, nomination=nomination, missing=_missing(nomination), rules=rules)


@bp.get("/nominations/<uuid:nomination_id>/submit")
@guarded(P.NOMINATION_SUBMIT, queries.nomination)
def check(nomination: Nomination) -> ResponseReturnValue:
    """Check the answers before they are submitted."""
    if nomination.state not in rules.EDITABLE:
        return redirect(url_for(".show", nomination_id=nomination.id))
    moves = moves_of(nomination)
    return page(
        "nominations/check.html", nomination=nomination, move=moves["submit"], missing=_missing(nomination), rules=rules
    )


@bp.post("/nominations/<uuid:nomination_id>/submit")
@guarded(P.NOMINATION_SUBMIT, queries.nomination_to_submit)
def submit(nomination: Nomination) -> ResponseReturnValue:
    """Send the nomination to the lead."""
    services.submit(nomination, actor=actor(), now=arrival())
    return redirect(url_for(".receipt", nomination_id=nomination.id))


@bp.get("/nominations/<uuid:nomination_id>/receipt")
@guarded(P.NOMINATION_VIEW, queries.nomination)
def receipt(nomination: Nomination) -> ResponseReturnValue:
    """The reference number of what was submitted."""
    if nomination.reference is None:
        raise NotFound
    return page("nominations/receipt.html", nomination=nomination, rules=rules)


@bp.route("/nominations/<uuid:nomination_id>/withdraw", methods=["GET", "POST"])
@guarded(P.NOMINATION_WITHDRAW, queries.nomination)
def withdraw(nomination: Nomination) -> ResponseReturnValue:
    """Withdraw a nomination, with its reason."""
    if nomination.state not in rules.WITHDRAWABLE:
        return redirect(url_for(".show", nomination_id=nomination.id))
    form = WithdrawForm()
    reason = form.reason.data or ""
    if form.attempt(lambda: services.withdraw(nomination, reason=reason, actor=actor(), now=arrival())):
        flash(_("The nomination was withdrawn."))
        return redirect(url_for(".of_course", slug=nomination.course.slug))
    return page(
        "nominations/withdraw.html",
        form=form,
        nomination=nomination,
        is_draft=nomination.state is NominationState.DRAFT,
    )


@bp.post("/nominations/<uuid:nomination_id>/up")
@guarded(P.NOMINATION_EDIT, queries.nomination)
def up(nomination: Nomination) -> ResponseReturnValue:
    """Put a nominee one place higher in the country's order."""
    services.move(nomination, -1, actor=actor(), now=arrival())
    return redirect(url_for(".of_course", slug=nomination.course.slug))


@bp.post("/nominations/<uuid:nomination_id>/down")
@guarded(P.NOMINATION_EDIT, queries.nomination)
def down(nomination: Nomination) -> ResponseReturnValue:
    """Put a nominee one place lower in the country's order."""
    services.move(nomination, 1, actor=actor(), now=arrival())
    return redirect(url_for(".of_course", slug=nomination.course.slug))


def _chosen(delegation: Delegation) -> Nominee | None:
    key = request.form.get("nominee") or request.args.get("nominee")
    try:
        return queries.nominee(UUID(key), delegation.country_code) if key else None
    except ValueError as error:
        raise NotFound from error


def _saved(nomination: Nomination) -> ResponseReturnValue:
    if "draft" in request.form:
        flash(_("The draft was saved. Nothing is sent until you submit it."))
        return redirect(url_for(".edit", nomination_id=nomination.id))
    return redirect(url_for(".check", nomination_id=nomination.id))


def _missing(nomination: Nomination) -> list[rules.Required]:
    return rules.missing(nomination) if nomination.state in rules.EDITABLE else []
