"""One's own account, sessions and acting seat."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pesnet.accounts import entry, queries, services
from pesnet.accounts.forms import ChangePasswordForm, OwnFactsForm
from pesnet.accounts.models import SignedIn, User
from pesnet.accounts.views.blueprint import bp
from pesnet.core.errors import NotFound
from pesnet.core.secrets import token_hash
from pesnet.policy import Permission
from pesnet.web.arrival import arrival
from pesnet.web.database import database
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor, own_token


@bp.get("/account")
@guarded(Permission.ACCOUNT_EDIT, queries.own_account)
def account(user: User) -> ResponseReturnValue:
    """One's own facts, seats and sessions."""
    return page(
        "accounts/account.html",
        user=user,
        holdings=queries.holdings_of(user.id, arrival().date()),
        sessions=queries.own_sessions(user, arrival()),
        own_hash=token_hash(own_token() or ""),
    )


@bp.route("/account/edit", methods=["GET", "POST"])
@guarded(Permission.ACCOUNT_EDIT, queries.own_account)
def account_edit(user: User) -> ResponseReturnValue:
    """Change name, language and time zone."""
    form = OwnFactsForm(user)
    if form.attempt(lambda: services.change_facts(user, form.read(), actor=actor(), now=arrival())):
        flash(_("Your account has been changed."))
        return redirect(url_for(".account", language=user.language))
    return page("accounts/account_edit.html", form=form)


@bp.route("/account/password", methods=["GET", "POST"])
@guarded(Permission.ACCOUNT_EDIT, queries.own_account, in_transaction=False)
def account_password(user: User) -> ResponseReturnValue:
    """Change the password; other sessions end."""
    form = ChangePasswordForm()
    if form.attempt(lambda: _change_password(form)):
        flash(_("Your password has been changed. Your other sessions have ended."))
        return redirect(url_for(".account"))
    return page("accounts/account_password.html", form=form)


@bp.post("/account/seat")
@guarded(Permission.ACCOUNT_EDIT, queries.own_account)
def take_seat(user: User) -> ResponseReturnValue:
    """Act in another of one's own seats."""
    try:
        seat_id = UUID(request.form.get("seat_id", ""))
    except ValueError:
        raise NotFound from None
    services.take_seat(seat_id, own_token() or "", actor=actor(), now=arrival())
    flash(_("You now act in the seat you chose."))
    return redirect(url_for("desk.show"))


@bp.post("/account/stand-down")
@guarded(Permission.ACCOUNT_EDIT, queries.own_account)
def stand_down(user: User) -> ResponseReturnValue:
    """Stop acting on behalf of another seat."""
    services.stand_down(own_token() or "", actor=actor(), now=arrival())
    flash(_("You act in your own seat again."))
    return redirect(url_for("desk.show"))


@bp.post("/account/sessions/<uuid:session_id>/end")
@guarded(Permission.ACCOUNT_EDIT, queries.own_session)
def end_session(signed_in: SignedIn) -> ResponseReturnValue:
    """End one of one's own sessions."""
    services.end_session(signed_in, actor=actor(), now=arrival())
    flash(_("The session has ended."))
    return redirect(url_for(".account"))


def _change_password(form: ChangePasswordForm) -> None:
    change = entry.PasswordChange(form.old.data, form.new.data, own_token() or "")
    entry.change_password(database(), change, actor=actor(), now=arrival())
