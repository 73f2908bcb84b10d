"""``users``: the first people of an installation."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from pesnet.accounts import grants, queries
from pesnet.cli.commands import Commands
from pesnet.core import clock
from pesnet.core.translated import LANGUAGES
from pesnet.network.queries import parties
from pesnet.policy import EVERY_SEAT, OPERATOR, Role
from pesnet.web.database import database


@click.group("users", cls=Commands)
def group() -> None:
    """The people who hold seats."""


@group.command()
@click.argument("email")
@click.option(
    "--role", type=click.Choice([role.value for role in EVERY_SEAT]), required=True, help="The role of the seat."
)
@click.option("--party", help="Alpha-2 code of the country or acronym of the institution, for roles that have one.")
@click.option("--name", help="The person's name; the address when it is left out.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
@with_appcontext
def add(email: str, role: str, party: str | None, name: str | None, language: str) -> None:
    """Invite somebody to a seat and print the link; the seat is made when there is none."""
    if "@" not in email:
        raise click.ClickException(f"{email} is not an address.")
    now = clock.now()
    with database().writing():
        token = _invite(email, (Role(role), party), name or email, language)
    click.echo(f"The invitation is good until {now + grants.VALID:%Y-%m-%d}. Open this link to set a password:")
    click.echo(f"{current_app.extensions['pesnet.config'].base_url}/{language}/invitations/{token}")


def _invite(email: str, wanted: tuple[Role, str | None], name: str, language: str) -> str:
    role, code = wanted
    now = clock.now()
    party = parties().get(code.upper()) if code else None
    if code and party is None:
        raise click.ClickException(f"There is no country or institution {code}.")
    party_id = party.id if party else None
    seat = queries.seat(role, party_id)
    if seat is None:
        seat = grants.create_seat(role, party_id, grants.SeatFacts(language), actor=OPERATOR, now=now)
    invitee = grants.Invitee(email, name, "", language, now.date())
    _, token = grants.invite(seat, invitee, actor=OPERATOR, now=now)
    return token
