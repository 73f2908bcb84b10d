"""Demonstration accounts: every page says so, and a portal under https does not start with them."""

from dataclasses import replace

import pytest
from flask import Flask

from config import SettingsError
from pesnet.accounts.models import User
from pesnet.app import create_app

RIBBON = "Demonstration."


def closed(app: Flask) -> None:
    """End the connections of a portal that was started beside the one of the test."""
    app.extensions["pesnet.database"].engine.dispose()


@pytest.fixture
def sample(save, now):
    """A demonstration account."""
    return save(User(email="demo@demo.example", name="Demo", language="en", is_sample=True, created_at=now))


def test_every_page_says_that_this_is_a_demonstration(config, client, sample):
    assert RIBBON not in client.get("/en/about").get_data(as_text=True)
    another = create_app(config)
    assert RIBBON in another.test_client().get("/en/about").get_data(as_text=True)
    closed(another)


def test_a_portal_under_https_refuses_to_start_with_demonstration_accounts(config, sample):
    with pytest.raises(SettingsError, match="demonstration accounts"):
        create_app(replace(config, base_url="https://portal.example.org"))


def test_a_portal_under_https_starts_without_them(config):
    closed(create_app(replace(config, base_url="https://portal.example.org")))


def test_the_portal_starts_on_a_database_without_tables(config, empty_database_url):
    closed(create_app(replace(config, database_url=empty_database_url, base_url="https://portal.example.org")))
