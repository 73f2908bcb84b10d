"""Versions of the data: while a version stays the same, nothing has been committed, so that what was found still holds.

SQLite tells a connection that changes nothing whether any other one has committed; PostgreSQL names what a transaction
sees. Neither looks at a table. The versions of two processes cannot be compared.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, event, text

MOST = 256


class Watch(Protocol):
    """What knows the version of a database."""

    def now(self) -> str:
        """The version of what is committed now."""

    def before_reading(self) -> str:
        """The version for a transaction about to begin; empty when the transaction itself can be asked."""


class SqliteWatch:
    """Watches by a connection of its own that changes nothing."""

    def __init__(self, engine: Engine) -> None:
        self._path = engine.url.database or ""
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        self._connections = 0
        event.listen(engine, "engine_disposed", self._close)

    def now(self) -> str:
        """The number that SQLite raises for each commit of another connection; each of ours begins anew."""
        with self._lock:
            if self._connection is None:
                self._connection = sqlite3.connect(self._path, timeout=15, check_same_thread=False)
                self._connections += 1
            [number] = self._connection.execute("PRAGMA data_version").fetchone()
            return f"{self._connections}.{number}"

    def before_reading(self) -> str:
        """The same: a transaction that has begun cannot be asked."""
        return self.now()

    def _close(self, _engine: Engine) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None


class PostgresqlWatch:
    """Asks for the snapshot: two transactions with equal ones see the same rows."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")

    def now(self) -> str:
        """The snapshot of this moment."""
        with self._engine.connect() as connection:
            return snapshot_of(connection)

    def before_reading(self) -> str:
        """Nothing: the transaction is asked when somebody needs to know."""
        return ""


class Memory:
    """What was found in one version of the data; gone with the next."""

    def __init__(self) -> None:
        self._version = ""
        self._found: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def recall(self, version: str, key: Hashable, find: Callable[[], Any]) -> Any:
        """What is remembered under the key for this version, else what ``find`` finds."""
        with self._lock:
            if self._version == version and key in self._found:
                return self._found[key]
        found = find()
        with self._lock:
            if self._version != version:
                self._found.clear()
                self._version = version
            self._found[key] = found
            if len(self._found) > MOST:
                self._found.popitem(last=False)
        return found


def snapshot_of(connection: Connection) -> str:
    """Which transactions a PostgreSQL transaction sees: before it, and of those that overlap."""
    return str(connection.scalar(text("SELECT pg_current_snapshot()")))


def watch(engine: Engine) -> Watch:
    """The watch for this kind of database."""
    return SqliteWatch(engine) if engine.dialect.name == "sqlite" else PostgresqlWatch(engine)
