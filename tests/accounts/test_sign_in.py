"""Signing in by password: sessions, locks, where one goes then."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from pesnet.accounts import entry, passwords, queries
from pesnet.accounts.models import SignedIn, User
from pesnet.core.db import session
from pesnet.core.errors import DomainError
from tests.factories.people import a_focal_point, a_secretary

PASSWORD = "four plain words here"


@pytest.fixture
def known(db):
    """A focal point with a password."""
    user = a_focal_point(db, "JO", language="ar")
    with db.writing():
        session().merge(user).password_hash = passwords.hashed(PASSWORD)
    return user


def signs_in(db, email, password, now):
    return entry.sign_in(db, email, password, device="a browser", now=now)


def refusal(db, email, password, now):
    with pytest.raises(DomainError) as refused:
        signs_in(db, email, password, now)
    return refused.value.reasons


def test_the_right_password_leads_to_the_desk_in_ones_language(client, known):
    answer = client.send("/en/sign-in", {"email": known.email.upper(), "password": PASSWORD})
    assert (answer.status_code, answer.location) == (302, "/ar/desk")
    assert client.get("/ar/desk").status_code == 200


def test_one_comes_to_the_page_one_asked_for(client, known):
    client.get("/en/account")
    assert client.send("/en/sign-in", {"email": known.email, "password": PASSWORD}).location == "/ar/account"


def test_a_wrong_password_keeps_the_address_that_was_typed(client, known):
    answer = client.send("/en/sign-in", {"email": known.email, "password": "wrong words"})
    assert answer.status_code == 422
    assert f'value="{known.email}"' in answer.get_data(as_text=True)
    assert "wrong words" not in answer.get_data(as_text=True)


def test_known_and_unknown_addresses_are_refused_in_the_same_words(db, known, now):
    assert refusal(db, known.email, "wrong words", now) == refusal(db, "nobody@example.org", "wrong words", now)


def test_known_and_unknown_addresses_cost_one_hash_while_nothing_is_locked(monkeypatch, db, known, now):
    """The same time for both, and whoever writes meanwhile does not wait for it."""
    counted = []
    verify = PasswordHasher.verify

    def watched(*given):
        with db.writing():
            counted.append(given)
        return verify(*given)

    monkeypatch.setattr(PasswordHasher, "verify", watched)
    refusal(db, known.email, "wrong words", now)
    refusal(db, "nobody@example.org", "wrong words", now)
    assert len(counted) == 2


def test_five_failures_close_the_account_for_a_quarter_of_an_hour(db, known, now):
    for _ in range(4):
        refusal(db, known.email, "wrong words", now)
    signs_in(db, known.email, PASSWORD, now)
    for _ in range(5):
        refusal(db, known.email, "wrong words", now)
    assert refusal(db, known.email, PASSWORD, now + timedelta(minutes=14)) == (entry.REFUSED,)
    signs_in(db, known.email, PASSWORD, now + timedelta(minutes=16))


def test_a_closed_account_is_refused_in_the_same_words(db, known, now):
    with db.writing():
        session().get(User, known.id).is_active = False
    assert refusal(db, known.email, PASSWORD, now) == (entry.REFUSED,)


def test_who_holds_no_seat_is_told_so(db, save, now):
    [user] = save(
        User(
            email="free@example.org",
            name="Free",
            language="en",
            created_at=now,
            password_hash=passwords.hashed(PASSWORD),
        )
    )
    assert refusal(db, user.email, PASSWORD, now) == (entry.NO_SEAT,)


def test_a_session_ends_after_two_hours_without_use_and_twelve_in_all(db, known, now):
    token, _ = signs_in(db, known.email, PASSWORD, now)
    with db.writing():
        signed_in = session().scalars(select(SignedIn)).one()
        key = signed_in.token_hash
        assert token not in key
        assert queries.actor_for(key, now + timedelta(minutes=119)) is not None
        assert queries.actor_for(key, now + timedelta(minutes=120)) is None
        signed_in.last_seen_at = now + timedelta(hours=11)
        assert queries.actor_for(key, now + timedelta(hours=11, minutes=59)) is not None
        assert queries.actor_for(key, now + timedelta(hours=12)) is None


def test_use_is_noted_at_most_every_five_minutes(db, login, now):
    browser = login(a_secretary(db))
    with db.writing():
        session().scalars(select(SignedIn)).one().last_seen_at = now - timedelta(minutes=4)
    browser.get("/en/desk")
    with db.reading():
        assert session().scalars(select(SignedIn)).one().last_seen_at == now - timedelta(minutes=4)
    with db.writing():
        session().scalars(select(SignedIn)).one().last_seen_at = now - timedelta(minutes=6)
    browser.get("/en/desk")
    with db.reading():
        assert session().scalars(select(SignedIn)).one().last_seen_at >= now


def test_signing_out_ends_the_session_on_the_server(db, login):
    browser = login(a_secretary(db))
    assert browser.send("/en/sign-out").location == "/en/"
    assert browser.get("/en/desk").location == "/en/sign-in"
    with db.reading():
        assert session().scalars(select(SignedIn)).one().ended_at is not None


def test_signing_in_changes_the_cookie(client, known):
    client.get("/en/sign-in")
    before = client.get_cookie("pesnet")
    client.send("/en/sign-in", {"email": known.email, "password": PASSWORD})
    assert client.get_cookie("pesnet").value != (before.value if before else None)
