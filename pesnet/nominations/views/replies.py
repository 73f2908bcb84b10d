"""Screens of replies: who has not replied to a call, and a country's answer that it will not nominate."""

from __future__ import annotations

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pesnet.core.message import Message
from pesnet.courses.models import Course
from pesnet.nominations import queries as nominations
from pesnet.nominations.queries import Delegation
from pesnet.nominations.replies import lists, queries, services
from pesnet.nominations.views.blueprint import bp
from pesnet.policy import Permission, Role
from pesnet.web.arrival import arrival
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor
from pesnet.web.languages import language

P = Permission
WORDS = {"vacant": Message("No focal point")}


@bp.get("/replies")
@guarded(P.REPLIES_VIEW)
def replies_index() -> ResponseReturnValue:
    """The open calls with the number of replies awaited."""
    now = arrival()
    return page(
        "nominations/replies_index.html", calls=queries.replies(queries.open_calls(actor(), now), language(), now)
    )


@bp.get("/courses/<slug>/replies")
@guarded(P.REPLIES_VIEW, queries.call)
def replies(course: Course) -> ResponseReturnValue:
    """The countries whose reply to a call is awaited, with whom to telephone."""
    [found] = queries.replies([course], language(), arrival())
    return page("nominations/replies.html", replies=found, is_full=actor().holds(Role.SECRETARIAT), words=WORDS)


@bp.get("/courses/<slug>/replies/list")
@guarded(P.REPLIES_VIEW, queries.call)
def replies_list(course: Course) -> ResponseReturnValue:
    """The same as XLSX or CSV."""
    [found] = queries.replies([course], language(), arrival())
    form, is_full = request.args.get("format", "xlsx"), actor().holds(Role.SECRETARIAT)
    name, media_type, content = lists.as_file(found, language(), form, is_full=is_full)
    response = Response(content, mimetype=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@bp.post("/courses/<slug>/nominations/none")
@guarded(P.NOMINATION_SUBMIT, nominations.delegation_of_seat)
def no_nominees(delegation: Delegation) -> ResponseReturnValue:
    """Answer that the country will not nominate."""
    services.will_not_nominate(delegation, actor=actor(), now=arrival())
    flash(_("Your answer is recorded. You will not be reminded of this call."))
    return redirect(url_for(".of_course", slug=delegation.course.slug))


@bp.post("/courses/<slug>/nominations/none/take-back")
@guarded(P.NOMINATION_SUBMIT, nominations.delegation_of_seat)
def nominees_after_all(delegation: Delegation) -> ResponseReturnValue:
    """Take that answer back."""
    services.take_back(delegation, actor=actor(), now=arrival())
    flash(_("Your answer was taken back. The call waits for your nominations again."))
    return redirect(url_for(".of_course", slug=delegation.course.slug))
