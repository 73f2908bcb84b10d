"""``demo``: load the demonstration and name its accounts."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from config import Config
from pesnet.cli.commands import Commands
from pesnet.cli.database import bring_up_to_date
from pesnet.cli.demonstration import load
from pesnet.cli.demonstration.people import accounts, password
from pesnet.core import clock
from pesnet.web.database import database


@click.group("demo", cls=Commands)
def group() -> None:
    """The demonstration."""


@group.command("load")
@click.option("--if-empty", is_flag=True, help="Do nothing when the portal already has work plans or users.")
@click.option("--accounts", "and_accounts", is_flag=True, help="Print the accounts that exist then.")
@with_appcontext
def load_all(*, if_empty: bool, and_accounts: bool) -> None:
    """Load the real work plan, what is on record of it, and sample people, plan and courses.

    The database is brought to the newest schema first.
    """
    _load(if_empty=if_empty)
    if and_accounts:
        _show_accounts()


def _load(*, if_empty: bool) -> None:
    config: Config = current_app.extensions["pesnet.config"]
    if not config.is_local:
        raise click.ClickException("The demonstration is only for plain http on this machine; BASE_URL says otherwise.")
    bring_up_to_date()
    with database().writing():
        if load.is_used():
            if if_empty:
                return
            raise click.ClickException("The portal already has work plans or users; nothing was loaded.")
        load.everything(clock.now())
    click.echo("The demonstration is loaded.")


@group.command("accounts")
@with_appcontext
def show_accounts() -> None:
    """Print the accounts of the demonstration that exist here."""
    _show_accounts()


def _show_accounts() -> None:
    with database().reading():
        known = load.sample_addresses()
    for address, role, party in accounts():
        if address in known:
            click.echo(f"  {address:<28} {role.replace('_', ' ')} {party}")
    if known:
        click.echo(f"  password of each: {password()}")
