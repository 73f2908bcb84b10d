"""Flask's defaults are overridden, and every answer carries the headers that keep browsers on the safe side."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from pesnet.app import create_app
from pesnet.web.headers import HEADERS
from tests.factories.people import a_secretary

MEGABYTE = 1024 * 1024
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
WANTED = {
    "SESSION_COOKIE_NAME": "__Host-pesnet",
    "SESSION_COOKIE_SECURE": True,
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "SESSION_COOKIE_DOMAIN": None,
    "MAX_CONTENT_LENGTH": 12 * MEGABYTE,
    "MAX_FORM_MEMORY_SIZE": 2 * MEGABYTE,
    "MAX_FORM_PARTS": 2000,
    "TRUSTED_HOSTS": ["pesnet.example.org"],
    "PREFERRED_URL_SCHEME": "https",
    "WTF_CSRF_CHECK_DEFAULT": True,
    "WTF_CSRF_SSL_STRICT": True,
}

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


def unlike(app: Flask) -> list[str]:
    """The settings that are not as wanted on a public address."""
    return sorted(name for name, value in WANTED.items() if app.config.get(name) != value)


@pytest.fixture
def public(config) -> Flask:
    """The portal as it runs on a public address."""
    return create_app(replace(config, base_url="https://pesnet.example.org", is_test=False))


def test_settings_are_the_safe_ones(public):
    assert unlike(public) == []


def test_flasks_own_defaults_are_found(config):
    assert unlike(Flask("scratch")) == sorted(set(WANTED) - {"SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_DOMAIN"})


@pytest.mark.parametrize("path", ["/en/", "/en/nothing-here", "/healthz", "/"])
def test_every_answer_carries_the_headers(client, path):
    headers = client.get(path).headers
    assert {name: headers.get(name) for name in HEADERS} == {**HEADERS, "Content-Security-Policy": POLICY}


def test_the_cookie_is_bound_to_host_and_scheme(public):
    cookie = public.test_client().get("/en/sign-in", base_url="https://pesnet.example.org").headers["Set-Cookie"]
    parts = cookie.split("; ")
    assert parts[0].startswith("__Host-pesnet=")
    assert sorted(part for part in parts[1:] if not part.startswith("Expires")) == [
        "HttpOnly", "Path=/", "SameSite=Lax", "Secure",
    ]  # fmt: skip


def test_a_foreign_host_name_is_refused(public):
    assert public.test_client().get("/en/about", base_url="https://elsewhere.example").status_code == 400


def test_a_public_address_demands_https_for_good(public):
    answer = public.test_client().get("/en/about", base_url="https://pesnet.example.org")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_a_form_without_its_token_is_refused_with_a_page(client):
    answer = client.post("/en/sign-in", data={})
    assert (answer.status_code, "The page was open for too long" in answer.get_data(as_text=True)) == (400, True)


def test_a_form_without_its_token_is_refused_with_a_page_to_those_signed_in_too(db, login):
    answer = login(a_secretary(db)).post("/en/sign-out", data={})
    assert (answer.status_code, "The page was open for too long" in answer.get_data(as_text=True)) == (400, True)


def test_too_large_a_form_is_refused_with_a_page(client):
    answer = client.send("/en/sign-in", {"email": "x" * (13 * MEGABYTE)})
    assert (answer.status_code, "This is too large" in answer.get_data(as_text=True)) == (413, True)


def test_somebody_signed_in_is_told_that_the_database_is_away(app, db, login):
    browser = login(a_secretary(db))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    db.engine.dispose()
    db.reading = unreachable  # type: ignore[method-assign]
    answer = browser.get("/en/desk")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")


def unreachable(*_version):
    """What a database that is away does."""
    raise OperationalError("SELECT 1", {}, Exception("no connection"))
