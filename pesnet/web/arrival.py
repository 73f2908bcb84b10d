"""The moment a request arrived, stamped once."""

from datetime import datetime

from flask import Flask, g

from pesnet.core import clock


def arrival() -> datetime:
    """When the request under way arrived (UTC); deadlines are measured against it."""
    return g.arrival  # type: ignore[no-any-return]


def init_app(app: Flask) -> None:
    """Stamp every request before anything else."""

    @app.before_request
    def stamp() -> None:
        g.arrival = clock.now()
