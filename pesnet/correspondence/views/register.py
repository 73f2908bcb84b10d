"""The register of letters, and the letters about one course."""

from __future__ import annotations

from typing import Any, TypeVar

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from pesnet.core.message import Labelled
from pesnet.correspondence import exports, queries
from pesnet.correspondence.models import OF_THE_LEAD, LetterKind, LetterState
from pesnet.correspondence.queries import Correspondence, Filters
from pesnet.correspondence.views.blueprint import bp
from pesnet.network.queries import countries
from pesnet.policy import Permission
from pesnet.web.arrival import arrival
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor
from pesnet.web.languages import language
from pesnet.web.paging import page_number

P = Permission
Member = TypeVar("Member", bound=Labelled)


@bp.get("/letters")
@guarded(P.LETTER_VIEW)
def index() -> ResponseReturnValue:
    """The letters that the seat may read, by year, with filters that are a plain form."""
    filters = _filters()
    return page(
        "correspondence/index.html",
        found=queries.register(filters, actor(), page_number()),
        filters=filters,
        years=queries.years(actor()),
        alphabet=countries(language()),
        kinds=LetterKind,
        states=LetterState,
        asked=_asked(),
        address=lambda number: url_for(".index", **{**_asked(), "page": number}),
    )


@bp.get("/letters/register")
@guarded(P.LETTER_VIEW)
def download() -> ResponseReturnValue:
    """The register as XLSX or CSV, filtered alike."""
    form = request.args.get("format", "xlsx")
    name, media_type, content = exports.register(queries.rows(_filters(), actor()), language(), form)
    response = Response(content, mimetype=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@bp.get("/courses/<slug>/letters")
@guarded(P.LETTER_VIEW, queries.of_course)
def of_course(found: Correspondence) -> ResponseReturnValue:
    """The letters about a course, and what can be generated."""
    return page(
        "correspondence/of_course.html",
        course=found.course,
        found=queries.register(Filters(course_id=found.course.id), actor(), page_number()),
        kinds=[kind for kind in LetterKind if kind in OF_THE_LEAD],
        subject=found,
        now=arrival(),
        address=lambda number: url_for(".of_course", slug=found.course.slug, page=number),
    )


def _filters() -> Filters:
    asked = request.args.get
    year, country = asked("year", ""), asked("country", "").upper()
    return Filters(
        year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
        kind=_member(LetterKind, asked("kind", "")),
        state=_member(LetterState, asked("state", "")),
        country=country if len(country) == 2 and country.isalpha() else "",
    )


def _member(kind: type[Member], value: str) -> Member | None:
    return next((member for member in kind if member.value == value), None)


def _asked() -> dict[str, Any]:
    filters = _filters()
    values = {
        "year": filters.year,
        "kind": filters.kind.value if filters.kind else "",
        "state": filters.state.value if filters.state else "",
        "country": filters.country,
    }
    return {name: value for name, value in values.items() if value}
