"""A draft saves itself and survives a sign-in that ends in the middle; and all of it works without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from pesnet.accounts.models import SignedIn
from pesnet.cli.demonstration import people
from pesnet.core.db import session
from tests.journeys.cast import ARABIC, ENGLISH

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

OPEN_COURSE = {
    "en": "Reading Labour Market Data for Everyday Decisions",
    "ar": "قراءة بيانات سوق العمل لاتخاذ القرارات اليومية",
}


def begins(focal_point):
    """From the menu to an empty nomination for the open course."""
    focal_point.follow("Nominations")
    focal_point.follow_name(OPEN_COURSE[focal_point.language])
    focal_point.follow("Nominate a person")


@pytest.mark.parametrize("cast", [ENGLISH, ARABIC], ids=["en", "ar"])
def test_a_draft_survives_a_sign_in_that_has_lapsed(comes, db, cast):
    focal_point = comes(cast.language)
    focal_point.signs_in("focal.tn@demo.example")
    begins(focal_point)
    focal_point.type("Given name as in the passport", cast.given)
    focal_point.type("E-mail", "not yet an address")
    kept = focal_point.page.get_by_role("status").filter(has_text=re.compile(r"\d\d:\d\d"))
    expect(kept).to_be_visible()
    expect(focal_point.page).to_have_url(re.compile("/edit$"))
    with db.writing():
        session().query(SignedIn).delete()
    focal_point.type("Statement", cast.addition)
    focal_point.press("Save the draft")
    focal_point.sees("Your sign-in has ended. What you typed is kept: sign in, then send it.")
    focal_point.stands_well()
    focal_point.type("E-mail address", "focal.tn@demo.example")
    focal_point.type("Password", people.password())
    focal_point.press("Sign in")
    focal_point.sees_heading("What you typed is still here")
    focal_point.stands_well()
    focal_point.press("Send it now")
    focal_point.sees("Some answers cannot be taken yet")
    expect(focal_point.field("Statement")).to_have_value(cast.addition)
    expect(focal_point.field("E-mail")).to_have_value("not yet an address")
    focal_point.stands_well()


def test_the_whole_nomination_without_javascript(comes):
    focal_point = comes("en", scripts=False)
    focal_point.signs_in("focal.tn@demo.example")
    begins(focal_point)
    focal_point.type("Institution", ENGLISH.institution)
    focal_point.type("E-mail", "not yet an address")
    focal_point.press("Save the draft")
    focal_point.sees("Some answers cannot be taken yet")
    focal_point.type("E-mail", "")
    focal_point.type("Given name as in the passport", ENGLISH.given)
    focal_point.type("Position", ENGLISH.position)
    focal_point.type("Relevant experience", ENGLISH.experience)
    focal_point.choose("Level of English", "B2")
    focal_point.press("Check and submit")
    focal_point.press("Submit the nomination")
    focal_point.sees_heading("The nomination was submitted")
    focal_point.follow("To the nominations for this course")
    focal_point.follow_name(ENGLISH.given)
    focal_point.follow("Name somebody else in this person’s place")
    focal_point.type("Reason", "Cannot travel.")
    focal_point.press("Go on")
    focal_point.sees("who stands until this nomination is submitted")
