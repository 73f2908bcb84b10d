"""Users, for the administrator."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pesnet.accounts import directory, grants
from pesnet.accounts.models import User
from pesnet.accounts.views.blueprint import bp
from pesnet.policy import Permission
from pesnet.web.arrival import arrival
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor
from pesnet.web.paging import page_address, page_number


@bp.get("/users")
@guarded(Permission.USER_MANAGE)
def users() -> ResponseReturnValue:
    """All users by name."""
    text = request.args.get("text", "")
    return page(
        "accounts/users.html",
        found=directory.users(text, page_number()),
        text=text,
        now=arrival(),
        address=page_address,
    )


@bp.post("/users/<uuid:user_id>/unlock")
@guarded(Permission.USER_MANAGE, directory.user)
def unlock(user: User) -> ResponseReturnValue:
    """Let a user try again at once."""
    grants.unlock(user, actor=actor(), now=arrival())
    flash(_("The user can try again."))
    return redirect(url_for(".users"))


@bp.post("/users/<uuid:user_id>/deactivate")
@guarded(Permission.USER_MANAGE, directory.user)
def deactivate(user: User) -> ResponseReturnValue:
    """Close an account."""
    grants.deactivate(user, actor=actor(), now=arrival())
    flash(_("The account is closed."))
    return redirect(url_for(".users"))


@bp.post("/users/<uuid:user_id>/reactivate")
@guarded(Permission.USER_MANAGE, directory.user)
def reactivate(user: User) -> ResponseReturnValue:
    """Open a closed account again."""
    grants.reactivate(user, actor=actor(), now=arrival())
    flash(_("The account is open again."))
    return redirect(url_for(".users"))
