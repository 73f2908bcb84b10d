"""Who asks: from the cookie's token to the actor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Flask, current_app, g, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from pesnet.core.secrets import token_hash
from pesnet.policy import VISITOR, Actor

ActorFor = Callable[[str, datetime], Actor | None]
"""Finds the actor of a live session by the hash of its token; ``accounts`` provides it."""


class Person(UserMixin):  # type: ignore[misc]
    """What Flask-Login keeps of a signed-in person: the token in the cookie and the actor it stands for."""

    def __init__(self, token: str, actor: Actor) -> None:
        self.token = token
        self.actor = actor

    def get_id(self) -> str:
        """The token, which is all that the cookie holds."""
        return self.token


def actor() -> Actor:
    """Who asks: the signed-in person in the acting seat, or the visitor.

    Call it inside a transaction the first time.
    """
    if "actor" not in g:
        g.actor = current_user.actor if current_user.is_authenticated else VISITOR
    return g.actor  # type: ignore[no-any-return]


def own_token() -> str | None:
    """The token of the session under way, if somebody is signed in."""
    return current_user.token if current_user.is_authenticated else None


def take_seat(token: str, person: Actor) -> None:
    """Begin a signed-in session in this browser.

    Everything kept from before is dropped but where the person was going.
    """
    destination = session.get("destination")
    session.clear()
    if destination:
        session["destination"] = destination
    login_user(Person(token, person))
    g.actor = person


def leave() -> None:
    """End the signed-in session in this browser."""
    logout_user()
    session.clear()
    g.actor = VISITOR


def init_app(app: Flask, actor_for: ActorFor) -> None:
    """Let Flask-Login find people by their token."""
    manager = LoginManager()
    manager.init_app(app, add_context_processor=False)
    manager.session_protection = None
    app.extensions["pesnet.actor_for"] = actor_for

    @manager.user_loader  # type: ignore[untyped-decorator]
    def load(token: str) -> Person | None:
        found = current_app.extensions["pesnet.actor_for"](token_hash(token), g.arrival)
        return Person(token, found) if found else None
