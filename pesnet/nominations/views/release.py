"""The preview of a release, and the release."""

from __future__ import annotations

from flask import current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from pesnet.courses.models import Course
from pesnet.mail.render import Letterhead
from pesnet.nominations import previews, queries, services
from pesnet.nominations.selection_forms import ReleaseForm
from pesnet.nominations.services import Decision
from pesnet.nominations.views.blueprint import bp
from pesnet.policy import Permission
from pesnet.web.arrival import arrival
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor

P = Permission


@bp.get("/courses/<slug>/selection/release")
@guarded(P.SELECTION_DECIDE, queries.call)
def release(course: Course) -> ResponseReturnValue:
    """Who would be told what, in which language."""
    return _preview(course, None)


@bp.post("/courses/<slug>/selection/release")
@guarded(P.SELECTION_RELEASE, queries.call)
def carry_out(course: Course) -> ResponseReturnValue:
    """Release the decisions seen in the preview, all at once."""
    form = ReleaseForm()
    told: list[int] = []

    def act() -> None:
        seen = [Decision.from_text(text) for text in (form.decisions.data or "").split()]
        told.append(services.release(course, seen, actor=actor(), now=arrival()))

    if not form.attempt(act):
        return _preview(course, form)
    flash(ngettext("%(num)d decision was released.", "%(num)d decisions were released.", told[0]))
    return redirect(url_for(".selection", slug=course.slug))


def _preview(course: Course, form: ReleaseForm | None) -> ResponseReturnValue:
    config = current_app.extensions["pesnet.config"]
    letterhead = Letterhead(config.base_url, config.sender)
    preview = previews.of_release(course, letterhead=letterhead, actor=actor(), now=arrival())
    form = form or ReleaseForm(data={"decisions": " ".join(map(str, preview.decisions))})
    return page("nominations/release.html", form=form, course=course, preview=preview)
