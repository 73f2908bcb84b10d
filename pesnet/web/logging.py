"""Structured logs: JSON lines without personal data."""

from __future__ import annotations

import logging
import sys
import traceback
from typing import Any
from uuid import uuid4

import structlog
from flask import Flask, Response, g, request

QUIET = ("huey", "alembic", "werkzeug")


def without_words(_logger: Any, _method: str, line: dict[str, Any]) -> dict[str, Any]:
    """Replace an exception by its kind and where it arose: its words may quote what people typed."""
    given = line.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)
        line["exception"] = type(error).__name__
        line["at"] = [
            f"{frame.filename.rsplit('/pesnet/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in frames[-8:]
        ]
    return line


PROCESSORS: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    without_words,
]


def configure() -> None:
    """Write our own lines and those of libraries as JSON to standard error."""
    structlog.configure(
        processors=[*PROCESSORS, structlog.processors.JSONRenderer(ensure_ascii=False)],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler()
    renderer = structlog.processors.JSONRenderer(ensure_ascii=False)
    remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(processors=[remove, renderer], foreign_pre_chain=PROCESSORS)
    )
    root = logging.getLogger()
    root.handlers = [handler]
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def init_app(app: Flask) -> None:
    """Give every request an id, and gunicorn's line what it may say of it; log failures without their words."""
    log = structlog.get_logger("pesnet.request")

    @app.before_request
    def begin() -> None:
        request_id = uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        request.environ["pesnet.request_id"] = request_id
        request.environ["pesnet.route"] = request.endpoint or "-"

    @app.after_request
    def end(response: Response) -> Response:
        request.environ["pesnet.actor"] = g.actor.kind if "actor" in g else "-"
        response.headers["X-Request-ID"] = request.environ.get("pesnet.request_id", "-")
        return response

    def log_failure(exc_info: Any) -> None:
        log.error("request failed", route=request.endpoint or "-", method=request.method, exc_info=exc_info)

    app.log_exception = log_failure  # type: ignore[method-assign]
