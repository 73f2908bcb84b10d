"""The queue: it carries nothing but wake-ups, so deleting it loses nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from uuid import UUID

import structlog

from pesnet.mail.services import MAIL
from pesnet.tasks.clock import Clock

if TYPE_CHECKING:
    from huey import Huey

log = structlog.get_logger(__name__)

NAME = "pesnet"
CLIENTS = {"redis": {"redis", "rediss"}, "psycopg": {"postgres", "postgresql"}}
SEEN = "worker-seen"
LONGEST = 1000
"""With more wake-ups than this in the queue the scan adds none: the waiting ones will find everything."""


def connect(url: str) -> Huey:
    """The queue that ``QUEUE_URL`` names."""
    parts = urlsplit(url)
    huey = _huey(parts.scheme)
    if parts.scheme in {"redis", "rediss"}:
        return huey.RedisHuey(NAME, url=f"{url}{'&' if parts.query else '?'}socket_connect_timeout=3", results=False)
    if parts.scheme in {"postgres", "postgresql"}:
        return huey.PostgresHuey(NAME, dsn=url, results=False, connect_timeout=3)
    path = Path(unquote(parts.path.removeprefix("/")))
    path.parent.mkdir(parents=True, exist_ok=True)
    return huey.SqliteHuey(NAME, filename=str(path), results=False, fsync=False)


def _huey(scheme: str) -> Any:
    """Huey, imported when it is first needed, without the clients of queues that are not used: they take 16 MB."""
    with _hidden({client for client, schemes in CLIENTS.items() if scheme not in schemes}):
        return import_module("huey")


@contextmanager
def _hidden(modules: set[str]) -> Iterator[None]:
    """Let modules that nobody has imported yet look as if they were not installed."""
    absent = modules - sys.modules.keys()
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


class Queue:
    """The queue with its tasks; connected when first needed, so that the portal starts and works without it."""

    def __init__(self, url: str, clock: Clock) -> None:
        self.url = url
        self.clock = clock
        self._huey: Huey | None = None
        self._tasks: dict[str, Callable[..., object]] = {}
        self._lock = Lock()

    @property
    def huey(self) -> Huey:
        """The connected queue, its tasks registered."""
        with self._lock:
            if self._huey is None:
                huey = connect(self.url)
                self._register(huey)
                self._huey = huey
            return self._huey

    def wake(self, names: Iterable[str]) -> None:
        """Ask the worker to deliver mail or run these tasks. A queue that fails costs a minute: the scan finds them."""
        try:
            huey = self.huey
            for name in names:
                huey.enqueue(self._task(name))
        except Exception as error:  # noqa: BLE001 - each kind of queue fails in its own way, and the request has been answered for
            log.warning("queue unreachable", reason=type(error).__name__)

    def scan(self) -> None:
        """Leave word of being at work, take back places not confirmed, find tasks and mail that no wake-up named."""
        self.huey.put(SEEN, self.clock.now().isoformat())
        if self.huey.pending_count() < LONGEST:
            self.wake([str(job_id) for job_id in self.clock.due_jobs()])
        self.clock.lapse_places()
        self.clock.deliver()

    def seen(self) -> datetime | None:
        """When a worker was last at work; nothing when there was none or the queue cannot be asked."""
        try:
            return datetime.fromisoformat(found) if (found := self.huey.get(SEEN, peek=True)) else None
        except Exception as error:  # noqa: BLE001 - see above
            log.warning("queue unreachable", reason=type(error).__name__)
            return None

    def close(self) -> None:
        """End this thread's connection."""
        if self._huey is not None:
            self._huey.storage.close()

    def _task(self, name: str) -> object:
        if name == MAIL:
            return self._tasks["mail"].s()  # type: ignore[attr-defined]
        return self._tasks["job"].s(name)  # type: ignore[attr-defined]

    def _register(self, huey: Huey) -> None:
        crontab = import_module("huey").crontab

        @huey.task(name="mail")  # type: ignore[untyped-decorator]
        def mail() -> None:
            self.clock.deliver()

        @huey.task(name="job")  # type: ignore[untyped-decorator]
        def job(job_id: str) -> None:
            self.clock.run_job(UUID(job_id))

        @huey.periodic_task(crontab(minute="*"), name="scan")  # type: ignore[untyped-decorator]
        def scan() -> None:
            self.scan()

        @huey.periodic_task(crontab(minute="13"), name="tidy")  # type: ignore[untyped-decorator]
        def tidy() -> None:
            self.clock.tidy()

        @huey.periodic_task(crontab(minute="23"), name="remind")  # type: ignore[untyped-decorator]
        def remind() -> None:
            self.clock.remind()

        self._tasks = {"mail": mail, "job": job}
