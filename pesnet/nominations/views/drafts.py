"""Drafts that save themselves: what a page sends by itself while somebody types."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Response, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pesnet.core.errors import DomainError
from pesnet.nominations import queries, services
from pesnet.nominations.models import Nomination
from pesnet.nominations.nominee_forms import is_as_saved, typed_answers
from pesnet.nominations.queries import Delegation
from pesnet.nominations.views.blueprint import bp
from pesnet.nominations.views.country import chosen_nominee
from pesnet.policy import Permission
from pesnet.web.arrival import arrival
from pesnet.web.guard import guarded
from pesnet.web.identity import actor
from pesnet.web.templating import plain

P = Permission


@bp.post("/courses/<slug>/nominations/new/keep")
@guarded(P.NOMINATION_EDIT, queries.delegation_of_seat, is_once=False)
def start(delegation: Delegation) -> ResponseReturnValue:
    """Begin a draft from what is being typed; the answer says where it goes on."""
    key = request.form.get("form_key", "")[:64]
    answers = typed_answers(request.form) | {"form_key": key}
    try:
        draft = queries.begun(key, delegation) or services.start(
            delegation, answers, nominee=chosen_nominee(delegation), actor=actor(), now=arrival()
        )
    except DomainError as error:
        return _not_kept(error)
    return _kept(draft)


@bp.post("/nominations/<uuid:nomination_id>/keep")
@guarded(P.NOMINATION_EDIT, queries.nomination, is_once=False)
def keep(nomination: Nomination) -> ResponseReturnValue:
    """Keep what is being typed as it is."""
    answers = typed_answers(request.form)
    try:
        if is_as_saved(nomination, answers):
            services.discard_typed(nomination, actor=actor(), now=arrival())
        else:
            services.keep(nomination, answers, actor=actor(), now=arrival())
    except DomainError as error:
        return _not_kept(error)
    return _kept(nomination)


@bp.post("/nominations/<uuid:nomination_id>/typed/discard")
@guarded(P.NOMINATION_EDIT, queries.nomination)
def discard_typed(nomination: Nomination) -> ResponseReturnValue:
    """Forget what was typed and not saved."""
    services.discard_typed(nomination, actor=actor(), now=arrival())
    return redirect(url_for(".edit", nomination_id=nomination.id))


def _kept(nomination: Nomination) -> Response:
    at: datetime = arrival().astimezone(ZoneInfo(actor().time_zone))
    return jsonify(
        said=_("Saved at %(time)s", time=f"{at:%H:%M}"),
        edit=url_for(".edit", nomination_id=nomination.id),
        keep=url_for(".keep", nomination_id=nomination.id),
        version=services.nominating.version_of(nomination),
    )


def _not_kept(error: DomainError) -> tuple[Response, int]:
    reasons = " ".join(plain(reason) for reason in error.reasons)
    return jsonify(said=_("Not saved: %(reason)s", reason=reasons)), 409
