"""The catalogue of courses and the page of one."""

from __future__ import annotations

from enum import Enum
from typing import Any, TypeVar
from uuid import UUID

from flask import Response, current_app, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pesnet.core.errors import DomainError, NotFound
from pesnet.core.languages import language_name
from pesnet.core.message import Message
from pesnet.core.workflow import OpenMove
from pesnet.courses import queries, rules
from pesnet.courses.models import Course, CourseState, Mode
from pesnet.courses.paper import paper
from pesnet.courses.queries import programme
from pesnet.courses.rules import days_left
from pesnet.documents.child import NotRendered
from pesnet.network.queries import countries
from pesnet.nominations.queries import names_used
from pesnet.outcomes import queries as outcomes
from pesnet.policy import Permission, Role, may
from pesnet.site import courses as words
from pesnet.site.calendar import calendar as made_calendar
from pesnet.site.queries import courses as site_queries
from pesnet.site.views.blueprint import bp
from pesnet.web.arrival import arrival
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor
from pesnet.web.kept import kept
from pesnet.web.languages import language
from pesnet.workplan.models import ActivityType, PartyRole

Kind = TypeVar("Kind", bound=Enum)
TAUGHT_IN = ("en", "fr", "ar", "tr", "ru", "pt")


@bp.get("/courses")
@kept
@guarded(Permission.SITE_VIEW)
def courses() -> ResponseReturnValue:
    """All courses, with filters that are a plain form."""
    filters, now = _filters(), arrival()
    found = queries.courses(filters, actor(), now)
    return page(
        "site/courses.html",
        filters=filters,
        page=found,
        now=now,
        address=_address,
        words=words,
        days_left=days_left,
        invited=queries.invited([course.id for course in found.items]),
        areas=site_queries.areas(),
        countries=countries(language()),
        types=ActivityType,
        modes=Mode,
        Role=PartyRole,
        languages=[(code, language_name(code, language())) for code in TAUGHT_IN],
    )


@bp.get("/courses/<slug>")
@kept
@guarded(Permission.COURSE_VIEW, queries.course)
def course(found: Course) -> ResponseReturnValue:
    """One course: what it is, who may nominate, until when."""
    now, who = arrival(), actor()
    codes = {row.country_code for row in found.countries}
    return page(
        "site/course.html",
        course=found,
        phase=found.phase(now),
        days_left=days_left,
        now=now,
        Role=PartyRole,
        eligible=[country for country in countries(language()) if country.code in codes],
        share=_share(found),
        offered=_offered(found),
        zones=words.deadline_zones(found, who),
        spoken=words.spoken(found, language()),
        **_behind(found),
        is_recorded=found.state is CourseState.RECORDED,
        delivery=outcomes.delivery_of(found) if found.state is CourseState.RECORDED else None,
    )


@bp.get("/courses/<slug>/calendar.ics")
@guarded(Permission.COURSE_VIEW, queries.course)
def calendar(found: Course) -> ResponseReturnValue:
    """The course for one's own calendar."""
    base = current_app.extensions["pesnet.config"].base_url.rstrip("/")
    text = made_calendar(
        found,
        address=base + url_for(".course", slug=found.slug),
        deadline_words=_("Deadline for nominations"),
        language=language(),
        now=arrival(),
    )
    return Response(
        text,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{found.slug}.ics"'},
    )


@bp.get("/courses/<slug>/call.pdf")
@guarded(Permission.COURSE_VIEW, queries.course)
def call_paper(found: Course) -> ResponseReturnValue:
    """The call on one page, made when it is first asked for."""
    if found.published_at is None:
        raise NotFound
    base = str(current_app.extensions["pesnet.config"].base_url)
    try:
        content = current_app.extensions["pesnet.shelf"].pdf(paper(found, language(), base))
    except NotRendered as error:
        raise DomainError(Message("The PDF could not be made now. Try again in a few minutes.")) from error
    headers = {"Content-Disposition": f'attachment; filename="{found.slug}-{language()}.pdf"'}
    return Response(content, mimetype="application/pdf", headers=headers)


def _filters() -> queries.Filters:
    given = request.args.get
    number = given("page", "1")
    return queries.Filters(
        language=language(),
        text=given("q", "").strip()[:200],
        area_id=_uuid(given("area", "")),
        type=_member(ActivityType, given("type", "")),
        taught_in=given("taught", "") if given("taught") in TAUGHT_IN else "",
        mode=_member(Mode, given("mode", "")),
        is_open=given("open") == "yes",
        country_code=given("country", "")[:2].upper(),
        page=max(1, min(int(number), 10000)) if number.isascii() and number.isdigit() else 1,
    )


def _address(number: int) -> str:
    given: dict[str, Any] = request.args.to_dict()
    return url_for(".courses", **(given | {"page": number}))


def _offered(found: Course) -> list[OpenMove] | None:
    """The moves for those who prepare the course; nothing for everybody else."""
    if not may(actor(), Permission.COURSE_EDIT, found):
        return None
    return list(rules.MACHINE.offered(found, actor=actor(), now=arrival()))


def _behind(found: Course) -> dict[str, Any]:
    """What only some may see: how to join, the materials, and what the providers said of the dates."""
    knows_dates = may(actor(), Permission.COURSE_EDIT, found) or may(actor(), Permission.DATES_ANSWER, found)
    return {
        "link": programme.joining_link(found) if may(actor(), Permission.JOINING_LINK_VIEW, found) else None,
        "materials": programme.materials(found) if may(actor(), Permission.MATERIAL_VIEW, found) else [],
        "answers": programme.dates_answers([found.id]) if knows_dates else [],
    }


def _share(found: Course) -> words.Share | None:
    code = actor().country_code
    row = next((row for row in found.countries if row.country_code == code), None)
    if row is None or not actor().holds(Role.FOCAL_POINT):
        return None
    return words.Share(names_used(found.id, row.country_code), found.nominees_per_country, row.places)


def _member(kind: type[Kind], value: str) -> Kind | None:
    return next((member for member in kind if member.value == value), None)


def _uuid(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None
