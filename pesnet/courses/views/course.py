"""Preparing a course: begin, copy, and write it section by section."""

from __future__ import annotations

from itertools import chain

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pesnet.core.errors import NotFound
from pesnet.courses import planning, queries, services
from pesnet.courses.details import CourseDetails
from pesnet.courses.forms.call import OutsideForm
from pesnet.courses.forms.sections import SECTIONS, CallForm, SectionForm, section_form
from pesnet.courses.models import Course
from pesnet.courses.views.blueprint import bp
from pesnet.policy import Permission
from pesnet.web.arrival import arrival
from pesnet.web.forms import Form, page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor
from pesnet.web.templating import plain
from pesnet.workplan.models import Activity, ActivityType, PartyRole

PAGES = {
    "what": "courses/edit_what.html",
    "when": "courses/edit_when.html",
    "call": "courses/edit_call.html",
    "nominees": "courses/edit_nominees.html",
}
WARNED = {"when": ("starts_on", "ends_on"), "call": ("deadline", "decisions_by", "confirm_by")}
"""The days of each section that may be badly chosen."""
NEXT = dict(zip(SECTIONS, [*SECTIONS][1:], strict=False))


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


@bp.route("/courses/<slug>/copy", methods=["GET", "POST"])
@guarded(Permission.COURSE_EDIT, queries.course)
def copy(course: Course) -> ResponseReturnValue:
    """Begin another course like this one."""
    form = Form()
    made: list[Course] = []
    if form.attempt(lambda: made.append(services.copy(course, actor=actor(), now=arrival()))):
        flash(_("The course has been copied. Say when it takes place, then publish."))
        return redirect(url_for(".edit_section", slug=made[0].slug, section="when"))
    return page("courses/copy.html", form=form, course=course)


@bp.route("/courses/<slug>/edit", methods=["GET", "POST"])
@guarded(Permission.COURSE_EDIT, queries.course)
def edit(course: Course) -> ResponseReturnValue:
    """Change what a course is: the first of its sections."""
    return _edit(course, "what")


@bp.route("/courses/<slug>/edit/<section>", methods=["GET", "POST"])
@guarded(Permission.COURSE_EDIT, queries.course_for_section)
def edit_section(course: Course) -> ResponseReturnValue:
    """Change a section of a course."""
    section = (request.view_args or {})["section"]
    if section not in SECTIONS:
        raise NotFound
    return _edit(course, section)


def _edit(course: Course, section: str) -> ResponseReturnValue:
    form = section_form(section, course, is_sent=request.method == "POST")
    plan = planning.of_course(course, arrival()) if section in {"when", "call"} else None
    if isinstance(form, CallForm) and plan and "take_over" in request.form:
        form.take_over(plan)
    elif form.attempt(lambda: _save(course, form)):
        return _saved(course, section)
    return page(PAGES[section], form=form, course=course, section=section, NEXT=NEXT, plan=plan)


def _save(course: Course, form: SectionForm) -> None:
    version = int(form.version.data) if (form.version.data or "").isdecimal() else 0
    services.edit(course, form.details(course), actor=actor(), now=arrival(), version=version)


def _saved(course: Course, section: str) -> ResponseReturnValue:
    flash(_("The course has been saved."))
    warned = planning.of_course(course, arrival()).warnings
    for reason in chain.from_iterable(warned.get(name, []) for name in WARNED.get(section, ())):
        flash(plain(reason), "notice")
    if "next" in request.form and section in NEXT:
        return redirect(url_for(".edit_section", slug=course.slug, section=NEXT[section]))
    return redirect(url_for("site.course", slug=course.slug))
