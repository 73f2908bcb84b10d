"""Run the web server and the task worker side by side; when one ends, or on Ctrl-C, both end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 30
STOP_SECONDS = 25


class Stopped(Exception):
    """Someone asked the portal to stop."""


def main() -> int:
    """Start both, the web server first; say where the portal is, and wait; returns the exit code."""
    port = chosen_port()
    os.environ.setdefault("BASE_URL", f"http://127.0.0.1:{port}")
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        accounts = prepare()
        children["web server"] = start("web", "-m", "gunicorn", "-c", "gunicorn.conf.py")
        wait_until_up(f"http://127.0.0.1:{port}/healthz", children)
        children["task worker"] = start("worker", "worker.py")
        announce(accounts)
        return wait_for_end(children)
    except Stopped:
        print("Stopping ...", flush=True)
        return 0
    finally:
        end(list(children.values()))


def chosen_port() -> int:
    """The port of the environment, if it is one and free; exits with a sentence otherwise."""
    wanted = os.environ.setdefault("PORT", "8000")
    if not wanted.isdecimal() or not 0 < int(wanted) < 65536:
        sys.exit(f"PORT must be a number from 1 to 65535, not {wanted!r}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(wanted)))
        except OSError as error:
            sys.exit(f"Port {wanted} cannot be used ({error.strerror}). Choose another: make run PORT=8001")
    return int(wanted)


def start(name: str, *arguments: str) -> subprocess.Popen[bytes]:
    """A child in a process group of its own, so that Ctrl-C reaches it through us and in order; it writes a log."""
    path = log_of(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as log:
        return subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, process_group=0, stdout=log, stderr=subprocess.STDOUT
        )


def log_of(name: str) -> Path:
    """Where a child writes what it does, one JSON line each."""
    return Path(os.environ.get("INSTANCE_DIR") or ROOT / "instance") / "log" / f"{name}.log"


def stop(_number: int, _frame: FrameType | None) -> None:
    """Turn a signal into an orderly end; a second one changes nothing."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    raise Stopped


def wait_until_up(address: str, children: dict[str, subprocess.Popen[bytes]]) -> None:
    """Wait for the first answer; gives up when a child has ended or it takes too long."""
    opener = build_opener(ProxyHandler({}))
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up and not any(child.poll() is not None for child in children.values()):
        try:
            opener.open(address, timeout=2).close()
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            return


def prepare() -> str:
    """Bring the database to the newest schema, with the demonstration when it is empty; the accounts that exist."""
    print("Preparing the database ...", flush=True)
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "demo", "load", "--if-empty", "--accounts"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(done.returncode)
    return done.stdout


def announce(accounts: str) -> None:
    """Print the address and the demonstration accounts."""
    print(f"\nThe portal is at {os.environ['BASE_URL']}  (Ctrl-C stops it)", flush=True)
    print(f"What it does stands in {log_of('web').parent}.\n", flush=True)
    print(accounts, flush=True)


def wait_for_end(children: dict[str, subprocess.Popen[bytes]]) -> int:
    """Wait until one child ends by itself, which is always a failure: say which."""
    while True:
        for name, child in children.items():
            if child.poll() is not None:
                print(f"The {name} has ended (exit code {child.returncode}); stopping.", file=sys.stderr, flush=True)
                print(last_words(), file=sys.stderr, flush=True)
                return 1
        time.sleep(0.2)


def last_words() -> str:
    """The last lines of both logs, for whoever must find out why a child ended."""
    logs = [log_of(name) for name in ("web", "worker")]
    return "\n".join(line for log in logs for line in [f"{log}:", *log.read_text().splitlines()[-5:]])


def end(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask the children to finish, and end what has not finished in time."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    give_up = time.monotonic() + STOP_SECONDS
    for child in children:
        try:
            child.wait(timeout=max(0.1, give_up - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


if __name__ == "__main__":
    sys.exit(main())
