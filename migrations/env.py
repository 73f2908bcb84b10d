"""Runs the migrations on either database."""

from typing import Any

from alembic import context
from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.pool import NullPool

from pesnet.core.db import database_url
from pesnet.schema import metadata


def run(connection: Connection) -> None:
    """Migrate one step at a time, each in a transaction of its own.

    SQLite's foreign keys rest meanwhile and are checked after.
    """
    is_sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=is_sqlite,
        transaction_per_migration=True,
        compare_type=True,
        compare_server_default=False,
    )
    with context.begin_transaction():
        context.run_migrations()
    if is_sqlite:
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
        if broken:
            raise RuntimeError(f"rows without their parent after the migration: {broken[:5]}")


def migrate() -> None:
    """Open a connection of our own: the application's would enforce foreign keys while tables are rebuilt."""
    engine = create_engine(database_url(context.config.attributes["url"]), poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    with engine.connect() as connection:
        run(connection)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys=OFF")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


migrate()
