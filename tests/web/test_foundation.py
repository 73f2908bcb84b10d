"""The way of a request: language, identity, guard, one transaction."""

import pytest
from flask import g
from sqlalchemy.exc import DBAPIError

from pesnet.core.clock import now
from pesnet.web.models import FormKey
from pesnet.web.templating import bdi
from tests.factories.people import a_secretary


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("fr", "ltr"), ("ar", "rtl")])
def test_a_page_is_in_the_language_of_its_address(client, language, direction):
    page = client.get(f"/{language}/").get_data(as_text=True)
    assert f'<html lang="{language}" dir="{direction}">' in page


def test_the_bare_address_leads_to_the_readers_language(client):
    assert client.get("/", headers={"Accept-Language": "fr"}).location == "/fr/"


def test_a_reading_transaction_cannot_write(db):
    with db.reading() as session:
        session.add(FormKey(key="k", sender="s", endpoint="e", digest="d", taken_at=now()))
        with pytest.raises(DBAPIError):
            session.flush()


def test_a_visitor_is_asked_to_sign_in_before_the_desk(client):
    assert client.get("/en/desk").location == "/en/sign-in"


def test_a_signed_in_secretary_reaches_the_desk(db, login):
    assert login(a_secretary(db)).get("/en/desk").status_code == 200


@pytest.mark.parametrize(("language", "shown"), [("ar", '<bdi dir="ltr">2021-2022</bdi>'), ("en", "2021-2022")])
def test_ranges_keep_their_order_from_right_to_left_and_text_stays_escaped(app, language, shown):
    with app.test_request_context(f"/{language}/"):
        g.language = language
        assert str(bdi("<b>خطة 2021-2022")) == f"<bdi>&lt;b&gt;خطة {shown}</bdi>"
