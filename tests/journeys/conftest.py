"""The live portal with the demonstration, and people who come to it."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from config import Config
from pesnet.cli.demonstration import load
from tests.journeys.person import Person

pytest.register_assert_rewrite("tests.journeys.calls", "tests.journeys.papers", "tests.journeys.reports")


@pytest.fixture
def config(config: Config) -> Config:
    """The settings of a test, with an address that a browser reaches."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return replace(config, base_url=f"http://127.0.0.1:{probe.getsockname()[1]}")


@pytest.fixture
def demonstration(db, now) -> None:
    """Everything the demonstration shows."""
    with db.writing():
        load.everything(now)


@pytest.fixture
def address(app: Flask, config: Config, demonstration: None) -> Iterator[str]:
    """Where the portal answers, on a thread for each request as in production."""
    server = make_server("127.0.0.1", int(config.base_url.rsplit(":", 1)[1]), app, threaded=True)
    server.daemon_threads = False
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield config.base_url
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def comes(browser: Browser, address: str) -> Iterator[Callable[..., Person]]:
    """Let somebody come who reads a language."""
    here: list[Person] = []

    def come(language: str, *, scripts: bool = True) -> Person:
        here.append(Person(browser, address, language, scripts=scripts))
        return here[-1]

    yield come
    for person in here:
        person.leaves()
