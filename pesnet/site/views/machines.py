"""Pages that machines ask for."""

from flask import Response, current_app
from flask.typing import ResponseReturnValue

from pesnet.policy import Permission
from pesnet.site.queries import health
from pesnet.site.views.blueprint import plain
from pesnet.web.arrival import arrival
from pesnet.web.guard import guarded


@plain.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain")


healthz.permission = Permission.SITE_VIEW  # type: ignore[attr-defined]


@plain.get("/readyz")
@guarded(Permission.SITE_VIEW)
def readyz() -> ResponseReturnValue:
    """Whether the database answers, there is space, and the worker keeps up; 503 when no act could be kept."""
    store, queue = current_app.extensions["pesnet.files"], current_app.extensions["pesnet.queue"]
    found = health.readiness(arrival(), store.folder, queue.seen())
    return found, 503 if found["space"] != "ok" else 200
