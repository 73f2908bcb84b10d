"""A view that writes, to see that a GET cannot."""

from uuid import uuid4

from flask import Response

from pesnet.core.clock import now
from pesnet.core.db import session
from pesnet.web.models import FormKey


def on_get() -> Response:
    """Add a row."""
    session().add(FormKey(key=str(uuid4()), sender="s", endpoint="e", digest="d", location="", taken_at=now()))
    session().flush()
    return Response("written")
