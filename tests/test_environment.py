"""What tests are given: a database of their own on both engines, a browser, and no way out of the machine."""

import socket

import pytest
from playwright.sync_api import Browser
from sqlalchemy import create_engine, text

from tests.fixtures.loopback import OutsideWorldError


def test_every_test_has_an_empty_database_of_its_own(empty_database_url: str, engine_name: str) -> None:
    engine = create_engine(empty_database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE countries (code TEXT)"))
    engine.dispose()
    assert engine.dialect.name == engine_name


def test_the_browser_shows_arabic_from_right_to_left(browser: Browser) -> None:
    with browser.new_context(locale="ar") as context:
        page = context.new_page()
        page.set_content("<html dir=rtl><p>مرحبا <bdi dir=ltr>2025-2026</bdi></html>")
        assert page.locator("p").inner_text() == "مرحبا 2025-2026"


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1"])
def test_no_test_reaches_another_machine(host: str) -> None:
    with pytest.raises(OutsideWorldError):
        socket.create_connection((host, 80), timeout=1)


def test_tests_reach_this_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()
