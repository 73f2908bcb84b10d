"""What people do besides: other languages, other tabs, the back button, two clicks, wrong passwords, a deputy."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from pesnet.accounts import passwords
from pesnet.accounts.models import User
from pesnet.cli.demonstration import people
from pesnet.core.db import session
from pesnet.core.errors import OUTDATED
from pesnet.core.message import Message
from pesnet.nominations.models import Nominee
from pesnet.policy import PRINCIPAL_NEEDED, Role
from tests.factories.people import a_user_in

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

OPEN_COURSE = "Reading Labour Market Data for Everyday Decisions"
IN_SELECTION = "Counselling Young Jobseekers: From the First Interview to Placement"


def finds(reader, title):
    """From the menu to the page of a course."""
    reader.follow("Courses")
    reader.follow_name(title)
    reader.sees_heading(title)


def named(db, given_name):
    """How many people of this name were nominated."""
    with db.reading():
        return session().scalar(select(func.count()).select_from(Nominee).where(Nominee.given_name == given_name))


def test_a_language_switch_stays_on_the_page_and_keeps_what_was_asked(comes):
    visitor = comes("en")
    visitor.follow("Courses")
    visitor.type("Words", "data")
    visitor.press("Show")
    here = visitor.page.url
    for code in ("ar", "fr", "en"):
        visitor.changes_language(code)
        expect(visitor.page).to_have_url(here.replace("/en/", f"/{code}/"))
        visitor.stands_well()
    visitor.reads(OPEN_COURSE)


def test_two_clicks_and_the_back_button_make_one_nomination(comes, db):
    focal_point = comes("en")
    focal_point.signs_in("focal.tn@demo.example")
    finds(focal_point, OPEN_COURSE)
    focal_point.follow("Nominate a person")
    focal_point.type("Given name as in the passport", "Onlyonce")
    focal_point.page.get_by_role("button", name="Save the draft").dblclick()
    focal_point.sees_heading("Nomination of Onlyonce")
    assert named(db, "Onlyonce") == 1
    focal_point.page.go_back()
    focal_point.press("Save the draft")
    focal_point.stands_well()
    assert named(db, "Onlyonce") == 1


def test_a_second_tab_with_the_same_course_hears_of_the_change_and_keeps_what_was_typed(comes):
    lead = comes("en")
    lead.signs_in("lead.tr@demo.example")
    finds(lead, IN_SELECTION)
    lead.follow("Edit the course")
    lead.follow("For nominees")
    with lead.second_tab():
        lead.write("Practical note", "Typed in the second tab.")
        lead.press("Save the course")
        lead.sees("The course has been saved.")
    lead.write("Practical note", "Typed in the first tab.")
    lead.press("Save the course")
    lead.sees(OUTDATED)
    expect(lead.group("Practical note").get_by_role("textbox").first).to_have_value("Typed in the first tab.")
    lead.stands_well()


def test_a_second_tab_with_the_same_nomination_hears_of_the_change_and_keeps_what_was_typed(comes):
    focal_point = comes("en")
    focal_point.signs_in("focal.sn@demo.example")
    focal_point.follow_name("Mariama Sample")
    with focal_point.second_tab():
        focal_point.type("Statement", "Typed in the second tab.")
        focal_point.press("Save the draft")
        focal_point.sees("The draft was saved. Nothing is sent until you submit it.")
    focal_point.type("Statement", "Typed in the first tab.")
    focal_point.press("Save the draft")
    focal_point.sees(OUTDATED)
    expect(focal_point.field("Statement")).to_have_value("Typed in the first tab.")
    focal_point.stands_well()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_wrong_password_is_answered_with_a_sentence_and_the_address_stays(comes, language):
    stranger = comes(language)
    stranger.follow("Sign in")
    stranger.type("E-mail address", "focal.jo@demo.example")
    stranger.type("Password", "not-the-password")
    stranger.press("Sign in")
    stranger.sees("You are not signed in")
    expect(stranger.field("E-mail address")).to_have_value("focal.jo@demo.example")
    expect(stranger.field("Password")).to_have_value("")
    stranger.stands_well()


def test_a_deputy_proposes_but_reads_why_only_the_principal_releases(comes, db):
    deputy = a_user_in(db, Role.LEAD_OFFICER, "TR", principal=False)
    with db.writing():
        session().get_one(User, deputy.id).password_hash = passwords.hashed(people.password())
    lead = comes("en")
    lead.signs_in(deputy.email)
    finds(lead, IN_SELECTION)
    lead.follow("Nominations and selection")
    lead.choose(Message("Proposal for %(name)s", name="Dima Sample"), "Selected")
    lead.press("Preview the release")
    lead.sees_heading("Preview of the release")
    lead.sees("This cannot be released yet")
    lead.sees(PRINCIPAL_NEEDED)
    expect(lead.page.get_by_role("button", name="Release")).to_have_count(0)
    lead.stands_well()
