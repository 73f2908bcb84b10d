"""The letters of accounts: what their templates are told when they are sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from pesnet.accounts.directory import invitation_by_id
from pesnet.accounts.models import Seat, User
from pesnet.core.db import session
from pesnet.mail.models import Mail


def invited(mail: Mail) -> dict[str, Any]:
    """An invitation, with its link."""
    invitation = invitation_by_id(UUID(mail.facts["invitation_id"]))
    return {
        "name": invitation.name,
        "seat": invitation.seat.title,
        "path": f"invitations/{mail.facts['token']}",
        "last_day": invitation.expires_at.date(),
    }


def granted(mail: Mail) -> dict[str, Any]:
    """What an administrator granted, told to the secretariat."""
    seat = session().get_one(Seat, UUID(mail.facts["seat_id"]))
    by = session().get(User, UUID(mail.facts["user_id"])) if mail.facts["user_id"] else None
    return {
        "seat": seat.title,
        "by": by.name if by else None,
        "path": f"seats/{seat.id}",
        "day": mail.created_at.date(),
    }


LETTERS: dict[str, Callable[[Mail], dict[str, Any]]] = {"accounts/invited": invited, "accounts/granted": granted}
