"""Screen of a replacement: why, and who takes the place."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pesnet.nominations import queries, rules, services
from pesnet.nominations.forms import replace_form
from pesnet.nominations.models import Nomination, NominationState, Nominee
from pesnet.nominations.views.blueprint import bp
from pesnet.policy import Permission
from pesnet.web.arrival import arrival
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor


@bp.route("/nominations/<uuid:nomination_id>/replace", methods=["GET", "POST"])
@guarded(Permission.NOMINATION_SUBMIT, queries.nomination)
def replace(nomination: Nomination) -> ResponseReturnValue:
    """Say why a nominee is replaced and by whom; the new nomination is then completed and submitted."""
    if nomination.state not in rules.REPLACEABLE:
        return redirect(url_for(".show", nomination_id=nomination.id))
    people = _candidates(nomination)
    form = replace_form(people)
    made: list[Nomination] = []

    def act() -> None:
        chosen = next((person for person in people if str(person.id) == form.nominee.data), None)
        reason = form.reason.data or ""
        made.append(services.replace(nomination, chosen, reason=reason, actor=actor(), now=arrival()))

    if form.attempt(act):
        flash(_("Complete the new nomination and submit it. Until then the present one stands."))
        return redirect(url_for(".edit", nomination_id=made[0].id))
    return page("nominations/replace.html", form=form, nomination=nomination)


def _candidates(nomination: Nomination) -> list[Nominee]:
    """The people with a draft for the course, and those named before."""
    named = queries.delegation(nomination.course.slug, nomination.country_code, actor()).nominations
    drafts = [row.nominee for row in named if row.state is NominationState.DRAFT]
    return [*drafts, *queries.nominees(nomination.country_code, nomination.course_id)]
