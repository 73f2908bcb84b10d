"""Gunicorn as a child: started, watched through ``/proc``, ended."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 40
TICKS = os.sysconf("SC_CLK_TCK")


class Server:
    """One program under gunicorn with the portal's settings: two workers of four threads."""

    def __init__(self, wsgi: str, settings: Mapping[str, str], log: Path) -> None:
        self.port = free_port()
        self.wsgi = wsgi
        self.log = log
        address = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            **settings,
            "PORT": str(self.port),
            "BASE_URL": address,
            "WEB_CONCURRENCY": "2",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, path: str) -> float:
        """Start it and wait for the first page; the seconds that took."""
        began = time.monotonic()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", self.wsgi],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                process_group=0,
            )
        while time.monotonic() - began < START_SECONDS and self.process.poll() is None:
            if self._answers(path):
                return time.monotonic() - began
            time.sleep(0.01)
        raise RuntimeError(f"{self.wsgi} did not start:\n{self.log.read_text(errors='replace')[-2000:]}")

    def stop(self) -> None:
        """End it with its workers."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None

    def cpu_seconds(self) -> float:
        """The CPU time that all workers have used so far, user and system."""
        return sum(_ticks(pid) for pid in self._workers()) / TICKS

    def resident_megabytes(self) -> float:
        """The resident memory of the larger worker."""
        return max(_resident(pid) for pid in self._workers()) / 1024

    def _workers(self) -> list[str]:
        assert self.process is not None
        pid = self.process.pid
        return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()

    def _answers(self, path: str) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=START_SECONDS)
        try:
            connection.request("GET", path)
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _ticks(pid: str) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _resident(pid: str) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0
