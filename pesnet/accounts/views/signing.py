"""Signing in and out."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, flash, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.routing import BuildError

from pesnet.accounts import entry, services
from pesnet.accounts.forms import SignInForm
from pesnet.accounts.views.blueprint import bp
from pesnet.policy import Permission
from pesnet.web import identity, typed
from pesnet.web.arrival import arrival
from pesnet.web.database import database
from pesnet.web.forms import page
from pesnet.web.guard import guarded


@bp.route("/sign-in", methods=["GET", "POST"])
@guarded(Permission.SIGN_IN, in_transaction=False)
def sign_in() -> ResponseReturnValue:
    """Ask who it is; then on to where the person was going."""
    form = SignInForm()
    if identity.actor().is_signed_in or form.attempt(lambda: _enter(form)):
        kept = typed.Typed.from_text(form.typed.data or "")
        return typed.ask_again(kept, 200) if kept else redirect(_destination())
    return page("accounts/sign_in.html", form=form)


def ask_with(kept: typed.Typed) -> Response:
    """The page of signing in, with what was typed elsewhere."""
    form = SignInForm(formdata=None, data={"typed": kept.as_text()})
    return make_response(render_template("accounts/sign_in.html", form=form), 401)


@bp.post("/sign-out")
@guarded(Permission.SIGN_IN, is_once=False)
def sign_out() -> ResponseReturnValue:
    """End the session of this browser."""
    token = identity.own_token()
    if token:
        services.sign_out(token, actor=identity.actor(), now=arrival())
        identity.leave()
    flash(_("You are signed out."))
    return redirect(url_for("site.home"))


def _enter(form: SignInForm) -> None:
    token, person = entry.sign_in(
        database(), form.email.data, form.password.data, device=request.user_agent.string, now=arrival()
    )
    identity.take_seat(token, person)


def _destination() -> str:
    language = identity.actor().language
    noted: Any = session.pop("destination", None)
    if noted and noted[0] in current_app.view_functions:
        try:
            return url_for(noted[0], **{**noted[1], "language": language})
        except (BuildError, ValueError):
            pass
    return url_for("desk.show", language=language)
