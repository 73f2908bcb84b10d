"""Engines and transactions: the one way to either database."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

POSTGRESQL_TIMEOUTS = (
    "-c statement_timeout=20000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000 -c timezone=UTC"
)
WAKE = "wake"
_current: ContextVar[Session] = ContextVar("session")


class Database:
    """A database with its reading and writing transactions.

    A reading transaction cannot write: SQLite refuses by ``query_only``, PostgreSQL by ``READ ONLY``. A writing one
    takes
    SQLite's write lock at its start (``BEGIN IMMEDIATE``), since the busy timeout does not cover a read that turns
    into a write.
    """

    def __init__(self, url: str) -> None:
        self.url = database_url(url)
        self.engine = _engine(self.url)
        self._reader = self.engine.execution_options(writes=False, postgresql_readonly=True)
        self._writer = self.engine.execution_options(writes=True)
        self._watch = _watch(self.engine)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that sees one state of the data and changes nothing."""
        with self._session(self._reader) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that is committed when the block ends and rolled back when it raises."""
        with self._session(self._writer) as session:
            yield session
            session.commit()

    def version(self) -> str:
        """A word for what is committed: while it stays the same, every reading transaction sees the same rows.

        Ask before the transaction begins, so that what it reads is at least as new. The words of two processes cannot
        be compared.
        """
        return self._watch()

    @contextmanager
    def _session(self, bind: Engine) -> Iterator[Session]:
        with Session(bind, expire_on_commit=False) as session:
            token = _current.set(session)
            try:
                yield session
            finally:
                _current.reset(token)


def session() -> Session:
    """The session of the transaction under way; ``LookupError`` outside one."""
    return _current.get()


def wake_worker(with_what: str) -> None:
    """Note that the worker has something to do as soon as the transaction under way is committed."""
    session().info.setdefault(WAKE, set()).add(with_what)


def database_url(text: str) -> URL:
    """The URL with the driver this portal uses; a plain ``postgresql://`` means psycopg 3."""
    url = make_url(text)
    if url.drivername in {"postgres", "postgresql"}:
        url = url.set(drivername="postgresql+psycopg")
    return url


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        if url.database and url.database != ":memory:":
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, connect_args={"timeout": 15}, hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(
        url,
        pool_pre_ping=True,
        pool_size=5,
        max_overflow=5,
        pool_timeout=3,
        hide_parameters=True,
        connect_args={"connect_timeout": 3, "options": POSTGRESQL_TIMEOUTS},
    )


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=15000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", True)
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _watch(engine: Engine) -> Callable[[], str]:
    """What tells whether anything was committed, without a look at the tables."""
    if engine.dialect.name == "sqlite":
        return _SqliteWatch(engine)
    asking = engine.execution_options(isolation_level="AUTOCOMMIT")

    def snapshot() -> str:
        with asking.connect() as connection:
            return str(connection.scalar(text("SELECT pg_current_snapshot()")))

    return snapshot


class _SqliteWatch:
    """A connection of its own that changes nothing: SQLite tells it when any other one has committed a change."""

    def __init__(self, engine: Engine) -> None:
        self._path = engine.url.database or ""
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        event.listen(engine, "engine_disposed", self._close)

    def __call__(self) -> str:
        with self._lock:
            if self._connection is None:
                self._connection = sqlite3.connect(self._path, timeout=15, check_same_thread=False)
            return str(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def _close(self, _engine: Engine) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None
