"""Screens of a selection: the table with the proposals, sending back, the list to download."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from pesnet.courses.models import Course
from pesnet.network.models import Country, RegionalGroup
from pesnet.network.queries import countries
from pesnet.nominations import exports, queries, services
from pesnet.nominations.forms import send_back_form
from pesnet.nominations.models import Nomination, ProposalKind
from pesnet.nominations.queries import Filters
from pesnet.nominations.queries.assessments import averages
from pesnet.nominations.queries.table import LISTED, NONE
from pesnet.nominations.rules import ACCEPTED_AT_ONCE
from pesnet.nominations.selection_forms import ProposalsForm
from pesnet.nominations.views.blueprint import bp
from pesnet.nominations.views.lines import COLUMNS, USUAL, Wording, choices, kind_words, options
from pesnet.policy import Permission
from pesnet.web.arrival import arrival
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor
from pesnet.web.languages import language

P = Permission
SORTS = {"country", "name", "rank", "reserve", "submitted"}


@bp.get("/courses/<slug>/selection")
@guarded(P.SELECTION_VIEW, queries.call)
def selection(course: Course) -> ResponseReturnValue:
    """All nominees of a course, with what is proposed for each."""
    return _table(course)


@bp.post("/courses/<slug>/selection")
@guarded(P.SELECTION_DECIDE, queries.call)
def propose(course: Course) -> ResponseReturnValue:
    """Save the proposals of a page; nobody is told."""
    form = ProposalsForm()
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
    rows = queries.rows(course.id, _filters(alphabet), alphabet)
    name, media_type, content = exports.nominees(course, rows, alphabet, language(), request.args.get("format", "xlsx"))
    response = Response(content, mimetype=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@bp.post("/nominations/<uuid:nomination_id>/send-back")
@guarded(P.SELECTION_DECIDE, queries.nomination)
def send_back(nomination: Nomination) -> ResponseReturnValue:
    """Give a nomination back to its country for completion."""
    form = send_back_form()
    zone = nomination.course.deadline_zone

    def act() -> None:
        by, said = form.complete_by(zone), form.said()
        services.send_back(nomination, remarks=said, complete_by=by, actor=actor(), now=arrival())

    if form.attempt(act):
        flash(_("The nomination was sent back; the country is told."))
        return redirect(url_for(".show", nomination_id=nomination.id))
    return page("nominations/send_back.html", form=form, nomination=nomination)


def _table(course: Course, form: ProposalsForm | None = None) -> ResponseReturnValue:
    alphabet, columns = countries(language()), _columns()
    filters, overview = _filters(alphabet), queries.overview(course)
    number = request.args.get("page", 1, type=int)
    table = queries.table(course.id, filters, alphabet, number=number, total=overview.total(filters))
    rows = queries.rows_of(course.id, form.ids()) if form else table.items
    names = {country.code: country for country in alphabet}
    wording = Wording(overview, names, columns, _scores(course, columns, rows))
    return page(
        "nominations/selection.html",
        form=form,
        course=course,
        table=table,
        lines=wording.lines(rows, form.typed if form else {}),
        options=options(),
        columns=columns,
        all_columns=COLUMNS,
        overview=overview,
        filters=filters,
        asked=_asked(),
        choices=choices(alphabet, overview),
        kind_words=kind_words(),
        groups={names[code].group for code in overview.countries},
        places=queries.places(course.id),
        address=_address(course),
        accepted_at_once=ACCEPTED_AT_ONCE,
    )


def _scores(course: Course, columns: Collection[str], rows: Collection[Any]) -> dict[UUID, str]:
    if "score" not in columns:
        return {}
    found = averages(course, [row.id for row in rows], actor())
    return {key: f"{average.points:.1f} ({average.officers})" for key, average in found.items()}


def _columns() -> tuple[str, ...]:
    chosen = set(request.args.getlist("column")) & set(COLUMNS)
    return tuple(name for name in COLUMNS if name in chosen) or USUAL


def _given() -> dict[str, str]:
    """What the address asks for; what it cannot mean is left out."""
    asked = request.args
    known = {
        "state": {state.value for state in LISTED},
        "region": {group.value for group in RegionalGroup},
        "sex": {"female", "male", NONE},
        "proposal": {*(kind.value for kind in ProposalKind), NONE},
        "sort": SORTS,
    }
    given = {name: asked[name] for name in known if asked.get(name) in known[name]}
    text, country = asked.get("text", "").strip()[:100], asked.get("country", "")
    return {**given, **({"text": text} if text else {}), **({"country": country} if len(country) == 2 else {})}


def _filters(alphabet: Collection[Country]) -> Filters:
    given = _given()
    region = given.get("region")
    codes = frozenset(country.code for country in alphabet if country.group.value == region) if region else None
    return Filters(**given, codes=codes)


def _asked() -> dict[str, Any]:
    chosen = _columns()
    return {**_given(), **({} if chosen == USUAL else {"column": list(chosen)})}


def _address(course: Course) -> Callable[..., str]:
    def address(number: int | None = None, **changed: str) -> str:
        """The address of this table with another page or another order."""
        return url_for(".selection", slug=course.slug, **{**_asked(), **changed, "page": number})

    return address
