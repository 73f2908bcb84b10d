"""Who may nominate while a call runs, many people for a light call, and who takes part."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from pesnet.core.errors import NotFound
from pesnet.courses.models import CallKind, Course
from pesnet.courses.queries import course as any_course
from pesnet.network.queries import countries
from pesnet.nominations import queries, rules, services
from pesnet.nominations.forms import CountriesForm, PeopleForm
from pesnet.nominations.models import Nomination
from pesnet.nominations.queries import Delegation
from pesnet.nominations.views.blueprint import bp
from pesnet.policy import Permission
from pesnet.web.arrival import arrival
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor
from pesnet.web.languages import language
from pesnet.web.templating import plain

P = Permission


@bp.route("/courses/<slug>/countries", methods=["GET", "POST"])
@guarded(P.COURSE_PUBLISH, any_course)
def invite(course: Course) -> ResponseReturnValue:
    """Invite more countries, or take out some that have sent nothing."""
    form = CountriesForm(data={"countries": [row.country_code for row in course.countries]})
    form.countries.choices = [(country.code, plain(country.name)) for country in countries(language())]

    def act() -> None:
        services.change_countries(course, form.countries.data, form.reason.data or "", actor=actor(), now=arrival())

    if form.attempt(act):
        flash(_("Who may nominate has been changed; the countries concerned are told by mail."))
        return redirect(url_for("site.course", slug=course.slug))
    return page("nominations/invite.html", form=form, course=course)


@bp.route("/courses/<slug>/nominations/many", methods=["GET", "POST"])
@guarded(P.NOMINATION_SUBMIT, queries.delegation_of_seat)
def many(delegation: Delegation) -> ResponseReturnValue:
    """Name many people for a light call."""
    if delegation.course.call is not CallKind.LIGHT:
        raise NotFound
    form = PeopleForm()
    made: list[Nomination] = []
    if form.attempt(
        lambda: made.extend(services.accept_people(delegation, form.details(), actor=actor(), now=arrival()))
    ):
        flash(ngettext("%(num)d person was accepted.", "%(num)d people were accepted.", len(made)))
        return redirect(url_for(".of_course", slug=delegation.course.slug))
    return page("nominations/many.html", form=form, delegation=delegation, rules=rules)


@bp.get("/courses/<slug>/participants")
@guarded(P.PARTICIPANTS_VIEW, any_course)
def participants(course: Course) -> ResponseReturnValue:
    """Who takes part: name, country, institution and position."""
    return page("nominations/participants.html", course=course, rows=queries.selected(course.id))
