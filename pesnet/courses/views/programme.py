"""What belongs to a course: agenda, documents asked, joining link, the provider's word on the dates."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pesnet.core.translated import Translated
from pesnet.courses import queries, services
from pesnet.courses.forms.programme import DocumentForm, JoiningLinkForm, dates_form, session_form
from pesnet.courses.models import AskedDocument, Course, CourseSession
from pesnet.courses.queries import programme
from pesnet.courses.views.blueprint import bp
from pesnet.policy import Permission
from pesnet.web.arrival import arrival
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor


@bp.route("/courses/<slug>/agenda", methods=["GET", "POST"])
@guarded(Permission.AGENDA_EDIT, queries.course)
def agenda(course: Course) -> ResponseReturnValue:
    """The agenda, and one more session."""
    form = session_form(course)
    if form.attempt(lambda: services.add_session(course, form.details(Translated()), actor=actor(), now=arrival())):
        flash(_("The session stands in the agenda."))
        return redirect(url_for(".agenda", slug=course.slug))
    return page("courses/agenda.html", form=form, course=course, section="agenda")


@bp.route("/agenda/<uuid:item_id>", methods=["GET", "POST"])
@guarded(Permission.AGENDA_EDIT, programme.agenda_session)
def edit_session(row: CourseSession) -> ResponseReturnValue:
    """Change a session."""
    form = session_form(row.course, row)
    if form.attempt(lambda: services.change_session(row, form.details(row.title), actor=actor(), now=arrival())):
        flash(_("The session stands in the agenda."))
        return redirect(url_for(".agenda", slug=row.course.slug))
    return page("courses/edit_session.html", form=form, row=row, course=row.course)


@bp.post("/agenda/<uuid:item_id>/remove")
@guarded(Permission.AGENDA_EDIT, programme.agenda_session)
def remove_session(row: CourseSession) -> ResponseReturnValue:
    """Take a session out."""
    services.remove_session(row, actor=actor(), now=arrival())
    flash(_("The session was taken out of the agenda."))
    return redirect(url_for(".agenda", slug=row.course.slug))


@bp.route("/courses/<slug>/documents-asked", methods=["GET", "POST"])
@guarded(Permission.COURSE_EDIT, queries.course)
def documents_asked(course: Course) -> ResponseReturnValue:
    """The documents nominees are asked for, and one more."""
    form = DocumentForm(data={"stage": "nomination", "is_required": True})
    if form.attempt(lambda: services.ask_document(course, form.asked(), actor=actor(), now=arrival())):
        flash(_("The document is asked for."))
        return redirect(url_for(".documents_asked", slug=course.slug))
    return page("courses/documents_asked.html", form=form, course=course, section="documents")


@bp.post("/documents-asked/<uuid:asked_id>/remove")
@guarded(Permission.COURSE_EDIT, programme.asked_document)
def drop_document(row: AskedDocument) -> ResponseReturnValue:
    """Ask for a document no more."""
    services.drop_document(row, actor=actor(), now=arrival())
    flash(_("The document is not asked for any more."))
    return redirect(url_for(".documents_asked", slug=row.course.slug))


@bp.route("/courses/<slug>/joining-link", methods=["GET", "POST"])
@guarded(Permission.COURSE_EDIT, queries.course)
def joining_link(course: Course) -> ResponseReturnValue:
    """How people join."""
    link = programme.joining_link(course)
    form = JoiningLinkForm(data={"url": link.url, "note": link.note} if link else {})

    def act() -> None:
        services.set_joining_link(course, form.url.data or "", form.note.data or "", actor=actor(), now=arrival())

    if form.attempt(act):
        flash(_("The course has been saved."))
        return redirect(url_for("site.course", slug=course.slug))
    return page("courses/joining_link.html", form=form, course=course, section="joining")


@bp.route("/courses/<slug>/dates", methods=["GET", "POST"])
@guarded(Permission.DATES_ANSWER, queries.course)
def dates(course: Course) -> ResponseReturnValue:
    """Agree to the dates, or propose others to the lead."""
    form = dates_form(course)
    if form.attempt(lambda: services.answer_dates(course, form.wanted(), actor=actor(), now=arrival())):
        flash(_("The lead has been told."))
        return redirect(url_for("site.course", slug=course.slug))
    return page("courses/dates.html", form=form, course=course)
