"""Who gets the mail of a seat."""

from datetime import timedelta

from sqlalchemy import select

from pesnet.accounts.models import Holding, Seat
from pesnet.accounts.queries import recipients
from pesnet.core.db import session
from pesnet.mail.services import Recipient
from pesnet.network.queries import parties
from pesnet.policy import Role
from tests.factories.people import a_focal_point, a_secretary


def reached(db, now, *codes):
    with db.reading():
        return recipients(Role.FOCAL_POINT, [parties()[code].id for code in codes], now)


def test_holders_are_written_to_in_their_own_language(db, now):
    jordan, tunisia = a_focal_point(db, "JO", language="ar"), a_focal_point(db, "TN", language="fr")
    a_focal_point(db, "SN")
    assert {(to.address, to.language, to.user_id) for to in reached(db, now, "JO", "TN")} == {
        (jordan.email, "ar", jordan.id),
        (tunisia.email, "fr", tunisia.id),
    }


def test_mail_for_a_vacant_seat_goes_to_its_mailbox_and_copies(db, now):
    a_focal_point(db, "JO", language="ar")
    with db.writing():
        holding = session().scalars(select(Holding)).one()
        holding.to_day = now.date() - timedelta(days=1)
        seat = session().get(Seat, holding.seat_id)
        seat.mailbox, seat.copy_addresses = "box@example.org", ["ministry@example.org", "BOX@example.org"]
    assert reached(db, now, "JO") == [
        Recipient("box@example.org", "ar", seat_id=seat.id),
        Recipient("ministry@example.org", "ar", seat_id=seat.id),
    ]


def test_the_secretariat_is_reached_without_a_party(db, now):
    secretary = a_secretary(db)
    with db.reading():
        assert [to.address for to in recipients(Role.SECRETARIAT, None, now)] == [secretary.email]
