"""Steps of the journey from the call to the decision."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from playwright.sync_api import expect
from sqlalchemy import select

from pesnet.core.db import Database, session
from pesnet.core.message import Message
from pesnet.courses.models import Course
from tests.journeys.cast import Cast
from tests.journeys.person import Person

DAY = timedelta(days=1)


def prepares_a_course(lead: Person, cast: Cast) -> None:
    """From the desk, or from the activity in the plan when it has a course already, to a prefilled draft."""
    lead.stands_well()
    if cast.is_first_course:
        text = Message("Prepare a course for activity %(code)s: %(title)s", code=cast.code, title=cast.activity)
        lead.follow(text)
    else:
        lead.follow("Work plan")
        lead.follow_name(cast.activity)
        lead.stands_well()
        lead.follow("Prepare a course")
    lead.sees_heading("Prepare a course")
    lead.reads(cast.activity)
    lead.stands_well()
    lead.press("Prepare the draft")
    lead.sees("The draft has been prepared. Complete it, then publish.")


def completes_the_course(lead: Person, cast: Cast, today: date) -> None:
    """Say when, how and until when; what the plan says stands there already."""
    lead.sees_heading("Edit the course")
    expect(lead.group("Title").get_by_role("textbox").first).to_have_value(cast.activity)
    lead.stands_well()
    lead.write("What the course is about", cast.results)
    lead.press("Save and go on")
    lead.sees("The course has been saved.")
    lead.stands_well()
    lead.tick("How people take part", "Online")
    lead.type("First day", (today + 40 * DAY).isoformat())
    lead.type("Last day", (today + 41 * DAY).isoformat())
    lead.press("Save and go on")
    lead.stands_well()
    lead.tick("Kind of call", "Full call")
    lead.type("Day of the deadline", (today + 20 * DAY).isoformat())
    lead.type("Time of the deadline", "18:30")
    lead.choose("Time zone of the deadline", cast.zone)
    lead.type("Places in all", "10")
    lead.type("Places for each country", "1")
    lead.type("Names each country may send", "2")
    lead.press("Save the course")
    lead.sees("The course has been saved.")


def publishes(lead: Person) -> None:
    """Read first what is missing, complete it, then read who is told, and publish."""
    lead.sees("Manage this course")
    lead.sees("Name at least one language of instruction.")
    lead.stands_well()
    lead.follow("Edit the course")
    lead.follow("When, where and how")
    lead.tick_name("Languages of instruction", 0)
    lead.press("Save the course")
    lead.follow("Publish")
    lead.sees("Who is told")
    lead.stands_well()
    lead.press("Publish")
    lead.sees("The course has been published; the focal points are told by mail.")
    lead.stands_well()


def finds_the_call(focal_point: Person, cast: Cast) -> None:
    """The desk names the call; its page tells the deadline in the zone where it was set."""
    focal_point.follow("Desk")
    focal_point.stands_well()
    focal_point.follow(Message("Nominate for “%(title)s”", title=cast.activity))
    focal_point.sees_heading(cast.activity)
    focal_point.reads("18:30")
    focal_point.stands_well()


def nominates(focal_point: Person, cast: Cast) -> None:
    """Name a person; the draft says what is missing, and is completed."""
    focal_point.follow("Nominate a person")
    focal_point.sees_heading("Nominate a person")
    focal_point.stands_well()
    focal_point.type("Given name as in the passport", cast.given)
    focal_point.type("Family name as in the passport", cast.family)
    focal_point.press("Save the draft")
    focal_point.sees("The draft was saved. Nothing is sent until you submit it.")
    focal_point.reads(focal_point.counts("Still missing: %(num)d answer", "Still missing: %(num)d answers", 4))
    focal_point.stands_well()
    focal_point.press("Check and submit")
    focal_point.sees("This cannot be submitted yet")
    focal_point.sees("Enter the institution.")
    focal_point.stands_well()
    focal_point.follow("Change the answers")
    focal_point.tick("Sex", "Woman")
    focal_point.type("Institution", cast.institution)
    focal_point.type("Position", cast.position)
    focal_point.type("Relevant experience", cast.experience)
    focal_point.choose("Level of English", "B2")
    focal_point.press("Check and submit")


def submits(focal_point: Person, cast: Cast) -> str:
    """Check the answers and submit; the reference number of the receipt."""
    focal_point.sees_heading("Check the answers, then submit")
    focal_point.reads(cast.institution)
    focal_point.stands_well()
    focal_point.press("Submit the nomination")
    focal_point.sees_heading("The nomination was submitted")
    focal_point.stands_well()
    return focal_point.panel("Reference number").locator("p").first.inner_text()


def sends_back(lead: Person, cast: Cast, reference: str, today: date) -> None:
    """Find the nominee in the table of the selection, and ask for what is missing."""
    lead.follow("Nominations and selection")
    lead.sees_heading("Select the participants")
    lead.stands_well()
    lead.follow_name(cast.nominee)
    lead.reads(reference)
    lead.stands_well()
    lead.type("What is to be completed", cast.remarks)
    lead.type("Complete by", (today + 10 * DAY).isoformat())
    lead.press("Send back")
    lead.sees("The nomination was sent back; the country is told.")
    lead.stands_well()


def completes_the_nomination(focal_point: Person, cast: Cast) -> None:
    """The desk says what to complete; it is completed and submitted again."""
    title = Message("Complete the nomination of %(name)s: %(course)s", name=cast.nominee, course=cast.activity)
    focal_point.follow("Desk")
    focal_point.follow(title)
    focal_point.reads(cast.remarks)
    focal_point.stands_well()
    focal_point.type("Relevant experience", f"{cast.experience}\n{cast.addition}")
    focal_point.press("Check and submit")
    focal_point.press("Submit the nomination")
    focal_point.sees_heading("The nomination was submitted")


def let_the_deadline_pass(db: Database, slug: str, now: datetime) -> None:
    """Nothing in the product turns the clock: the call is moved into the past."""
    with db.writing():
        row = session().scalars(select(Course).where(Course.slug == slug)).one()
        row.nominations_close_at = now - timedelta(minutes=1)


def proposes_and_releases(lead: Person, cast: Cast) -> None:
    """Propose, see who would be told what, release; nobody is told before."""
    lead.follow("Selection")
    lead.choose(Message("Proposal for %(name)s", name=cast.nominee), lead.words("Selected"))
    lead.press("Save")
    lead.sees("Nobody has been told.")
    lead.stands_well()
    lead.press("Preview the release")
    lead.sees_heading("Preview of the release")
    lead.stands_well()
    lead.press_name(lead.counts("Release %(num)d decision", "Release %(num)d decisions", 1))
    lead.reads(lead.counts("%(num)d decision was released.", "%(num)d decisions were released.", 1))
    lead.stands_well()


def reads_the_decision(focal_point: Person, cast: Cast, letters: list[tuple[str, str]], reference: str) -> None:
    """The mail tells it in the language of the focal point, and leads to the page that says the same."""
    subject = Message("Decisions on your nominations: %(course)s", course=cast.activity)
    texts = [text for title, text in letters if title == focal_point.words(subject)]
    assert len(texts) == 1
    assert f"{cast.nominee} ({reference})" in texts[0]
    assert focal_point.words("The lead institution will write to you about the next steps.") in texts[0]
    focal_point.opens(next(line for line in texts[0].splitlines() if line.startswith("http")))
    focal_point.sees_heading(Message("Nominations of %(country)s", country=cast.country))
    focal_point.sees("Selected")
    focal_point.stands_well()
