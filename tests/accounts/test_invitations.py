"""Invitations to seats: the mailed link works once, for a while, and never signs anybody in."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from sqlalchemy import select, update

from pesnet.accounts import entry, grants, queries
from pesnet.accounts.letters import invited
from pesnet.accounts.models import Holding, Invitation, Seat, User
from pesnet.core.db import session
from pesnet.core.errors import DomainError
from pesnet.mail.models import Mail, MailState
from pesnet.policy import Role
from tests.factories.people import a_secretary, a_user_in
from tests.factories.seats import an_invitation

PASSWORD = "olive lantern seven rivers"


def test_the_whole_way_from_the_invitation_to_the_desk(app, client, db, login, secretary, seat_of_jordan, now):
    sent = login(secretary).send(
        f"/en/seats/{seat_of_jordan.id}/invite",
        {
            "email": "New.Holder@Example.org", "name": "مها", "language": "ar", "from_day": now.date().isoformat(),
            "place": "deputy",
        },
    )  # fmt: skip
    assert sent.status_code == 302
    with db.reading():
        mail = session().scalars(select(Mail).where(Mail.letter == "accounts/invited")).one()
        path = invited(mail)["path"]
    assert (mail.address, mail.language) == ("new.holder@example.org", "ar")
    page = client.get(f"/ar/{path}").get_data(as_text=True)
    assert "مها" in page
    with db.reading():
        assert session().scalars(select(Invitation)).one().used_at is None
    accepted = client.send(f"/ar/{path}", {"new": PASSWORD, "again": PASSWORD})
    assert accepted.location == "/ar/sign-in"
    assert client.send("/ar/sign-in", {"email": mail.address, "password": PASSWORD}).location == "/ar/desk"
    with db.reading():
        holding = session().scalars(select(Holding).join(User).where(User.email == mail.address)).one()
        assert (holding.seat_id, holding.is_principal) == (seat_of_jordan.id, False)


def test_a_link_works_once(client, db, secretary, seat_of_jordan, now):
    _, token = an_invitation(db, secretary, seat_of_jordan.id, now)
    sent = {"new": PASSWORD, "again": PASSWORD}
    assert client.send(f"/en/invitations/{token}", sent).status_code == 302
    assert client.send(f"/en/invitations/{token}", sent).status_code == 422
    assert str(grants.USED.one) in client.get(f"/en/invitations/{token}").get_data(as_text=True)
    with db.reading():
        assert len(session().scalars(select(Holding).where(Holding.seat_id == seat_of_jordan.id)).all()) == 2


def test_of_several_who_open_one_link_at_once_exactly_one_takes_the_seat(db, secretary, seat_of_jordan, now):
    invitation, _ = an_invitation(db, secretary, seat_of_jordan.id, now)
    barrier = Barrier(4)

    def take(_):
        barrier.wait()
        try:
            entry.accept(db, invitation.id, PASSWORD, now=now)
        except DomainError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(take, range(4))) == [False, False, False, True]
    with db.reading():
        assert len(session().scalars(select(Holding).where(Holding.seat_id == seat_of_jordan.id)).all()) == 2


def test_an_expired_link_says_so(client, db, secretary, seat_of_jordan, now):
    _, token = an_invitation(db, secretary, seat_of_jordan.id, now - timedelta(days=15))
    assert str(grants.EXPIRED.one) in client.get(f"/en/invitations/{token}").get_data(as_text=True)
    assert client.send(f"/en/invitations/{token}", {"new": PASSWORD, "again": PASSWORD}).status_code == 422


def test_a_withdrawn_link_is_worthless(client, db, login, secretary, seat_of_jordan, now):
    invitation, token = an_invitation(db, secretary, seat_of_jordan.id, now)
    assert login(secretary).send(f"/en/seats/invitations/{invitation.id}/withdraw").status_code == 302
    assert client.send(f"/en/invitations/{token}", {"new": PASSWORD, "again": PASSWORD}).status_code == 422


def test_somebody_known_confirms_and_keeps_the_password(client, db, secretary, seat_of_jordan, now):
    senegal = a_user_in(db, Role.FOCAL_POINT, "SN")
    with db.writing():
        session().get_one(User, senegal.id).password_hash = "kept"
    _, token = an_invitation(db, secretary, seat_of_jordan.id, now, email=senegal.email)
    assert client.send(f"/en/invitations/{token}").status_code == 302
    with db.reading():
        assert session().get_one(User, senegal.id).password_hash == "kept"
        assert len(queries.holdings_of(senegal.id, now.date())) == 2


def test_easy_passwords_are_refused_with_a_reason(client, db, secretary, seat_of_jordan, now):
    _, token = an_invitation(db, secretary, seat_of_jordan.id, now)
    for password in ("short", "password1234", "passwordpassword", "aaaaaaaaaaaaaa", "new@example.org"):
        assert client.send(f"/en/invitations/{token}", {"new": password, "again": password}).status_code == 422
    assert client.send(f"/en/invitations/{token}", {"new": PASSWORD, "again": PASSWORD + "."}).status_code == 422


def test_an_unknown_link_leads_nowhere(client):
    assert client.get("/en/invitations/nothing").status_code == 404


def test_a_deputy_may_not_invite_and_is_told_why(db, login, seat_of_jordan):
    browser = login(a_secretary(db, principal=False))
    assert browser.get(f"/en/seats/{seat_of_jordan.id}/invite").status_code == 409
    page = browser.get(f"/en/seats/{seat_of_jordan.id}").get_data(as_text=True)
    assert "Only the principal holder of the seat can do this" in re.sub(r"\s+", " ", page)


def test_what_the_administrator_grants_is_told_to_the_secretariat(db, secretary, seat_of_jordan, now):
    administrator = a_user_in(db, Role.ADMINISTRATOR)
    an_invitation(db, administrator, seat_of_jordan.id, now, email="one@example.org")
    an_invitation(db, secretary, seat_of_jordan.id, now, email="two@example.org")
    with db.reading():
        told = session().scalars(select(Mail).where(Mail.letter == "accounts/granted")).all()
        assert [mail.address for mail in told] == [secretary.email]


def test_the_operator_invites_by_command(app, client, db, now):
    answer = app.test_cli_runner().invoke(args=["users", "add", "first@example.org", "--role", "secretariat"])
    assert answer.exit_code == 0
    path = answer.output.strip().splitlines()[-1].removeprefix("http://127.0.0.1:8000")
    assert client.send(path, {"new": PASSWORD, "again": PASSWORD}).status_code == 302
    with db.reading():
        assert session().scalars(select(Seat.role)).all() == [Role.SECRETARIAT]


def test_a_command_with_an_unknown_party_is_refused_in_a_sentence(app):
    args = ["users", "add", "first@example.org", "--role", "focal_point", "--party", "XX"]
    answer = app.test_cli_runner().invoke(args=args)
    assert (answer.exit_code, answer.output) == (1, "Error: There is no country or institution XX.\n")


def test_the_tokens_of_invitations_that_are_over_are_forgotten(app, db, login, secretary, seat_of_jordan, now):
    tidy = app.extensions["pesnet.queue"].clock.tidy
    (used, _), (withdrawn, _), (expired, _), (open_, _) = (
        an_invitation(db, secretary, seat_of_jordan.id, now) for _each in range(4)
    )
    with db.writing():
        session().get_one(Invitation, used.id).used_at = now
        session().get_one(Invitation, withdrawn.id).withdrawn_at = now
        session().get_one(Invitation, expired.id).expires_at = now - timedelta(days=1)
    tidy()
    assert len(with_token(db)) == 4
    with db.writing():
        session().execute(update(Mail).values(state=MailState.SENT))
    tidy()
    assert with_token(db) == [str(open_.id)]
    with db.reading():
        mails = session().scalars(select(Mail).where(Mail.letter == "accounts/invited")).all()
        over = next(mail.id for mail in mails if "token" not in mail.facts)
    administrator = login(a_user_in(db, Role.ADMINISTRATOR))
    refused = administrator.send(f"/en/admin/outbox/{over}/resend")
    assert (refused.status_code, "it cannot be sent again" in refused.get_data(as_text=True)) == (409, True)


def with_token(db):
    with db.reading():
        mails = session().scalars(select(Mail).where(Mail.letter == "accounts/invited")).all()
        return [mail.facts["invitation_id"] for mail in mails if "token" in mail.facts]
