"""The worker's main loop."""

from importlib import import_module

from flask import Flask

from pesnet.tasks.queue import Queue

THREADS = 3
SECONDS_TO_FINISH = 20


def run(app: Flask) -> None:
    """Run until told to stop; SIGTERM lets the work under way finish for a while."""
    queue: Queue = app.extensions["pesnet.queue"]
    huey = queue.huey
    import_module("huey.consumer").Consumer(
        huey,
        workers=THREADS,
        worker_type="thread",
        max_delay=2,
        graceful_signal="TERM",
        shutdown_timeout=SECONDS_TO_FINISH,
    ).run()
