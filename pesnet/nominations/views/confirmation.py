"""Screens of places that were offered: confirming, declining, moving up, and changing a decision."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pesnet.nominations import queries, services
from pesnet.nominations.models import AnswerLink, Nomination
from pesnet.nominations.queries.answers import answer_link
from pesnet.nominations.selection_forms import AnswerForm, ReversalForm
from pesnet.nominations.services.answering import objection
from pesnet.nominations.views.blueprint import bp
from pesnet.nominations.views.moves import moves_of
from pesnet.policy import Permission
from pesnet.web.arrival import arrival
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor

P = Permission


@bp.route("/nominations/<uuid:nomination_id>/confirm", methods=["GET", "POST"])
@guarded(P.NOMINATION_CONFIRM, queries.nomination)
def confirm(nomination: Nomination) -> ResponseReturnValue:
    """Say for a person of the country whether the place is taken."""
    form = AnswerForm()

    def act() -> None:
        if form.comes():
            services.confirm(nomination, actor=actor(), now=arrival())
        else:
            services.decline(nomination, reason=form.reason.data or "", actor=actor(), now=arrival())

    if form.attempt(act):
        flash(_answered(form))
        return redirect(url_for(".show", nomination_id=nomination.id))
    return page("nominations/answer.html", form=form, nomination=nomination, moves=moves_of(nomination), obstacle=None)


@bp.route("/answers/<token>", methods=["GET", "POST"])
@guarded(P.LINK_ANSWER, answer_link)
def answer(link: AnswerLink) -> ResponseReturnValue:
    """Answer as the selected person, by a mailed link that never signs anybody in."""
    form = AnswerForm()

    def act() -> None:
        if form.comes():
            services.confirm_by_link(link, now=arrival())
        else:
            services.decline_by_link(link, reason=form.reason.data or "", now=arrival())

    if form.attempt(act):
        flash(_answered(form))
        return redirect(request.path)
    obstacle = objection(link, arrival())
    return page("nominations/answer_by_link.html", form=form, nomination=link.nomination, obstacle=obstacle)


@bp.post("/nominations/<uuid:nomination_id>/promote")
@guarded(P.SELECTION_PROMOTE, queries.nomination)
def promote(nomination: Nomination) -> ResponseReturnValue:
    """Offer a free place to somebody on the reserve list."""
    services.promote(nomination, actor=actor(), now=arrival())
    flash(_("The place was offered; the country is told."))
    return redirect(url_for(".nominee", nomination_id=nomination.id))


@bp.route("/nominations/<uuid:nomination_id>/decision", methods=["GET", "POST"])
@guarded(P.SELECTION_RELEASE, queries.nomination)
def reverse(nomination: Nomination) -> ResponseReturnValue:
    """Change a decision that was released, with its reason."""
    form = ReversalForm()

    def act() -> None:
        services.reverse(nomination, form.kind(), reason=form.reason.data or "", actor=actor(), now=arrival())

    if form.attempt(act):
        flash(_("The decision was changed; the country is told."))
        return redirect(url_for(".nominee", nomination_id=nomination.id))
    return page("nominations/reverse.html", form=form, nomination=nomination, moves=moves_of(nomination))


def _answered(form: AnswerForm) -> str:
    if form.comes():
        return str(_("The place is confirmed."))
    return str(_("The place was declined; it goes to the reserve list."))
