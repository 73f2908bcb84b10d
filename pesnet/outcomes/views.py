"""Screens of outcomes: course reports, figures and recorded deliveries."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pesnet.courses.models import Course
from pesnet.network.queries import countries
from pesnet.outcomes import queries, rules, services
from pesnet.outcomes.delivery import Claim
from pesnet.outcomes.forms import DeliveryForm, FigureForm, RemarksForm, ReportForm, delivery_form, form_for
from pesnet.outcomes.models import CourseReport, FigureKind
from pesnet.policy import Permission
from pesnet.web.arrival import arrival
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor
from pesnet.web.languages import language
from pesnet.workplan.models import Activity

bp = Blueprint("outcomes", __name__)


@bp.get("/courses/<slug>/report")
@guarded(Permission.COURSE_REPORT_VIEW, queries.report)
def report(found: CourseReport) -> ResponseReturnValue:
    """What a lead reports on a course, the figures of every source, and what may be done."""
    delivery = queries.delivery_of(found.course)
    return page(
        "outcomes/report.html",
        report=found,
        course=found.course,
        delivery=delivery,
        took_part=[country for country in countries(language()) if country.code in delivery.country_codes],
        kinds=FigureKind,
        is_editable=found.state in rules.EDITABLE,
        moves=list(rules.MACHINE.offered(found, actor=actor(), now=arrival())),
    )


@bp.route("/courses/<slug>/report/edit", methods=["GET", "POST"])
@guarded(Permission.COURSE_REPORT_EDIT, queries.report)
def edit_report(found: CourseReport) -> ResponseReturnValue:
    """Write the report; it can be kept unfinished."""
    if request.method == "POST":
        form = ReportForm().offer()
    else:
        form = form_for(found, queries.delivery_of(found.course), queries.selected(found.course))
    if form.attempt(
        lambda: services.write_report(
            found, form.read(found), actor=actor(), now=arrival(), version=form.version.data or 0
        )
    ):
        flash(_("The report has been saved. Look at it, then send it to the secretariat."))
        return redirect(url_for(".report", slug=found.course.slug))
    return page("outcomes/edit_report.html", form=form, report=found, course=found.course)


@bp.post("/courses/<slug>/report/submit")
@guarded(Permission.COURSE_REPORT_EDIT, queries.report)
def submit_report(found: CourseReport) -> ResponseReturnValue:
    """Send the report to the secretariat."""
    services.submit_report(found, actor=actor(), now=arrival())
    flash(_("The report has been sent to the secretariat."))
    return redirect(url_for(".report", slug=found.course.slug))


@bp.post("/courses/<slug>/report/accept")
@guarded(Permission.COURSE_REPORT_ACCEPT, queries.report)
def accept_report(found: CourseReport) -> ResponseReturnValue:
    """Accept the report."""
    services.accept_report(found, actor=actor(), now=arrival())
    flash(_("The report has been accepted; its lead is told."))
    return redirect(url_for(".report", slug=found.course.slug))


@bp.route("/courses/<slug>/report/send-back", methods=["GET", "POST"])
@guarded(Permission.COURSE_REPORT_ACCEPT, queries.report)
def send_back_report(found: CourseReport) -> ResponseReturnValue:
    """Send the report back with remarks."""
    form = RemarksForm()
    if form.attempt(lambda: services.send_back_report(found, form.remarks.data, actor=actor(), now=arrival())):
        flash(_("The report has been sent back; its lead is told what is to be changed."))
        return redirect(url_for(".report", slug=found.course.slug))
    return page("outcomes/send_back_report.html", form=form, course=found.course)


@bp.route("/courses/<slug>/figures/new", methods=["GET", "POST"])
@guarded(Permission.COURSE_REPORT_EDIT, queries.course)
def new_figure(course: Course) -> ResponseReturnValue:
    """State what another source says."""
    form = FigureForm().offer()
    if form.attempt(lambda: services.add_figure(course, form.read(), actor=actor(), now=arrival())):
        flash(_("The figure stands beside the others. Choose the one that counts."))
        return redirect(url_for(".report", slug=course.slug))
    return page("outcomes/new_figure.html", form=form, course=course)


@bp.post("/figures/<uuid:figure_id>/choose")
@guarded(Permission.COURSE_REPORT_EDIT, queries.claim)
def choose_figure(claim: Claim) -> ResponseReturnValue:
    """Let a figure count."""
    services.choose_figure(claim.figure, actor=actor(), now=arrival())
    flash(_("This figure counts from now on."))
    return redirect(url_for(".report", slug=claim.course.slug))


@bp.route("/activities/<uuid:activity_id>/deliveries/new", methods=["GET", "POST"])
@guarded(Permission.DELIVERY_RECORD, queries.activity)
def record(activity: Activity) -> ResponseReturnValue:
    """Record a delivery of an activity that had no call in the portal."""
    return _record(activity)


@bp.route("/deliveries/new", methods=["GET", "POST"])
@guarded(Permission.DELIVERY_RECORD)
def record_outside() -> ResponseReturnValue:
    """Record a delivery outside the plan."""
    return _record(None)


def _record(activity: Activity | None) -> ResponseReturnValue:
    is_sent = request.method == "POST"
    form = DeliveryForm().offer(activity, actor()) if is_sent else delivery_form(activity, actor())
    made: list[Course] = []
    if form.attempt(lambda: made.append(services.record_delivery(activity, form.read(), actor=actor(), now=arrival()))):
        flash(_("The delivery has been recorded."))
        return redirect(url_for(".report", slug=made[0].slug))
    return page("outcomes/record.html", form=form, activity=activity)
