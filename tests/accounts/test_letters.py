"""The letters of accounts, worded."""

import pytest
from sqlalchemy import select

from pesnet.accounts.letters import LETTERS
from pesnet.core.db import session
from pesnet.mail.models import Mail
from pesnet.mail.render import Letterhead, worded
from pesnet.policy import Role
from tests.factories.people import a_user_in
from tests.factories.seats import an_invitation

LETTERHEAD = Letterhead("https://portal.example.org", "PESNET <portal@example.org>")


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_each_letter_is_worded_with_its_link(db, secretary, seat_of_jordan, now, language):
    _, token = an_invitation(db, a_user_in(db, Role.ADMINISTRATOR), seat_of_jordan.id, now)
    links = {"accounts/invited": f"invitations/{token}", "accounts/granted": f"seats/{seat_of_jordan.id}"}
    with db.reading():
        for mail in session().scalars(select(Mail)):
            subject, text = worded(mail.letter, LETTERS[mail.letter](mail), language, LETTERHEAD)
            assert subject != ""
            assert f"https://portal.example.org/{language}/{links.pop(mail.letter)}\n" in text
    assert links == {}
