"""One's own account: facts, password, sessions, acting seat; and what the administrator does with accounts."""

from sqlalchemy import select

from pesnet.accounts import passwords
from pesnet.accounts.models import Holding, Seat, SignedIn, User
from pesnet.core.db import session
from pesnet.core.secrets import token_hash
from pesnet.policy import Role
from tests.factories.people import a_lead_officer, a_user_in

OLD, NEW = "olive lantern seven rivers", "seven rivers olive lantern"


def give_password(db, user, password):
    with db.writing():
        session().get_one(User, user.id).password_hash = passwords.hashed(password)


def test_people_change_their_own_facts(db, login, jordan):
    facts = {"name": "Rania", "native_name": "رانيا", "language": "fr", "time_zone": "Asia/Amman"}
    browser = login(jordan)
    assert browser.send("/en/account/edit", facts).location == "/fr/account"
    assert browser.send("/en/account/edit", {**facts, "time_zone": "Mars/Base"}).status_code == 422
    with db.reading():
        user = session().get_one(User, jordan.id)
        assert (user.name, user.native_name, user.language, user.time_zone) == ("Rania", "رانيا", "fr", "Asia/Amman")


def test_a_new_password_ends_the_other_sessions(db, login, jordan):
    give_password(db, jordan, OLD)
    here, there = login(jordan), login(jordan)
    assert here.send("/en/account/password", {"old": "wrong", "new": NEW, "again": NEW}).status_code == 422
    assert here.send("/en/account/password", {"old": OLD, "new": "short", "again": "short"}).status_code == 422
    assert here.send("/en/account/password", {"old": OLD, "new": NEW, "again": NEW}).status_code == 302
    assert here.get("/en/account").status_code == 200
    assert there.get("/en/account").status_code == 302
    with db.reading():
        assert passwords.verify(session().get_one(User, jordan.id).password_hash, NEW)


def test_people_end_their_own_sessions_only(db, login, jordan, secretary):
    here, there, foreign = login(jordan), login(jordan), login(secretary)
    with there.session_transaction() as cookie:
        other = token_hash(cookie["_user_id"])
    with db.reading():
        signed_in = session().scalars(select(SignedIn).where(SignedIn.token_hash == other)).one()
    assert foreign.send(f"/en/account/sessions/{signed_in.id}/end").status_code == 404
    assert there.get("/en/desk").status_code == 200
    assert here.send(f"/en/account/sessions/{signed_in.id}/end").status_code == 302
    assert there.get("/en/desk").status_code == 302


def test_people_act_in_any_of_their_own_seats_only(db, login, jordan, seat_of_jordan):
    a_lead_officer(db, "SESRIC")
    with db.writing():
        lead = session().scalars(select(Seat).where(Seat.role == Role.LEAD_OFFICER)).one()
    browser = login(jordan)
    assert browser.send("/en/account/seat", {"seat_id": str(lead.id)}).status_code == 404
    assert browser.send("/en/account/seat", {"seat_id": "nonsense"}).status_code == 404
    with db.writing():
        since = session().scalars(select(Holding.from_day)).first()
        session().add(Holding(seat_id=lead.id, user_id=jordan.id, from_day=since))
    assert browser.send("/en/account/seat", {"seat_id": str(lead.id)}).status_code == 302
    assert "Lead officer of <bdi>SESRIC</bdi>" in browser.get("/en/about").get_data(as_text=True)


def test_the_administrator_closes_unlocks_and_opens_accounts(db, login, jordan, now):
    administrator = a_user_in(db, Role.ADMINISTRATOR)
    browser, theirs = login(administrator), login(jordan)
    with db.writing():
        session().get_one(User, jordan.id).locked_until = now.replace(year=now.year + 1)
    assert "Locked until" in browser.get("/en/users?text=focal").get_data(as_text=True)
    assert browser.send(f"/en/users/{jordan.id}/unlock").status_code == 302
    assert browser.send(f"/en/users/{jordan.id}/deactivate").status_code == 302
    assert theirs.get("/en/desk").status_code == 302
    assert browser.send(f"/en/users/{administrator.id}/deactivate").status_code == 409
    assert browser.send(f"/en/users/{jordan.id}/reactivate").status_code == 302
    with db.reading():
        user = session().get_one(User, jordan.id)
        assert (user.is_active, user.locked_until) == (True, None)


def test_others_do_not_find_the_users(login, jordan, secretary):
    assert login(secretary).get("/en/users").status_code == 404
    assert login(secretary).send(f"/en/users/{jordan.id}/deactivate").status_code == 404
