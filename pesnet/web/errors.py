"""What people see when something cannot be done: a sentence in their language, never a traceback."""

from __future__ import annotations

import structlog
from flask import Flask, Response, g, make_response, render_template
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError

from pesnet.core.errors import OUTDATED, DomainError, NotFound
from pesnet.core.message import Message
from pesnet.policy import VISITOR
from pesnet.web import typed
from pesnet.web.database import database
from pesnet.web.identity import actor

log = structlog.get_logger(__name__)

SENTENCES = {
    400: (
        Message("This request could not be understood"),
        Message("Go back, open the page again and repeat what you did."),
    ),
    403: (Message("This is not allowed"), Message("Open the page again and repeat what you did.")),
    404: (
        Message("There is nothing here for you to see"),
        Message("The address may be wrong, the page may have gone, or the seat you act in may not see it."),
    ),
    405: (Message("This is not possible here"), Message("Go back and use the buttons of the page.")),
    413: (Message("This is too large"), Message("A file may have 10 MB at most. Make it smaller and send it again.")),
    429: (Message("Too many attempts"), Message("Wait a few minutes and try again.")),
    500: (
        Message("Something went wrong on our side"),
        Message("Nothing was changed. Try again; tell the secretariat if it happens again."),
    ),
    503: (Message("The portal cannot be reached for a moment"), Message("Nothing was changed. Try again in a minute.")),
}
EXPIRED = (
    Message("The page was open for too long"),
    Message("Nothing was sent. Go back: what you typed is still there. Sign in again in another tab, then send it."),
)
REFUSED = Message("This was not done")


def page(status: int, title: Message, *reasons: Message) -> Response:
    """The page of an error; it works also when nobody can be identified."""
    if "actor" not in g:
        g.actor = VISITOR
    response = make_response(render_template("errors/show.html", title=title, reasons=reasons, status=status), status)
    if status == 503:
        response.headers["Retry-After"] = "30"
    return response


def init_app(app: Flask) -> None:
    """Turn each kind of failure into its page."""

    @app.errorhandler(DomainError)
    def refused(error: DomainError) -> Response:
        return page(409, REFUSED, *error.reasons)

    @app.errorhandler(StaleDataError)
    def outdated(error: StaleDataError) -> Response:
        return page(409, REFUSED, OUTDATED)

    @app.errorhandler(NotFound)
    def missing(error: NotFound) -> Response:
        return page(404, *SENTENCES[404])

    @app.errorhandler(CSRFError)
    def expired(error: CSRFError) -> Response:
        identify()
        kept = typed.sent() if typed.is_from_own_page() else None
        return page(400, *EXPIRED) if kept is None else typed.ask_again(kept, 400)

    @app.errorhandler(OperationalError)
    @app.errorhandler(PoolTimeoutError)
    def unreachable(error: Exception) -> Response:
        log.error("database unreachable", reason=type(error).__name__)
        return page(503, *SENTENCES[503])

    @app.errorhandler(SecurityError)
    def elsewhere(error: SecurityError) -> Response:
        return Response("This address is not served here.\n", 400, mimetype="text/plain")

    @app.errorhandler(HTTPException)
    def known(error: HTTPException) -> Response:
        identify()
        status = error.code if error.code in SENTENCES else 500 if (error.code or 500) >= 500 else 400
        response = page(status, *SENTENCES[status])
        response.status_code = error.code or 500
        if error.code == 405:
            response.headers["Allow"] = ", ".join(sorted(getattr(error, "valid_methods", None) or ()))
        return response


def identify() -> None:
    """Find out who asks, for errors met before a view's own transaction; if that fails too, it is the visitor."""
    if "actor" in g:
        return
    try:
        with database().reading():
            actor()
    except DBAPIError:
        g.actor = VISITOR
