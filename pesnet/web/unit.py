"""One transaction for each request, committed in one place before the answer leaves."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, current_app, flash, g, make_response, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import DBAPIError

from pesnet.core.db import WAKE, session
from pesnet.policy import Actor
from pesnet.web import once
from pesnet.web.arrival import arrival
from pesnet.web.database import database
from pesnet.web.identity import actor

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
REPLAYED = {"40001", "40P01"}
ATTEMPTS = 3


def run(answer: Callable[[Actor], Response], *, is_once: bool) -> Response:
    """Answer the request inside its transaction: reading for safe methods, writing for the others.

    A writing request is committed when its answer is below 400 and rolled back otherwise; serialisation failures are
    replayed. Body and files are read before the transaction begins.
    """
    if request.method in SAFE_METHODS:
        with database().reading(g.get("version", "")):
            return answer(actor())
    digest = once.sent_digest()
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return _write(answer, digest if is_once else None)
        except DBAPIError as error:
            if attempt == ATTEMPTS or getattr(error.orig, "sqlstate", None) not in REPLAYED:
                raise
    raise AssertionError


def run_apart(admit: Callable[[Actor], Callable[[], ResponseReturnValue]]) -> Response:
    """Admit the request in a reading transaction; a safe method is answered inside it, any other after its end."""
    with database().reading():
        view = admit(actor())
        if request.method in SAFE_METHODS:
            return make_response(view())
    return make_response(view())


def _write(answer: Callable[[Actor], Response], digest: str | None) -> Response:
    with database().writing() as unit:
        response = _answered(answer, digest)
    if response.status_code < 400 and WAKE in unit.info:
        current_app.extensions["pesnet.wake"](unit.info[WAKE])
    return response


def _answered(answer: Callable[[Actor], Response], digest: str | None) -> Response:
    who = actor()
    if digest is not None and (location := once.take(who, digest, arrival())) is not None:
        flash(_("This was already done; nothing was changed a second time."), "notice")
        return redirect(location)  # type: ignore[return-value]
    response = answer(who)
    if response.status_code >= 400:
        session().rollback()
    elif digest is not None:
        once.remember(who, response.location or request.path)
    return response
