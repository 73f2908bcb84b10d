"""Acts on a call, each with a preview of who is told what: deadline, new dates, and the moves of the course."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pesnet.core.errors import NotFound
from pesnet.courses import invitations, planning, previews, queries, rules, services
from pesnet.courses.forms.call import DeadlineForm, PostponeForm, ReasonForm, deadline_form, postpone_form
from pesnet.courses.models import Course
from pesnet.courses.views.blueprint import bp
from pesnet.mail.render import Letterhead
from pesnet.network.queries import countries
from pesnet.policy import Permission
from pesnet.web.arrival import arrival
from pesnet.web.forms import Form, page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor
from pesnet.web.languages import language

MOVES: dict[str, Callable[[Course, str], None]] = {
    "publish": lambda course, _reason: services.publish(course, actor=actor(), now=arrival()),
    "submit_for_clearance": lambda course, _reason: services.submit_for_clearance(course, actor=actor(), now=arrival()),
    "clear": lambda course, _reason: services.clear(course, actor=actor(), now=arrival()),
    "send_back": lambda course, reason: services.send_back(course, reason, actor=actor(), now=arrival()),
    "cancel": lambda course, reason: services.cancel(course, reason, actor=actor(), now=arrival()),
}
WITH_REASON = {"send_back", "cancel"}
DONE = {
    "publish": _l("The course has been published; the focal points are told by mail."),
    "submit_for_clearance": _l("The course has been submitted; the secretariat clears it for publication."),
    "clear": _l("The course has been cleared and published; the focal points are told by mail."),
    "send_back": _l("The course has been sent back to its lead."),
    "cancel": _l("The course has been cancelled."),
}


@bp.route("/courses/<slug>/deadline", methods=["GET", "POST"])
@guarded(Permission.COURSE_PUBLISH, queries.course)
def deadline(course: Course) -> ResponseReturnValue:
    """Give a call more time."""
    form = deadline_form(course)
    letters = _tried(form, course, lambda: _extend(course, form))
    if letters is None and form.attempt(lambda: _extend(course, form)):
        flash(_("The deadline has been extended; the focal points are told by mail."))
        return redirect(url_for("site.course", slug=course.slug))
    plan = planning.of_days(
        course, planning.Days(starts_on=course.starts_on, deadline=form.deadline_day.data), arrival()
    )
    return page("courses/deadline.html", form=form, course=course, letters=letters, plan=plan)


@bp.route("/courses/<slug>/postpone", methods=["GET", "POST"])
@guarded(Permission.COURSE_PUBLISH, queries.course)
def postpone(course: Course) -> ResponseReturnValue:
    """Hold the course later."""
    form = postpone_form(course)
    letters = _tried(form, course, lambda: _postpone(course, form))
    if letters is None and form.attempt(lambda: _postpone(course, form)):
        flash(_("The course has been postponed; everybody concerned is told by mail."))
        return redirect(url_for("site.course", slug=course.slug))
    plan = planning.of_days(course, form.days(), arrival())
    return page("courses/postpone.html", form=form, course=course, letters=letters, plan=plan)


@bp.route("/courses/<slug>/moves/<name>", methods=["GET", "POST"])
@guarded(Permission.COURSE_EDIT, queries.course_for_move)
def move(course: Course) -> ResponseReturnValue:
    """Say what a move will do and to whom, then take it."""
    name = (request.view_args or {})["name"]
    if name not in MOVES:
        raise NotFound
    form = ReasonForm() if name in WITH_REASON else Form()
    if form.attempt(lambda: MOVES[name](course, form.reason.data if name in WITH_REASON else "")):
        flash(DONE[name])
        return redirect(url_for("site.course", slug=course.slug))
    return page("courses/move.html", form=form, course=course, name=name, **_consequences(course, name))


def _tried(form: Form, course: Course, act: Callable[[], None]) -> list[previews.Letters] | None:
    """The mails of the act where a preview was asked for and the act could be done."""
    if "preview" not in request.form:
        return None
    found: list[previews.Letters] = []
    form.attempt(lambda: found.extend(previews.of_act(act, course.id, _letterhead(), arrival())))
    return found


def _extend(course: Course, form: DeadlineForm) -> None:
    wanted = form.read_deadline(course.time_zone)
    if wanted is not None:
        services.extend_deadline(course, wanted, form.reason.data, actor=actor(), now=arrival())


def _postpone(course: Course, form: PostponeForm) -> None:
    services.postpone(course, form.dates(course), form.reason.data, actor=actor(), now=arrival())


def _consequences(course: Course, name: str) -> dict[str, Any]:
    move = rules.MACHINE.moves[name]
    is_possible = course.state in move.sources
    announced = invitations.announcement(course, arrival())
    obstacles = move.obstacles(course, arrival()) if is_possible else []
    tells = name in {"publish", "clear"} or (name == "cancel" and course.is_public)
    return {
        "move": move,
        "obstacles": obstacles,
        "is_possible": is_possible,
        "announced": announced,
        "vacant": [country for country in countries(language()) if country.code in announced.vacant],
        "letters": previews.of_move(name, course, _letterhead(), arrival()) if tells and not obstacles else [],
    }


def _letterhead() -> Letterhead:
    config = current_app.extensions["pesnet.config"]
    return Letterhead(config.base_url, config.sender)
