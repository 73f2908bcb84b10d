"""Invitations to seats."""

from datetime import datetime

from pesnet.accounts import grants, queries
from pesnet.accounts.models import Invitation, Seat, User
from pesnet.core.db import Database, session


def an_invitation(
    db: Database, by: User, seat_id: object, now: datetime, *, email: str = "new@example.org", principal: bool = True
) -> tuple[Invitation, str]:
    """An invitation to a seat sent by a user, and the token of its link."""
    invitee = grants.Invitee(email, "Somebody New", "Director", "fr", now.date(), is_principal=principal)
    with db.writing():
        actor = queries.actor_in_seat(by, None, now)
        return grants.invite(session().get_one(Seat, seat_id), invitee, actor=actor, now=now)
