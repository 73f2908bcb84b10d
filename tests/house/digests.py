"""What a database holds, in few letters: to see whether anything changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from sqlalchemy import Connection, Engine, inspect, text

NOT_WATCHED: Mapping[str, str] = {"sign_ins": "last_seen_at"}
"""Columns that change by merely looking."""


Content = tuple[int, dict[str, str]]
"""Of a table the number of its rows, and of each column a digest of its values in the order of the rows' keys."""


def contents(engine: Engine) -> dict[str, Content]:
    """What stands in each table."""
    with engine.connect() as connection:
        names = inspect(connection).get_table_names()
        return {name: _table(connection, name) for name in sorted(names) if name != "alembic_version"}


def changed(before: Mapping[str, Content], after: Mapping[str, Content]) -> list[str]:
    """The tables of both whose rows differ in the columns of both."""
    return [name for name in before if name in after and _differ(before[name], after[name])]


def _differ(one: Content, other: Content) -> bool:
    shared = one[1].keys() & other[1].keys()
    return one[0] != other[0] or any(one[1][column] != other[1][column] for column in shared)


def _table(connection: Connection, name: str) -> Content:
    key = ", ".join(f'"{column}"' for column in inspect(connection).get_pk_constraint(name)["constrained_columns"])
    found = connection.execute(text(f'SELECT * FROM "{name}" ORDER BY {key}'))  # names from the database itself
    columns, rows = list(found.keys()), found.all()
    kept = [place for place, column in enumerate(columns) if column != NOT_WATCHED.get(name)]
    return len(rows), {columns[place]: _digest([row[place] for row in rows]) for place in kept}


def _digest(values: list[object]) -> str:
    return hashlib.sha256(repr(values).encode()).hexdigest()
