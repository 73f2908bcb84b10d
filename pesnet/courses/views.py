"""Screens of courses for those who prepare them; the public page belongs to the site."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pesnet.core.errors import NotFound
from pesnet.courses import invitations, queries, rules, services
from pesnet.courses.details import CourseDetails
from pesnet.courses.forms import CourseForm, DeadlineForm, OutsideForm, ReasonForm, form_for
from pesnet.courses.models import Course
from pesnet.network.queries import countries
from pesnet.policy import Permission
from pesnet.web.arrival import arrival
from pesnet.web.forms import Form, page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor
from pesnet.web.languages import language
from pesnet.workplan.models import Activity, ActivityType, PartyRole

bp = Blueprint("courses", __name__)


@bp.route("/activities/<uuid:activity_id>/courses/new", methods=["GET", "POST"])
@guarded(Permission.COURSE_EDIT, queries.activity)
def new(activity: Activity) -> ResponseReturnValue:
    """Begin a course for an activity: what the plan says is taken over."""
    form = Form()
    made: list[Course] = []
    if form.attempt(lambda: made.append(services.prepare(activity, actor=actor(), now=arrival()))):
        flash(_("The draft has been prepared. Complete it, then publish."))
        return redirect(url_for(".edit", slug=made[0].slug))
    return page("courses/new.html", form=form, activity=activity, Role=PartyRole)


@bp.route("/courses/new", methods=["GET", "POST"])
@guarded(Permission.COURSE_EDIT)
def outside() -> ResponseReturnValue:
    """Begin a course outside the plan."""
    form = OutsideForm().offer(actor())
    made: list[Course] = []

    def prepare() -> None:
        details = CourseDetails(
            title=form.title.read(CourseDetails.summary),
            type=ActivityType(form.type.data),
            leads=(form.lead.data,),
            outside_plan_reason=form.outside_plan_reason.read(CourseDetails.summary),
        )
        made.append(services.prepare_outside_plan(details, actor=actor(), now=arrival()))

    if form.attempt(prepare):
        flash(_("The draft has been prepared. Complete it, then publish."))
        return redirect(url_for(".edit", slug=made[0].slug))
    return page("courses/outside.html", form=form)


@bp.route("/courses/<slug>/edit", methods=["GET", "POST"])
@guarded(Permission.COURSE_EDIT, queries.course)
def edit(course: Course) -> ResponseReturnValue:
    """Change a course."""
    form = CourseForm().offer(course) if request.method == "POST" else form_for(course)
    if form.attempt(lambda: _save(course, form)):
        flash(_("The course has been saved."))
        return redirect(url_for("site.course", slug=course.slug))
    return page("courses/edit.html", form=form, course=course)


@bp.route("/courses/<slug>/deadline", methods=["GET", "POST"])
@guarded(Permission.COURSE_PUBLISH, queries.course)
def deadline(course: Course) -> ResponseReturnValue:
    """Give a call more time."""
    form = DeadlineForm(
        data={"deadline_time": course.deadline_wall[11:], "deadline_zone": course.deadline_zone}
    ).offer()
    if form.attempt(lambda: _extend(course, form)):
        flash(_("The deadline has been extended; the focal points are told by mail."))
        return redirect(url_for("site.course", slug=course.slug))
    return page("courses/deadline.html", form=form, course=course)


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


def _save(course: Course, form: CourseForm) -> None:
    version = int(form.version.data) if (form.version.data or "").isdecimal() else 0
    services.edit(course, form.details(course), actor=actor(), now=arrival(), version=version)


def _extend(course: Course, form: DeadlineForm) -> None:
    wanted = form.read_deadline(course.time_zone)
    if wanted is not None:
        services.extend_deadline(course, wanted, form.reason.data, actor=actor(), now=arrival())


def _consequences(course: Course, name: str) -> dict[str, Any]:
    move = rules.MACHINE.moves[name]
    is_possible = course.state in move.sources
    announced = invitations.announcement(course, arrival())
    return {
        "move": move,
        "obstacles": move.obstacles(course, arrival()) if is_possible else [],
        "is_possible": is_possible,
        "announced": announced,
        "vacant": [country for country in countries(language()) if country.code in announced.vacant],
    }
