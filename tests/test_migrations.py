"""The migrations make what the models say, in both directions, and keep every row that they do not drop."""

from __future__ import annotations

from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Engine, Integer, MetaData, Table, text
from sqlalchemy.exc import DBAPIError

from pesnet.audit.models import Entry
from pesnet.cli.database import alembic_config
from pesnet.core.db import Database
from pesnet.schema import metadata
from tests.factories.rows import Marks
from tests.factories.world import populate
from tests.house.digests import changed, contents


def differences(engine: Engine, wanted: MetaData) -> list[tuple[Any, ...]]:
    """What a migration made from these models would still change."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, wanted))


def refuses(engine: Engine, statement: str) -> bool:
    """Whether the database refuses a statement."""
    try:
        with engine.begin() as connection:
            connection.execute(text(statement))
    except DBAPIError:
        return True
    return False


def revisions(config) -> list[str]:
    """Every revision, first to last."""
    return [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()][::-1]


@pytest.fixture
def database(database_url):
    """A migrated database."""
    database = Database(database_url)
    yield database
    database.engine.dispose()


@pytest.fixture
def populated(database):
    """A migrated database with rows in every table."""
    populate(database)
    return database.engine


def test_models_and_migrations_are_equal(database):
    assert differences(database.engine, metadata) == []


def test_a_forgotten_table_is_found(database):
    more = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.tables.values():
        table.to_metadata(more)
    Table("forgotten", more, Column("id", Integer, primary_key=True))
    [(what, table)] = differences(database.engine, more)
    assert (what, table.name) == ("add_table", "forgotten")


def test_the_sample_rows_fill_every_table(populated):
    assert [name for name, (rows, _digest) in contents(populated).items() if not rows] == []


def test_each_migration_goes_down_and_up_again_without_losing_a_row(populated, database_url):
    config = alembic_config(database_url)
    for _ in revisions(config):
        before = contents(populated)
        populated.dispose()
        command.downgrade(config, "-1")
        below = contents(populated)
        assert changed(before, below) == []
        command.upgrade(config, "+1")
        assert set(contents(populated)) == set(before)
        assert changed(below, contents(populated)) == []
        command.downgrade(config, "-1")
    assert contents(populated) == {}
    command.upgrade(config, "head")
    assert differences(populated, metadata) == []


def test_a_lost_row_is_found(populated):
    before = contents(populated)
    with populated.begin() as connection:
        connection.execute(text("DELETE FROM proposals WHERE id = (SELECT id FROM proposals LIMIT 1)"))
    assert changed(before, contents(populated)) == ["proposals"]


def test_a_changed_value_is_found(populated):
    before = contents(populated)
    with populated.begin() as connection:
        connection.execute(text("UPDATE nominees SET email = 'somebody@else.example'"))
    assert changed(before, contents(populated)) == ["nominees"]


def test_the_revisions_are_one_line_numbered_without_a_gap(database_url):
    names = revisions(alembic_config(database_url))
    assert names == [f"{number:04d}" for number in range(1, len(names) + 1)]


@pytest.mark.parametrize("statement", ["UPDATE audit_entries SET act = 'x'", "DELETE FROM audit_entries"])
def test_the_trail_can_only_grow(populated, statement):
    assert refuses(populated, statement)
    assert contents(populated)["audit_entries"][0] == 1


def test_the_trail_can_only_grow_after_going_down_and_up(database, database_url):
    config = alembic_config(database_url)
    command.downgrade(config, "base")
    command.upgrade(config, "head")
    with database.writing() as session:
        session.add(Marks().filled(Entry))
    assert refuses(database.engine, "DELETE FROM audit_entries")
    assert refuses(database.engine, "UPDATE audit_entries SET act = 'x'")
