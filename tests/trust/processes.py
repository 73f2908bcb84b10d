"""The portal as real processes, to be killed."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from config import Config

ROOT = Path(__file__).parents[2]


def ask(
    method: str, port: int, path: str, body: str = "", headers: dict[str, str] | None = None
) -> tuple[int, str | None] | None:
    """The status of the answer to a request and where it leads, if there was an answer."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, body, headers or {})
        with connection.getresponse() as answer:
            return answer.status, answer.headers["Location"]
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()


class Portal:
    """A web server with two workers, and a task worker; either can be killed and comes back."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self.environment = environment
        self.log = log
        self.port = int(environment["PORT"])
        self.web = self._start("-m", "gunicorn", "-c", "gunicorn.conf.py", environment["WSGI"])
        self.worker = self._start("worker.py")

    def wait(self, seconds: float = 60) -> None:
        """Wait until the web server answers."""
        give_up = time.monotonic() + seconds
        while time.monotonic() < give_up:
            if ask("GET", self.port, "/healthz") == (200, None):
                return
            time.sleep(0.1)
        raise TimeoutError(self.log.read_text()[-3000:])

    def kill_web(self, *, all_of_them: bool) -> int:
        """``kill -9`` one web worker, or all; how many were there to kill."""
        children = Path(f"/proc/{self.web.pid}/task/{self.web.pid}/children").read_text().split()
        chosen = children if all_of_them else random.sample(children, min(1, len(children)))
        for child in chosen:
            os.kill(int(child), signal.SIGKILL)
        return len(chosen)

    def kill_worker(self) -> None:
        """``kill -9`` the task worker, and start another as systemd would."""
        self.worker.kill()
        self.worker.wait()
        self.worker = self._start("worker.py")

    def stop(self) -> None:
        """End everything that was started."""
        for process in (self.web, self.worker):
            process.terminate()
        for process in (self.web, self.worker):
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, *arguments], cwd=ROOT, env=self.environment, stdout=log, stderr=log, process_group=0
            )


@contextmanager
def portal(config: Config, wsgi: str = "wsgi:app") -> Iterator[Portal]:
    """The portal with the settings of a test, at a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    environment = os.environ | {
        "DATABASE_URL": config.database_url,
        "QUEUE_URL": config.queue_url,
        "MAIL_URL": config.mail_url,
        "FILES_URL": config.files_url,
        "SECRET_KEY": config.secret_key,
        "INSTANCE_DIR": str(config.instance),
        "PORT": port,
        "BASE_URL": f"http://127.0.0.1:{port}",
        "WSGI": wsgi,
    }
    running = Portal(environment, config.instance / "processes.log")
    try:
        running.wait()
        yield running
    finally:
        running.stop()
