"""Seats on screen: lists, facts, holders, standing in."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from pesnet.accounts import queries
from pesnet.accounts.models import Holding, Seat
from pesnet.audit.models import Entry
from pesnet.core.db import session
from pesnet.core.languages import say
from pesnet.network.models import Party
from pesnet.network.queries import parties
from pesnet.policy import Permission, Role, may
from tests.factories.people import a_focal_point, a_lead_officer, a_secretary, a_user_in
from tests.factories.seats import an_invitation


def text_of(answer):
    return answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Focal point of Jordan"), ("fr", "Focal point of de la Jordanie")]
)
def test_a_seat_is_named_with_the_form_its_sentence_needs(seat_of_jordan, language, words):
    """Before the catalogue is applied the French value already carries its preposition."""
    assert seat_of_jordan.title.values["of_country"].get(language) == words.removeprefix("Focal point of ")


def test_the_masthead_says_in_which_seat_one_acts(login, jordan):
    assert "<b>Focal point of <bdi>Jordan</bdi></b>" in text_of(login(jordan).get("/en/about"))


def test_the_list_keeps_what_was_chosen(db, login, secretary, jordan):
    a_lead_officer(db, "SESRIC")
    browser = login(secretary)
    assert text_of(browser.get("/en/seats")).count('<tr role="row">') == 1 + 3
    assert text_of(browser.get("/en/seats?role=focal_point")).count('<tr role="row">') == 1 + 1
    assert text_of(browser.get("/en/seats?party=sesric")).count('<tr role="row">') == 1 + 1
    assert "No seat fits what you chose." in text_of(browser.get("/en/seats?vacant=1"))


def test_others_do_not_find_seats(login, jordan, seat_of_jordan):
    browser = login(jordan)
    assert browser.get("/en/seats").status_code == 404
    assert browser.get(f"/en/seats/{seat_of_jordan.id}").status_code == 404
    assert browser.send(f"/en/seats/{seat_of_jordan.id}/stand-in").status_code == 404


def test_a_seat_is_made_once(db, login, secretary):
    with db.reading():
        party = parties()["SN"]
    facts = {"role": "focal_point", "party_id": str(party.id), "language": "fr"}
    browser = login(secretary)
    assert browser.send("/en/seats/new", facts).status_code == 302
    assert browser.send("/en/seats/new", facts).status_code == 422
    assert browser.send("/en/seats/new", {**facts, "role": "auditor"}).status_code == 422
    with db.reading():
        made = session().scalars(select(Seat).where(Seat.role == Role.FOCAL_POINT)).one()
        assert (made.party_id, made.language) == (party.id, "fr")


def test_a_change_on_top_of_anothers_is_refused(db, login, secretary, seat_of_jordan):
    browser = login(secretary)
    facts = {"language": "ar", "mailbox": "box@example.org", "copy_addresses": "a@example.org\nb@example.org"}
    path = f"/en/seats/{seat_of_jordan.id}/edit"
    assert browser.send(path, {**facts, "version": "1"}).status_code == 302
    assert browser.send(path, {**facts, "mailbox": "other@example.org", "version": "1"}).status_code == 422
    assert browser.send(path, {**facts, "copy_addresses": "no address", "version": "2"}).status_code == 422
    with db.reading():
        seat = session().get_one(Seat, seat_of_jordan.id)
        assert (seat.mailbox, seat.copy_addresses) == ("box@example.org", ["a@example.org", "b@example.org"])
        assert session().scalars(select(Entry).where(Entry.act == "seat.edit")).one().changes == {
            "fields": ["mailbox", "copy_addresses"]
        }


def test_a_seat_that_was_left_is_vacant_and_waits_for_the_secretariat(db, login, secretary, seat_of_jordan, now):
    with db.reading():
        holding = session().scalars(select(Holding).where(Holding.seat_id == seat_of_jordan.id)).one()
    browser = login(secretary)
    yesterday = now.date() - timedelta(days=1)
    too_early = {"last_day": (holding.from_day - timedelta(days=1)).isoformat()}
    assert browser.send(f"/en/holdings/{holding.id}/end", too_early).status_code == 422
    assert browser.send(f"/en/holdings/{holding.id}/end", {"last_day": yesterday.isoformat()}).status_code == 302
    assert "Vacant" in text_of(browser.get("/en/seats?vacant=1"))
    assert holding.user_id is not None
    with db.reading():
        actor = queries.actor_in_seat(secretary, None, now)
        [task] = queries.waiting(actor, now)
        assert say(task.label, "en", str) == "1 seat is vacant"
        assert task.since.date() == yesterday


def test_an_invitation_that_ran_out_waits_until_it_is_repeated(db, secretary, seat_of_jordan, now):
    an_invitation(db, secretary, seat_of_jordan.id, now - timedelta(days=20))
    with db.reading():
        actor = queries.actor_in_seat(secretary, None, now)
        assert [task.label.one for task in queries.waiting(actor, now)] == ["The invitation of %(name)s has expired"]
    an_invitation(db, secretary, seat_of_jordan.id, now)
    with db.reading():
        assert queries.waiting(actor, now) == []


def test_holders_become_deputies_and_principals(db, login, secretary, seat_of_jordan):
    with db.reading():
        holding = session().scalars(select(Holding).where(Holding.seat_id == seat_of_jordan.id)).one()
    assert login(secretary).send(f"/en/holdings/{holding.id}/place", {"place": "deputy"}).status_code == 302
    with db.reading():
        assert session().get_one(Holding, holding.id).is_principal is False


def test_the_secretariat_stands_in_for_a_seat_and_stops(db, login, secretary, seat_of_jordan):
    browser = login(secretary)
    assert browser.send(f"/en/seats/{seat_of_jordan.id}/stand-in").location == "/en/desk"
    page = text_of(browser.get("/en/about"))
    assert "<bdi>Secretariat</bdi>, on behalf of <bdi>Focal point of" in page
    browser.send("/en/account/edit", {"name": "L", "language": "en", "time_zone": "UTC"})
    assert browser.send("/en/account/stand-down").status_code == 302
    assert "on behalf of" not in text_of(browser.get("/en/about"))
    with db.reading():
        lines = {entry.act: entry.on_behalf_of for entry in session().scalars(select(Entry))}
        assert lines == {
            "account.stand_in": None, "account.edit": seat_of_jordan.id, "account.stand_down": seat_of_jordan.id,
        }  # fmt: skip


def test_standing_in_gives_the_rights_of_the_seat_and_no_more_than_ones_own_place(db, seat_of_jordan, now):
    deputy = a_secretary(db, principal=False)
    lead = a_lead_officer(db, "SESRIC")
    with db.reading():
        seat = session().scalars(select(Seat).where(Seat.role == Role.LEAD_OFFICER)).one()
        own = queries.actor_in_seat(deputy, None, now)
        acting = queries.on_behalf(own, session().merge(seat_of_jordan, load=False), now)
        assert (acting.country_code, acting.on_behalf_of) == ("JO", seat_of_jordan.id)
        assert may(queries.on_behalf(own, seat, now), Permission.SELECTION_RELEASE) is False
        lead_actor = queries.actor_in_seat(lead, None, now)
        assert queries.on_behalf(lead_actor, seat_of_jordan, now) == lead_actor


def test_nobody_stands_in_for_the_administrator(db, login, secretary):
    a_user_in(db, Role.ADMINISTRATOR)
    with db.reading():
        seat = session().scalars(select(Seat).where(Seat.role == Role.ADMINISTRATOR)).one()
    assert login(secretary).send(f"/en/seats/{seat.id}/stand-in").status_code == 409


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_the_same_number_of_times(db, login, secretary, queries_of, count):
    browser = login(secretary)
    for code in ("JO", "TN", "SN")[:count]:
        a_focal_point(db, code)
    browser.get("/en/seats")
    with queries_of() as statements:
        browser.get("/en/seats")
    assert len([statement for statement in statements if "pg_current_snapshot" not in statement]) == 6


def test_the_secretariat_says_which_lead_publishes_by_itself(db, login, secretary):
    lead, focal_point = a_user_in(db, Role.LEAD_OFFICER, "TR"), a_user_in(db, Role.FOCAL_POINT, "JO")
    browser, seats = login(secretary), {}
    with db.reading():
        for role in (Role.LEAD_OFFICER, Role.FOCAL_POINT):
            seats[role] = session().scalars(select(Seat).where(Seat.role == role)).one()
    address = f"/en/seats/{seats[Role.LEAD_OFFICER].id}"
    found = []
    for publication in ("cleared", "direct"):
        assert browser.send(f"{address}/clearance", {"publication": publication}).status_code == 302
        with db.reading():
            found.append(session().get_one(Party, seats[Role.LEAD_OFFICER].party_id).publishes_directly)
    assert found == [False, True]
    refused = [login(someone).send(f"{address}/clearance").status_code for someone in (lead, focal_point)]
    assert refused == [404, 404]
    assert browser.send(f"/en/seats/{seats[Role.FOCAL_POINT].id}/clearance").status_code == 404
