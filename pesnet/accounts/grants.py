"""Acts on seats and those who hold them: create, invite, accept, end, unlock, deactivate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update

from pesnet.accounts import queries
from pesnet.accounts.models import OF_A_COUNTRY, Holding, Invitation, Seat, SignedIn, User
from pesnet.audit.services import record
from pesnet.core.db import session
from pesnet.core.errors import OUTDATED, DomainError, NotFound
from pesnet.core.message import Message
from pesnet.core.secrets import new_token, token_hash
from pesnet.mail.models import Mail
from pesnet.mail.services import RESENDABLE, Recipient, post
from pesnet.network.models import Party
from pesnet.policy import Actor, Permission, Role, require

VALID = timedelta(days=14)
USED = Message("This invitation has been used already. Sign in with your address and your password.")
EXPIRED = Message("This invitation has expired. Ask the secretariat for a new one.")
WITHDRAWN = Message("This invitation was withdrawn. Ask the secretariat.")


@dataclass(frozen=True)
class SeatFacts:
    """How a seat is reached, and on what its designation rests."""

    language: str
    mailbox: str | None = None
    copy_addresses: tuple[str, ...] = ()
    telephone: str = ""
    postal_address: str = ""
    designation: str = ""


@dataclass(frozen=True)
class Invitee:
    """Who is invited to a seat, from which day, as principal or as deputy."""

    email: str
    name: str
    function: str
    language: str
    from_day: date
    is_principal: bool = True


def create_seat(role: Role, party_id: UUID | None, facts: SeatFacts, *, actor: Actor, now: datetime) -> Seat:
    """Make the seat of a role: on a party for focal points, leads and providers, without one for the others."""
    require(actor, Permission.SEAT_EDIT)
    if (role in OF_A_COUNTRY) != (party_id is not None):
        raise DomainError(
            Message(
                "Focal points, lead and provider officers need a country or institution; the other roles have none."
            )
        )
    if role not in OF_A_COUNTRY and role not in {Role.SECRETARIAT, Role.AUDITOR, Role.ADMINISTRATOR}:
        raise DomainError(Message("There are no seats of this role."))
    if party_id is not None and session().get(Party, party_id) is None:
        raise NotFound
    if queries.seat(role, party_id) is not None:
        raise DomainError(Message("There is such a seat already."))
    seat = Seat(role=role, party_id=party_id, language=facts.language)
    session().add(seat)
    _put(facts, seat)
    record(actor, "seat.create", seat, now, role=role.value)
    session().refresh(seat)
    return seat


def edit_seat(seat: Seat, facts: SeatFacts, version: int, *, actor: Actor, now: datetime) -> None:
    """Change how a seat is reached; ``version`` is the one that the person saw."""
    require(actor, Permission.SEAT_EDIT, seat)
    if seat.version != version:
        raise DomainError(OUTDATED)
    if changed := _put(facts, seat):
        record(actor, "seat.edit", seat, now, fields=changed)


def settle_clearance(seat: Seat, *, publishes_directly: bool, actor: Actor, now: datetime) -> None:
    """Let a lead publish its courses by itself, or have the secretariat clear them before."""
    require(actor, Permission.COURSE_CLEAR, seat)
    if seat.party is None or seat.role is not Role.LEAD_OFFICER:
        raise NotFound
    if seat.party.publishes_directly != publishes_directly:
        seat.party.publishes_directly = publishes_directly
        record(actor, "party.settle_clearance", seat, now, publishes_directly=publishes_directly)


def _put(facts: SeatFacts, seat: Seat) -> list[str]:
    values = {**vars(facts), "copy_addresses": list(facts.copy_addresses)}
    changed = [name for name, value in values.items() if getattr(seat, name) != value]
    for name in changed:
        setattr(seat, name, values[name])
    return changed


def invite(seat: Seat, invitee: Invitee, *, actor: Actor, now: datetime) -> tuple[Invitation, str]:
    """Invite a person to a seat by mail; the invitation, and the token of its link, which only that mail keeps."""
    require(actor, Permission.SEAT_GRANT, seat)
    email = invitee.email.strip().casefold()
    known = queries.user_by_email(email)
    if known is not None and not known.is_active:
        raise DomainError(Message("This person’s account is closed; an administrator must open it first."))
    if known is not None and any(held.seat_id == seat.id for held in queries.holdings_of(known.id, now.date())):
        raise DomainError(Message("This person holds the seat already."))
    token = new_token()
    invitation = Invitation(
        token_hash=token_hash(token),
        seat_id=seat.id,
        email=email,
        name=invitee.name,
        function=invitee.function,
        language=invitee.language,
        is_principal=invitee.is_principal,
        from_day=invitee.from_day,
        invited_by=actor.id,
        created_at=now,
        expires_at=now + VALID,
    )
    session().add(invitation)
    record(actor, "invitation.send", invitation, now, seat_id=str(seat.id), principal=invitee.is_principal)
    facts = {"invitation_id": str(invitation.id), "token": token}
    post("accounts/invited", to=Recipient(email, invitee.language, seat_id=seat.id), facts=facts, now=now)
    _tell_secretariat(seat, actor, now)
    return invitation, token


def withdraw(invitation: Invitation, *, actor: Actor, now: datetime) -> None:
    """Make the link of an invitation worthless."""
    require(actor, Permission.SEAT_GRANT, invitation.seat)
    if invitation.used_at is not None:
        raise DomainError(USED)
    invitation.withdrawn_at = now
    record(actor, "invitation.withdraw", invitation, now, seat_id=str(invitation.seat_id))


def obstacle(invitation: Invitation, now: datetime) -> Message | None:
    """Why this invitation cannot be accepted now, or nothing."""
    if invitation.used_at is not None:
        return USED
    if invitation.withdrawn_at is not None:
        return WITHDRAWN
    return EXPIRED if invitation.expires_at <= now else None


def forget_tokens(now: datetime) -> None:
    """Take the token out of the kept mail of every invitation that can no longer be accepted."""
    with_token = Mail.facts["token"].as_string().is_not(None)
    chosen = select(Mail).where(Mail.letter == "accounts/invited", Mail.state.in_(RESENDABLE), with_token)
    mails = {UUID(mail.facts["invitation_id"]): mail for mail in session().scalars(chosen)}
    for invitation in session().scalars(select(Invitation).where(Invitation.id.in_(mails))):
        if obstacle(invitation, now):
            mails[invitation.id].facts = {"invitation_id": str(invitation.id), "is_over": True}


def accept(invitation: Invitation, hashed: str | None, *, now: datetime) -> User:
    """Take the seat; whoever has no password yet brings one. Of several at the same time exactly one succeeds."""
    if reason := obstacle(invitation, now):
        raise DomainError(reason)
    taking = update(Invitation).where(Invitation.id == invitation.id, Invitation.used_at.is_(None)).values(used_at=now)
    if session().execute(taking, execution_options={"synchronize_session": False}).rowcount != 1:  # type: ignore[attr-defined]
        raise DomainError(USED)
    user = queries.user_by_email(invitation.email) or User(
        email=invitation.email, name=invitation.name, language=invitation.language, created_at=now, password_hash=None
    )
    if user.is_active is False:
        raise DomainError(WITHDRAWN)
    user.password_hash = user.password_hash or hashed
    session().add(user)
    session().flush()
    session().add(
        Holding(
            seat_id=invitation.seat_id,
            user_id=user.id,
            function=invitation.function,
            is_principal=invitation.is_principal,
            from_day=invitation.from_day,
        )
    )
    session().flush()
    actor = queries.actor_in_seat(user, invitation.seat_id, now)
    record(actor, "invitation.accept", invitation, now, seat_id=str(invitation.seat_id), holder_id=str(user.id))
    return user


def end(holding: Holding, last_day: date, *, actor: Actor, now: datetime) -> None:
    """End a person's time in a seat; the last day still counts. Drafts and obligations stay with the seat."""
    require(actor, Permission.SEAT_GRANT, holding.seat)
    if last_day < holding.from_day:
        raise DomainError(Message("The last day cannot lie before the first one, %(day)s.", day=holding.from_day))
    holding.to_day = last_day
    record(actor, "holding.end", holding, now, seat_id=str(holding.seat_id), last_day=last_day.isoformat())


def place(holding: Holding, *, is_principal: bool, actor: Actor, now: datetime) -> None:
    """Make a holder the principal or a deputy of the seat."""
    require(actor, Permission.SEAT_GRANT, holding.seat)
    if holding.is_principal != is_principal:
        holding.is_principal = is_principal
        record(actor, "holding.place", holding, now, seat_id=str(holding.seat_id), principal=is_principal)
        _tell_secretariat(holding.seat, actor, now)


def unlock(user: User, *, actor: Actor, now: datetime) -> None:
    """Let a user try again at once after failed attempts."""
    require(actor, Permission.USER_MANAGE, user)
    user.failed_sign_ins = 0
    user.locked_until = None
    record(actor, "user.unlock", user, now)


def deactivate(user: User, *, actor: Actor, now: datetime) -> None:
    """Close an account and end its sessions; seats and history stay as they are."""
    require(actor, Permission.USER_MANAGE, user)
    if user.id == actor.id:
        raise DomainError(Message("You cannot close your own account."))
    user.is_active = False
    for signed_in in session().scalars(
        select(SignedIn).where(SignedIn.user_id == user.id, SignedIn.ended_at.is_(None))
    ):
        signed_in.ended_at = now
    record(actor, "user.deactivate", user, now)


def reactivate(user: User, *, actor: Actor, now: datetime) -> None:
    """Open a closed account again."""
    require(actor, Permission.USER_MANAGE, user)
    user.is_active = True
    record(actor, "user.reactivate", user, now)


def _tell_secretariat(seat: Seat, actor: Actor, now: datetime) -> None:
    """Tell the secretariat what the administrator or the operator granted."""
    if not (actor.holds(Role.ADMINISTRATOR) or actor.holds(Role.OPERATOR)):
        return
    facts = {"seat_id": str(seat.id), "user_id": str(actor.id) if actor.id else None}
    for recipient in queries.recipients(Role.SECRETARIAT, None, now):
        post("accounts/granted", to=recipient, facts=facts, now=now)
