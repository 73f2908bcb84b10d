"""What a database holds, in few letters: to see whether anything changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from sqlalchemy import Connection, Engine, inspect, text

NOT_WATCHED: Mapping[str, str] = {"sign_ins": "last_seen_at"}
"""Columns that change by merely looking."""


def contents(engine: Engine) -> dict[str, tuple[int, str]]:
    """Of every table the number of its rows and a digest of them."""
    with engine.connect() as connection:
        names = inspect(connection).get_table_names()
        return {name: _table(connection, name) for name in sorted(names) if name != "alembic_version"}


def changed(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    """The tables of both whose content differs."""
    return [name for name in before if name in after and before[name] != after[name]]


def _table(connection: Connection, name: str) -> tuple[int, str]:
    rows = connection.execute(text(f'SELECT * FROM "{name}"')).mappings()  # a name from the database itself
    lines = sorted(repr([value for key, value in row.items() if key != NOT_WATCHED.get(name)]) for row in rows)
    return len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest()
