"""``python -m bench``: the portal beside the smallest possible program, on this machine, now."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from flask import Flask

from bench import floor, scene
from bench.clients import Limits
from bench.databases import scratch
from bench.marks import Line, table
from bench.measure import Bench
from bench.servers import Server
from config import Config
from pesnet.app import create_app
from pesnet.core import clock

FLOOR_PAGE = "/rows/20"
PORTAL_PAGE = "/en/courses"


def main() -> int:
    """Measure, print the table and say how many marks are missed."""
    asked = arguments()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="pesnet-bench-") as folder, scratch(Path(folder), asked.postgresql) as urls:
        lines = measured(Path(folder), urls, is_quick=asked.quick)
    print(f"\n{table(lines)}\n")
    kind = "PostgreSQL" if asked.postgresql else "SQLite"
    over = [line.name for line in lines if not line.is_kept]
    print(f"{kind}, Python {platform.python_version()}, {os.cpu_count()} cores, {time.monotonic() - began:.0f} s.")
    print("All marks are kept." if not over else f"Over the mark: {'; '.join(over)}.")
    return 0


def arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--postgresql", metavar="URL", help="measure on scratch databases of this server, not on SQLite"
    )
    parser.add_argument("--quick", action="store_true", help="one short turn: for a first look, not for a judgement")
    return parser.parse_args()


def measured(folder: Path, urls: tuple[str, str], *, is_quick: bool) -> list[Line]:
    """Fill the databases, run both programs and measure them."""
    say("filling the databases")
    floor.prepare(urls[0])
    settings = {
        "DATABASE_URL": urls[1],
        "INSTANCE_DIR": str(folder / "instance"),
        "QUEUE_URL": "",
        "MAIL_URL": "",
        "FILES_URL": "",
    }
    with portal_here(settings) as app:
        filled = scene.prepare(app, clock.now())
        floor_server = Server("bench.floor:create_app()", {"DATABASE_URL": urls[0]}, folder / "floor.log")
        portal_server = Server("wsgi:app", settings, folder / "portal.log")
        turns, limits = (1, Limits(100, 1)) if is_quick else (3, Limits(300, 1.5))
        try:
            cold = cold_starts(floor_server, portal_server, 1 if is_quick else 3)
            bench = Bench(floor_server, portal_server, app, filled, turns, limits)
            bench.run(say)
            return [*bench.lines(), *bench.weight_lines(), cold]
        finally:
            portal_server.stop()
            floor_server.stop()


@contextmanager
def portal_here(settings: dict[str, str]) -> Iterator[Flask]:
    """The portal in this process, to fill its database and to count queries."""
    app = create_app(Config.from_env(settings))
    try:
        yield app
    finally:
        app.extensions["pesnet.queue"].close()
        app.extensions["pesnet.database"].engine.dispose()


def cold_starts(floor_server: Server, portal_server: Server, turns: int) -> Line:
    """Start both in turns, each time from nothing, and leave them running."""
    say("starting")
    pairs = []
    for _ in range(turns):
        floor_server.stop()
        portal_server.stop()
        pairs.append((floor_server.start(FLOOR_PAGE), portal_server.start(PORTAL_PAGE)))
    own, beside = median(pair[1] for pair in pairs), median(pair[0] for pair in pairs)
    ratio = median(portal / floor for floor, portal in pairs)
    return Line("cold start to first page", f"{own:.2f} s", f"{beside:.2f} s", ratio, 2)


def say(text: str) -> None:
    """A line on what is under way."""
    print(f"{text} ...", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
