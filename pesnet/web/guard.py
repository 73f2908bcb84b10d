"""The guard of every view: load within what the actor may see, require the permission, run in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from flask import Response, make_response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from pesnet.policy import Actor, Permission, may, require
from pesnet.web import typed, unit

Loader = Callable[..., Any]
View = Callable[..., ResponseReturnValue]


class SignInFirst(Exception):
    """A visitor asks for what only people in seats have; raised, so that nothing of the request is kept."""


def guarded(
    permission: Permission, loader: Loader | None = None, *, is_once: bool = True, in_transaction: bool = True
) -> Callable[[View], View]:
    """Declare what a view needs.

    ``loader(*url_values, actor)`` gives the subject or raises ``NotFound``; the view receives the subject instead of
    the URL's values. Without a loader the view receives the URL's values. ``is_once=False`` frees a POST from the form
    key. ``in_transaction=False`` lets a POST check a password: who asks, loader and permission have a reading
    transaction of their own, then the view runs outside any and opens short ones by itself; it has no form key, and
    what was typed in it is never kept.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guard(**values: Any) -> ResponseReturnValue:
            def admit(actor: Actor) -> Callable[[], ResponseReturnValue]:
                if not actor.is_signed_in and not may(actor, permission):
                    raise SignInFirst
                if loader is None:
                    require(actor, permission)
                    return partial(view, **values)
                subject = loader(*values.values(), actor)
                require(actor, permission, subject)
                return partial(view, subject)

            def answer(actor: Actor) -> Response:
                return make_response(admit(actor)())

            try:
                return unit.run(answer, is_once=is_once) if in_transaction else unit.run_apart(admit)
            except SignInFirst:
                return ask_to_sign_in()

        guard.permission = permission  # type: ignore[attr-defined]
        guard.loader = loader  # type: ignore[attr-defined]
        guard.keeps_typed = in_transaction  # type: ignore[attr-defined]
        return guard

    return decorate


def ask_to_sign_in() -> Response:
    """Send a visitor to sign in, and note by name the page to come back to; what was typed goes along."""
    if (kept := typed.sent()) is not None:
        return typed.ask_again(kept, 401)
    if request.method == "GET" and request.endpoint:
        session["destination"] = [
            request.endpoint,
            {name: str(value) for name, value in (request.view_args or {}).items()},
        ]
    return redirect(url_for("accounts.sign_in"))  # type: ignore[return-value]


def unguarded(app_endpoints: dict[str, Any]) -> list[str]:
    """The endpoints whose view names no permission."""
    return sorted(name for name, view in app_endpoints.items() if not hasattr(view, "permission"))
