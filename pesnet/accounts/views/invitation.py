"""Accepting an invitation: the mailed link shows a form and never signs anybody in."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pesnet.accounts import directory, entry, grants
from pesnet.accounts.forms import NewPasswordForm
from pesnet.accounts.views.blueprint import bp
from pesnet.policy import Permission
from pesnet.web.arrival import arrival
from pesnet.web.database import database
from pesnet.web.forms import Form, page
from pesnet.web.guard import guarded


@bp.route("/invitations/<token>", methods=["GET", "POST"])
@guarded(Permission.SIGN_IN, directory.invitation_by_token, in_transaction=False)
def invitation(invited: directory.Invited) -> ResponseReturnValue:
    """Show who is invited to which seat; take the seat when the form is sent."""
    form = Form() if invited.is_known else NewPasswordForm()
    if form.attempt(lambda: _accept(invited, form)):
        flash(_("You hold the seat. Sign in with your address and your password."))
        return redirect(url_for(".sign_in", language=invited.invitation.language))
    obstacle = grants.obstacle(invited.invitation, arrival())
    return page(
        "accounts/invitation.html", form=form, invited=invited, invitation=invited.invitation, obstacle=obstacle
    )


def _accept(invited: directory.Invited, form: Form) -> None:
    password = form.new.data if isinstance(form, NewPasswordForm) else None
    entry.accept(database(), invited.invitation.id, password, now=arrival())
