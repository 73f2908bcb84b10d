"""Seats, their holders and the invitations to them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pesnet.accounts import directory, grants, services
from pesnet.accounts.forms import EndForm, InvitationForm, NewSeatForm, SeatForm
from pesnet.accounts.models import Holding, Invitation, Seat
from pesnet.accounts.queries import current_holdings
from pesnet.accounts.views.blueprint import bp
from pesnet.network.models import Party
from pesnet.network.queries import parties
from pesnet.policy import EVERY_SEAT, PRINCIPAL_NEEDED, Permission, Role, is_kept_from_deputy
from pesnet.web.arrival import arrival
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor, own_token
from pesnet.web.languages import language
from pesnet.web.paging import page_address, page_number
from pesnet.web.templating import plain


@bp.get("/seats")
@guarded(Permission.SEAT_VIEW)
def seats() -> ResponseReturnValue:
    """All seats, filtered by role, country or institution, and vacancy."""
    codes = parties()
    role = next((role for role in EVERY_SEAT if role.value == request.args.get("role")), None)
    party = codes.get(request.args.get("party", "").upper()) if request.args.get("party") else None
    wanted = directory.SeatFilter(role, party.id if party else None, request.args.get("vacant") == "1")
    found = directory.seats(wanted, page_number(), arrival().date())
    return page(
        "accounts/seats.html",
        found=found,
        wanted=wanted,
        party=party,
        roles=EVERY_SEAT,
        parties=_sorted(codes.values()),
        address=page_address,
    )


@bp.route("/seats/new", methods=["GET", "POST"])
@guarded(Permission.SEAT_EDIT)
def seat_new() -> ResponseReturnValue:
    """Make a seat."""
    form = NewSeatForm()
    form.role.choices = [("", ""), *((role.value, plain(role)) for role in EVERY_SEAT)]
    form.party_id.choices = [("", ""), *((str(party.id), plain(party.name)) for party in _sorted(parties().values()))]
    made: list[Seat] = []
    if form.attempt(lambda: made.append(_create(form))):
        flash(_("The seat has been made. Invite its holder now."))
        return redirect(url_for(".seat", seat_id=made[0].id))
    return page("accounts/seat_new.html", form=form)


@bp.get("/seats/<uuid:seat_id>")
@guarded(Permission.SEAT_VIEW, directory.seat)
def seat(seat: Seat) -> ResponseReturnValue:
    """One seat: how it is reached, who holds it and who held it."""
    barred = PRINCIPAL_NEEDED if is_kept_from_deputy(actor(), Permission.SEAT_GRANT, seat) else None
    return page(
        "accounts/seat.html",
        seat=seat,
        holdings=directory.holders(seat),
        invitations=directory.invitations(seat),
        current=current_holdings([seat.id], arrival().date()),
        barred=barred,
    )


@bp.route("/seats/<uuid:seat_id>/edit", methods=["GET", "POST"])
@guarded(Permission.SEAT_EDIT, directory.seat)
def seat_edit(seat: Seat) -> ResponseReturnValue:
    """Change how a seat is reached."""
    form = SeatForm(seat)
    if form.attempt(lambda: grants.edit_seat(seat, form.read(), form.version.data or 0, actor=actor(), now=arrival())):
        flash(_("The seat has been changed."))
        return redirect(url_for(".seat", seat_id=seat.id))
    return page("accounts/seat_edit.html", form=form, seat=seat)


@bp.route("/seats/<uuid:seat_id>/invite", methods=["GET", "POST"])
@guarded(Permission.SEAT_GRANT, directory.seat)
def seat_invite(seat: Seat) -> ResponseReturnValue:
    """Invite somebody to the seat."""
    form = InvitationForm(data={"language": seat.language, "from_day": arrival().date(), "place": "principal"})
    if form.attempt(lambda: grants.invite(seat, form.read(), actor=actor(), now=arrival())):
        flash(_("The invitation is on its way. Its link is good for 14 days."))
        return redirect(url_for(".seat", seat_id=seat.id))
    return page("accounts/seat_invite.html", form=form, seat=seat)


@bp.post("/seats/<uuid:seat_id>/stand-in")
@guarded(Permission.SEAT_ACT_FOR, directory.seat)
def stand_in(seat: Seat) -> ResponseReturnValue:
    """Act on behalf of the seat."""
    services.stand_in(seat, own_token() or "", actor=actor(), now=arrival())
    flash(_("You now act on behalf of this seat. Everything you do is recorded so."))
    return redirect(url_for("desk.show"))


@bp.post("/seats/<uuid:seat_id>/clearance")
@guarded(Permission.COURSE_CLEAR, directory.seat)
def clearance(seat: Seat) -> ResponseReturnValue:
    """Let the lead publish by itself, or have its courses cleared before."""
    is_direct = request.form.get("publication") == "direct"
    grants.settle_clearance(seat, publishes_directly=is_direct, actor=actor(), now=arrival())
    flash(_("The lead publishes by itself.") if is_direct else _("The secretariat clears the courses of this lead."))
    return redirect(url_for(".seat", seat_id=seat.id))


@bp.post("/seats/invitations/<uuid:invitation_id>/withdraw")
@guarded(Permission.SEAT_GRANT, directory.invitation)
def invitation_withdraw(invitation: Invitation) -> ResponseReturnValue:
    """Make the link of an invitation worthless."""
    grants.withdraw(invitation, actor=actor(), now=arrival())
    flash(_("The invitation has been withdrawn."))
    return redirect(url_for(".seat", seat_id=invitation.seat_id))


@bp.route("/holdings/<uuid:holding_id>/end", methods=["GET", "POST"])
@guarded(Permission.SEAT_GRANT, directory.holding)
def holding_end(holding: Holding) -> ResponseReturnValue:
    """End a person's time in a seat."""
    form = EndForm(data={"last_day": holding.to_day or arrival().date()})
    if form.attempt(lambda: grants.end(holding, form.last_day.data, actor=actor(), now=arrival())):
        flash(_("The end has been noted."))
        return redirect(url_for(".seat", seat_id=holding.seat_id))
    return page("accounts/holding_end.html", form=form, holding=holding)


@bp.post("/holdings/<uuid:holding_id>/place")
@guarded(Permission.SEAT_GRANT, directory.holding)
def holding_place(holding: Holding) -> ResponseReturnValue:
    """Make a holder the principal or a deputy."""
    is_principal = request.form.get("place") == "principal"
    grants.place(holding, is_principal=is_principal, actor=actor(), now=arrival())
    flash(_("The holder’s place has been changed."))
    return redirect(url_for(".seat", seat_id=holding.seat_id))


def _create(form: NewSeatForm) -> Seat:
    party_id = UUID(form.party_id.data) if form.party_id.data else None
    return grants.create_seat(Role(form.role.data), party_id, form.read(), actor=actor(), now=arrival())


def _sorted(found: Iterable[Party]) -> list[Party]:
    def key(party: Party) -> tuple[bool, str]:
        return party.country is None, party.country.sort_keys[language()] if party.country else party.code

    return sorted(found, key=key)
