"""From four nominees for two places to the confirmed delegation: released, confirmed by a link, declined, moved up."""

from datetime import timedelta

import pytest

from pesnet.accounts import passwords
from pesnet.accounts.models import User
from pesnet.cli.demonstration import people
from pesnet.core.db import session
from pesnet.core.message import Message, counted
from pesnet.courses.models import Course
from tests.factories.nominations import AGO, a_closed_course, a_nomination
from tests.factories.people import a_focal_point, a_lead_officer
from tests.journeys.test_main_journey import mails_to

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
NAMES = ("Amal", "Basma", "Dalal", "Huda")
DECLINED = "Election duty"


@pytest.fixture
def demonstration():
    """Nothing of it: two officers of our own are enough, and few mails to deliver."""


@pytest.fixture
def officers(db):
    """The lead officer of Türkiye and the focal point of Jordan, who read this language."""

    def come(language):
        hashed = passwords.hashed(people.password())
        found = a_lead_officer(db, "TR", language=language), a_focal_point(db, "JO", language=language)
        with db.writing():
            for user in found:
                session().get_one(User, user.id).password_hash = hashed
        return [user.email for user in found]

    return come


def call_with_four_nominees(db, language, now):
    """A call that is over; Jordan has two places and has named four people in its order."""
    course = a_closed_course(db, now, leads=("TR",), countries=("JO",), places=2)
    with db.writing():
        session().get_one(Course, course.id).confirm_by = (now + timedelta(days=7)).date()
    levels = {"en": "B1", language: "C2"}
    for name in NAMES:
        said = {"given_name": name, "email": f"{name.lower()}@example.org", "language_levels": levels}
        a_nomination(db, course, "JO", now - AGO, **said)
    return course


def proposes(lead, course):
    """Two selected and two in reserve, in the country's order."""
    lead.opens(f"/{lead.language}/courses/{course.slug}/selection")
    lead.sees_heading("Select the participants")
    lead.stands_well()
    for name, kind in zip(NAMES, ("Selected", "Selected", "Reserve", "Reserve"), strict=True):
        lead.choose(Message("Proposal for %(name)s", name=f"{name} Sample"), lead.words(kind))
    lead.press("Preview the release")
    lead.sees_heading("Preview of the release")
    lead.sees("Mails to the selected people themselves, each with a link to confirm by")
    lead.stands_well()
    lead.press_name(lead.counts("Release %(num)d decision", "Release %(num)d decisions", 4))


def link_of(mails):
    """The link in the only mail to a person."""
    [(_subject, text)] = mails
    return next(line for line in text.splitlines() if "/answers/" in line)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_place_confirmed_by_link_and_one_declined_for_the_next(language, officers, comes, app, db, config, now):
    course = call_with_four_nominees(db, language, now)
    emails = officers(language)
    lead, focal_point, amal = (comes(language) for _ in range(3))
    lead.signs_in(emails[0])
    focal_point.signs_in(emails[1])
    proposes(lead, course)
    folder, clock = config.instance / "mail", app.extensions["pesnet.queue"].clock
    clock.deliver()

    amal.opens(link_of(mails_to(folder, "amal@example.org")))
    amal.sees("Your place in the course")
    amal.stands_well()
    amal.press("Confirm the place")
    amal.sees("The place is confirmed.")

    focal_point.follow("Desk")
    one, many = "Confirm or decline %(n)s place: %(course)s", "Confirm or decline %(n)s places: %(course)s"
    focal_point.follow(counted(one, many, 1, course=course.title))
    focal_point.page.get_by_role("row", name="Basma").get_by_role("link").last.click()
    focal_point.sees_heading(Message("Confirm the place of %(name)s", name="Basma Sample"))
    focal_point.stands_well()
    focal_point.page.locator("summary").last.click()
    focal_point.type("Reason", DECLINED)
    focal_point.press("Decline the place")
    focal_point.sees("Declined")
    clock.deliver()

    assert mails_to(folder, "huda@example.org") == []
    assert "/answers/" in link_of(mails_to(folder, "dalal@example.org"))
    told = [subject for subject, _text in mails_to(folder, emails[1])]
    freed = focal_point.words(Message("A place of your country became free: %(course)s", course=course.title))
    assert (freed in told, any("Dalal Sample" in subject for subject in told)) == (True, True)
    lead.opens(f"/{lead.language}/courses/{course.slug}/selection?state=selected")
    lead.page.keyboard.press("j")
    lead.page.keyboard.press("Enter")
    lead.sees("Moved up from the reserve list")
    lead.stands_well()
