"""Screens of a country's nominations: its people for a course, one person, submitting, withdrawing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pesnet.core.errors import NotFound
from pesnet.courses.models import Course
from pesnet.nominations import queries, rules, services
from pesnet.nominations.answers import ANSWERS
from pesnet.nominations.forms import WithdrawForm, send_back_form
from pesnet.nominations.models import Nomination, NominationState, Nominee
from pesnet.nominations.nominee_forms import NominationForm, nomination_form
from pesnet.nominations.queries import Delegation, people
from pesnet.nominations.replies import queries as replies
from pesnet.nominations.services.nominating import version_of
from pesnet.nominations.views.blueprint import bp
from pesnet.nominations.views.moves import moves_of
from pesnet.policy import Permission, may
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
    nominee = chosen_nominee(delegation)
    form = nomination_form(delegation.course, nominee)
    made: list[Nomination] = []

    def act() -> None:
        begun = queries.begun(request.form.get("form_key", ""), delegation)
        made.append(
            begun or services.nominate(delegation, form.details(), nominee=nominee, actor=actor(), now=arrival())
        )
        if begun:
            services.edit(begun, form.details(), version=version_of(begun), actor=actor(), now=arrival())

    if form.attempt(act):
        return _saved(made[0], form)
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
        notes=people.taken_part(nomination),
        is_named_elsewhere=may(actor(), P.SELECTION_VIEW, nomination) and people.is_named_elsewhere(nomination),
        answers=ANSWERS,
        send_back=send_back_form(clock="23:59"),
    )


@bp.route("/nominations/<uuid:nomination_id>/edit", methods=["GET", "POST"])
@guarded(P.NOMINATION_EDIT, queries.nomination)
def edit(nomination: Nomination) -> ResponseReturnValue:
    """Change a draft, or complete what was sent back."""
    if nomination.state not in rules.EDITABLE:
        return redirect(url_for(".show", nomination_id=nomination.id))
    form = nomination_form(nomination.course, nomination.nominee, nomination)
    version = form.version.data or ""
    before = services.known(nomination.nominee, nomination)
    if form.attempt(
        lambda: services.edit(nomination, form.details(before), version=version, actor=actor(), now=arrival())
    ):
        return _saved(nomination, form)
    return page("nominations/edit.html", form=form, nomination=nomination, rules=rules, **_around(nomination))


@bp.get("/nominations/<uuid:nomination_id>/submit")
@guarded(P.NOMINATION_SUBMIT, queries.nomination)
def check(nomination: Nomination) -> ResponseReturnValue:
    """Check the answers before they are submitted."""
    if nomination.state not in rules.EDITABLE:
        return redirect(url_for(".show", nomination_id=nomination.id))
    moves = moves_of(nomination)
    return page(
        "nominations/check.html",
        nomination=nomination,
        move=moves["submit"],
        missing=_missing(nomination),
        notes=people.taken_part(nomination),
        rules=rules,
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


@bp.post("/nominations/<uuid:nomination_id>/first")
@guarded(P.NOMINATION_EDIT, queries.nomination)
def first(nomination: Nomination) -> ResponseReturnValue:
    """Put a nominee first in the country's order."""
    services.move(nomination, -len(nomination.delegation), actor=actor(), now=arrival())
    return redirect(url_for(".of_course", slug=nomination.course.slug))


@bp.post("/nominations/<uuid:nomination_id>/down")
@guarded(P.NOMINATION_EDIT, queries.nomination)
def down(nomination: Nomination) -> ResponseReturnValue:
    """Put a nominee one place lower in the country's order."""
    services.move(nomination, 1, actor=actor(), now=arrival())
    return redirect(url_for(".of_course", slug=nomination.course.slug))


def chosen_nominee(delegation: Delegation) -> Nominee | None:
    """The person of the country whom a form or an address names, if it names one."""
    key = request.form.get("nominee") or request.args.get("nominee")
    try:
        return queries.nominee(UUID(key), delegation.country_code) if key else None
    except ValueError as error:
        raise NotFound from error


def _saved(nomination: Nomination, form: NominationForm) -> ResponseReturnValue:
    is_draft = "draft" in request.form
    if is_draft and form.error_list:
        flash(_("The draft was saved. What cannot be taken yet is kept as you typed it."), "notice")
    elif is_draft:
        flash(_("The draft was saved. Nothing is sent until you submit it."))
    if people.alike(nomination.nominee) and may(actor(), P.PEOPLE_EDIT, nomination.nominee):
        return redirect(url_for(".merge", person_id=nomination.nominee_id, nomination=nomination.id))
    return redirect(url_for(".edit" if is_draft else ".check", nomination_id=nomination.id))


def _around(nomination: Nomination) -> dict[str, Any]:
    """What stands beside the form: the answers still missing, and whom the person is to replace."""
    old = rules.replaced_by(nomination)
    return {"missing": _missing(nomination), "replaced": queries.nomination(old.id, actor()) if old else None}


def _missing(nomination: Nomination) -> list[rules.Required]:
    return rules.missing(nomination) if nomination.state in rules.EDITABLE else []
