"""Engines and transactions: the one way to either database."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from pesnet.core.version import Memory, snapshot_of, watch

POSTGRESQL_TIMEOUTS = (
    "-c statement_timeout=20000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000 -c timezone=UTC"
)
WAKE = "wake"
MEMORY = "memory"
VERSION = "version"
T = TypeVar("T")
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
        self._watch = watch(self.engine)
        self._memory = Memory()

    @contextmanager
    def reading(self, version: str = "") -> Iterator[Session]:
        """A transaction that sees one state of the data and changes nothing; ``version`` if it was asked for before."""
        version = version or self._watch.before_reading()
        with self._session(self._reader) as session:
            session.info.update({MEMORY: self._memory, VERSION: version})
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that is committed when the block ends and rolled back when it raises."""
        with self._session(self._writer) as session:
            yield session
            session.commit()

    def version(self) -> str:
        """The version of what is committed now; ask before the transaction whose answer is to be kept under it."""
        return self._watch.now()

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


def remembered(key: Hashable, find: Callable[[], T]) -> T:
    """What ``find`` finds in the data, asked again only when something was committed since.

    Readers share it, so nobody may change it; a transaction that writes asks for itself.
    """
    unit = session()
    if MEMORY not in unit.info:
        return find()
    memory: Memory = unit.info[MEMORY]
    if not unit.info[VERSION]:
        unit.info[VERSION] = snapshot_of(unit.connection())
    found: T = memory.recall(unit.info[VERSION], key, find)
    return found


def insertion(model: type[Any]) -> Any:
    """An INSERT that knows ON CONFLICT; the words for the other kind of database are never loaded."""
    dialect = session().get_bind().dialect.name
    return import_module(f"sqlalchemy.dialects.{dialect}").insert(model)


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
