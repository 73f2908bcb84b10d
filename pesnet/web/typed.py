"""What was typed in a form that came too late: carried through signing in, so that nothing has to be typed again.

It is kept in the page and nowhere else, signed and for some hours; whoever signs in sends it as that person, and the
view it goes to looks at permission and country as always.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Response, current_app, make_response, render_template, request, url_for
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.routing import BuildError

from pesnet.policy import VISITOR, may
from pesnet.web import once
from pesnet.web.identity import actor

FIELD = "typed"
KEPT_SECONDS = 12 * 3600
LARGEST = 512 * 1024
NOT_TYPED = {"csrf_token", "form_key"}


@dataclass(frozen=True)
class Typed:
    """A form as it was sent: where to, its answers, and whether files came with it, which cannot be kept."""

    endpoint: str
    values: dict[str, Any]
    answers: list[list[str]]
    has_files: bool

    @property
    def address(self) -> str:
        """Where it goes."""
        return url_for(self.endpoint, **self.values)

    def as_text(self) -> str:
        """The form as a hidden field carries it."""
        return _signer().dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str) -> Typed | None:
        """The form that a hidden field carried; nothing when it is forged, too old or goes nowhere any more."""
        try:
            found = cls(**_signer().loads(text, max_age=KEPT_SECONDS))
            return found if found.endpoint in current_app.view_functions and found.address else None
        except (BadData, BuildError, TypeError, ValueError):
            return None


def sent() -> Typed | None:
    """What was typed in the form under way, or in the one it carries; nothing where there is nothing to keep."""
    if carried := Typed.from_text(request.form.get(FIELD, "")):
        return carried
    view = current_app.view_functions.get(request.endpoint or "")
    if request.method != "POST" or not getattr(view, "keeps_typed", False):
        return None
    answers = [[name, value] for name, value in request.form.items(multi=True) if name != "csrf_token"]
    size = sum(len(name) + len(value) for name, value in answers)
    if size > LARGEST or all(name in NOT_TYPED or not value for name, value in answers):
        return None
    if "form_key" not in request.form:
        answers.append(["form_key", once.new_key()])
    values = {name: str(value) for name, value in (request.view_args or {}).items()}
    return Typed(str(request.endpoint), values, answers, any(file.filename for file in request.files.values()))


def is_from_own_page() -> bool:
    """Whether the browser says that one of our own pages sent this."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc == request.host


def ask_again(kept: Typed, status: int) -> Response:
    """The page that offers to send it; for whoever has to sign in first, the page of signing in."""
    permission = getattr(current_app.view_functions[kept.endpoint], "permission")  # noqa: B009 - every view has one
    if not actor().is_signed_in and not may(VISITOR, permission):
        response: Response = current_app.extensions["pesnet.sign_in_page"](kept)
    else:
        response = make_response(render_template("errors/typed.html", kept=kept), status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=FIELD)
