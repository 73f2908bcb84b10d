"""Screens of a selection: the table with the proposals, sending back, the list to download."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from pesnet.courses.models import Course
from pesnet.network.queries import countries
from pesnet.nominations import exports, queries, rules, services
from pesnet.nominations.forms import ProposalsForm, SendBackForm, posted_ids, proposals_form
from pesnet.nominations.models import Nomination, NominationState, ProposalKind
from pesnet.nominations.queries import Filters, Row
from pesnet.nominations.queries.selection import LISTED, NONE, submitted
from pesnet.nominations.views.blueprint import bp
from pesnet.policy import Permission
from pesnet.web.arrival import arrival
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor
from pesnet.web.languages import language

P = Permission
SORTS = {"country", "name", "rank", "submitted"}


@bp.get("/courses/<slug>/selection")
@guarded(P.SELECTION_VIEW, queries.call)
def selection(course: Course) -> ResponseReturnValue:
    """All nominees of a course, with what is proposed for each."""
    return _table(course)


@bp.post("/courses/<slug>/selection")
@guarded(P.SELECTION_DECIDE, queries.call)
def propose(course: Course) -> ResponseReturnValue:
    """Save the proposals of a page; nobody is told."""
    rows = list(submitted(course.id, posted_ids()).values())
    form = proposals_form(rows)
    changes: list[int] = []

    def act() -> None:
        changes.append(services.save_proposals(course, form.wishes(), actor=actor(), now=arrival()))

    if not form.attempt(act):
        return _table(course, form)
    if "preview" in request.form:
        return redirect(url_for(".release", slug=course.slug))
    flash(ngettext("%(num)d proposal was saved.", "%(num)d proposals were saved.", changes[0]))
    return redirect(url_for(".selection", slug=course.slug, **_asked()))


@bp.get("/courses/<slug>/selection/list")
@guarded(P.SELECTION_VIEW, queries.call)
def download(course: Course) -> ResponseReturnValue:
    """The list of the table as XLSX or CSV, filtered and sorted alike."""
    alphabet = countries(language())
    rows = queries.rows(course.id, _filters(), alphabet)
    name, media_type, content = exports.nominees(course, rows, alphabet, language(), request.args.get("format", "xlsx"))
    response = Response(content, mimetype=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@bp.post("/nominations/<uuid:nomination_id>/send-back")
@guarded(P.SELECTION_DECIDE, queries.nomination)
def send_back(nomination: Nomination) -> ResponseReturnValue:
    """Give a nomination back to its country for completion."""
    form = SendBackForm()
    zone = nomination.course.deadline_zone

    def act() -> None:
        by, remarks = form.complete_by(zone), form.remarks.data or ""
        services.send_back(nomination, remarks=remarks, complete_by=by, actor=actor(), now=arrival())

    if form.attempt(act):
        flash(_("The nomination was sent back; the country is told."))
        return redirect(url_for(".show", nomination_id=nomination.id))
    return page("nominations/send_back.html", form=form, nomination=nomination)


def _table(course: Course, form: ProposalsForm | None = None) -> ResponseReturnValue:
    filters, alphabet = _filters(), countries(language())
    overview = queries.overview(course.id)
    number = request.args.get("page", 1, type=int)
    table = queries.table(course.id, filters, alphabet, number=number, total=overview.total(filters))
    rows = list(submitted(course.id, posted_ids()).values()) if form else table.items
    names = {country.code: country for country in alphabet}
    return page(
        "nominations/selection.html",
        form=form or proposals_form(_open(rows)),
        course=course,
        table=table,
        rows=rows,
        overview=overview,
        filters=filters,
        asked=_asked(),
        alphabet=alphabet,
        names=names,
        regions={names[code].group for code in overview.countries},
        places=queries.places(course.id),
        states=LISTED,
        unset=NONE,
        kinds=list(ProposalKind),
        address=_address(course),
        rules=rules,
    )


def _open(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row.nomination.state is NominationState.SUBMITTED]


def _filters() -> Filters:
    """What the address asks for; what it cannot mean is left out."""
    asked = request.args
    known = {
        "state": {state.value for state in LISTED},
        "sex": {"female", "male", NONE},
        "proposal": {*(kind.value for kind in ProposalKind), NONE},
        "sort": SORTS,
    }
    given = {name: asked.get(name, "") for name in known if asked.get(name) in known[name]}
    country = asked.get("country", "")
    return replace(Filters(**given), country=country if len(country) == 2 else "")


def _asked() -> dict[str, Any]:
    return {name: value for name, value in vars(_filters()).items() if value}


def _address(course: Course) -> Callable[..., str]:
    def address(number: int | None = None, **changed: str) -> str:
        """The address of this table with another page or another order."""
        return url_for(".selection", slug=course.slug, **{**_asked(), **changed, "page": number})

    return address
