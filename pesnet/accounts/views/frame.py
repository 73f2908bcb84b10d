"""What every page says of the person and of the installation, and the note that a session is in use."""

from __future__ import annotations

from datetime import timedelta

import structlog
from flask import Flask, Response, current_app, g
from markupsafe import Markup
from sqlalchemy.exc import DBAPIError

from config import Config, SettingsError
from pesnet.accounts import queries, services
from pesnet.accounts.views.blueprint import bp
from pesnet.accounts.views.signing import ask_with
from pesnet.core import clock
from pesnet.web.arrival import arrival
from pesnet.web.database import database
from pesnet.web.identity import actor, own_token
from pesnet.web.templating import say

KEPT = timedelta(minutes=1)
log = structlog.get_logger(__name__)


def acting_label() -> Markup:
    """The acting seat in the reader's words, for the masthead."""
    label = actor().label
    return say(label) if label else Markup("")


def is_demonstration() -> bool:
    """Whether this installation holds demonstration accounts; asked again once a minute."""
    checked_at, answer = current_app.extensions["pesnet.samples"]
    if arrival() - checked_at > KEPT:
        answer = _has_samples(current_app, otherwise=answer)
        current_app.extensions["pesnet.samples"] = (arrival(), answer)
    return bool(answer)


def prepare(app: Flask, config: Config) -> None:
    """Hand in the page of signing in, and look for demonstration accounts.

    A portal that others can reach refuses to start with them.
    """
    app.extensions["pesnet.sign_in_page"] = ask_with
    answer = _has_samples(app, otherwise=False)
    app.extensions["pesnet.database"].engine.dispose()
    if answer and config.is_https:
        raise SettingsError(
            "The database holds demonstration accounts; a portal under https must not. Use another one."
        )
    app.extensions["pesnet.samples"] = (clock.now(), answer)


def _has_samples(app: Flask, *, otherwise: bool) -> bool:
    try:
        with app.extensions["pesnet.database"].reading():
            return queries.has_samples()
    except DBAPIError:
        return otherwise


@bp.after_app_request
def note_use(response: Response) -> Response:
    """Note that the session is in use, at most every few minutes, when the request's own transaction is over."""
    token = own_token() if "actor" in g and g.actor.is_signed_in else None
    seen_at = g.actor.last_seen_at if token else None
    if token and seen_at and arrival() - seen_at > services.SEEN_EVERY:
        try:
            with database().writing():
                services.seen(token, now=arrival())
        except DBAPIError as error:
            log.warning("last use not noted", reason=type(error).__name__)
    return response
