"""``db``: bring the database to the newest schema, or back."""

import click
from alembic import command
from alembic.config import Config as AlembicConfig
from flask.cli import with_appcontext

from config import ROOT
from pesnet.cli.commands import Commands
from pesnet.network import services as network
from pesnet.web.database import database


def alembic_config(url: str) -> AlembicConfig:
    """Alembic's configuration for a database, without a file of its own."""
    config = AlembicConfig()
    config.set_main_option("script_location", str(ROOT / "migrations").replace("%", "%%"))
    config.attributes["url"] = url
    return config


def upgrade_to(url: str, revision: str = "head") -> None:
    """Bring the database at ``url`` to a revision."""
    command.upgrade(alembic_config(url), revision)


@click.group("db", cls=Commands)
def group() -> None:
    """The database's schema."""


@group.command()
@click.argument("revision", default="head")
@with_appcontext
def upgrade(revision: str) -> None:
    """Bring the database to the newest schema and load the reference data."""
    if revision == "head":
        bring_up_to_date()
    else:
        upgrade_to(database().url.render_as_string(hide_password=False), revision)
    click.echo("The database is up to date.")


def bring_up_to_date() -> None:
    """Bring the application's database to the newest schema and the reference data to what the files say."""
    upgrade_to(database().url.render_as_string(hide_password=False))
    with database().writing():
        network.load_reference()


@group.command()
@click.argument("revision")
@with_appcontext
def downgrade(revision: str) -> None:
    """Take the database back to an earlier schema."""
    command.downgrade(alembic_config(database().url.render_as_string(hide_password=False)), revision)
    click.echo(f"The database is at {revision}.")
