"""Steps of the journey from the course held to the figure counted."""

from __future__ import annotations

import re
from datetime import date, timedelta

from playwright.sync_api import expect
from sqlalchemy import select

from pesnet.core.db import Database, session
from pesnet.core.message import Message
from pesnet.courses.models import Course
from pesnet.reporting.figures import DEFINITIONS
from tests.journeys.cast import Cast
from tests.journeys.person import Person

DAY = timedelta(days=1)
PARTICIPANTS, WOMEN = 14, 9


def begins_a_report(secretariat: Person, cast: Cast, today: date) -> dict[str, int]:
    """Begin a report on the sample plan, live until it is published; its figures as they stand."""
    secretariat.follow("Reports")
    secretariat.stands_well()
    secretariat.follow("New report")
    secretariat.stands_well()
    secretariat.choose("Work plan", cast.plan)
    secretariat.type("First day of the period", (today - 365 * DAY).isoformat())
    secretariat.type("Last day of the period", (today + 30 * DAY).isoformat())
    secretariat.press("Compile the report")
    secretariat.sees("The report has been begun. It shows what is recorded, and you can write its texts.")
    secretariat.stands_well()
    return figures(secretariat)


def figures(reader: Person) -> dict[str, int]:
    """The headline figures that a reader sees, by their names in the code; those not known are left out."""
    shown = {}
    for name, (label, _definition) in DEFINITIONS.items():
        found = reader.figure(label)
        text = found.inner_text() if found.count() else ""
        if digits := re.sub(r"\D", "", text):
            shown[name] = int(digits)
    return shown


def let_the_course_be_held(db: Database, slug: str, today: date) -> None:
    """Nothing in the product turns the clock: the course is moved into the past."""
    with db.writing():
        row = session().scalars(select(Course).where(Course.slug == slug)).one()
        row.starts_on, row.ends_on = today - 3 * DAY, today - 2 * DAY


def writes_the_report(lead: Person, cast: Cast) -> None:
    """Days, figures with their source, countries, results and lessons."""
    lead.follow("Desk")
    lead.follow(Message("Report on the course “%(title)s”", title=cast.activity))
    lead.sees_heading("Course report")
    lead.stands_well()
    lead.type("Participants", str(PARTICIPANTS))
    lead.type("of whom women", str(WOMEN))
    lead.type("Source of these figures", cast.source)
    expect(lead.group("Member states that took part").get_by_label(cast.country, exact=True)).to_be_checked()
    lead.write("Results", cast.results)
    lead.write("Lessons", cast.lessons)
    lead.press("Save")
    lead.sees("There are more women than people whose sex is recorded.")
    lead.stands_well()
    lead.type("of how many the sex is recorded", str(PARTICIPANTS))
    lead.press("Save")
    lead.sees("The report has been saved. Look at it, then send it to the secretariat.")
    lead.stands_well()
    lead.press("Send to the secretariat")
    lead.sees("The report has been sent to the secretariat.")


def hands_the_report_over(lead: Person, secretariat: Person, cast: Cast) -> None:
    """The secretariat sends it back once, then accepts it."""
    finds_the_report(secretariat, cast)
    secretariat.stands_well()
    secretariat.follow("Send back with remarks")
    secretariat.type("What is to be changed", cast.asked)
    secretariat.stands_well()
    secretariat.press("Send back")
    secretariat.sees("The report has been sent back; its lead is told what is to be changed.")
    lead.follow("Desk")
    lead.follow(Message("Report on the course “%(title)s”", title=cast.activity))
    lead.reads(cast.asked)
    lead.stands_well()
    lead.write("Follow-up", cast.addition)
    lead.press("Save")
    lead.press("Send to the secretariat")
    finds_the_report(secretariat, cast)
    secretariat.press("Accept the report")
    secretariat.sees("The report has been accepted; its lead is told.")
    secretariat.stands_well()


def finds_the_report(secretariat: Person, cast: Cast) -> None:
    """From the desk to the course report."""
    secretariat.follow("Desk")
    secretariat.stands_well()
    secretariat.follow(Message("Read the report on the course “%(title)s”", title=cast.activity))
    secretariat.sees_heading("Course report")


def sees_the_figures_grown(secretariat: Person, cast: Cast, before: dict[str, int]) -> None:
    """The live report counts the course; the figure opens the records it counts."""
    returns_to_the_report(secretariat)
    after = figures(secretariat)
    grown = {name: after[name] - before.get(name, 0) for name in ("delivered", "participants", "women", "courses")}
    assert grown == {"delivered": 1, "participants": PARTICIPANTS, "women": WOMEN, "courses": 1}
    secretariat.stands_well()
    secretariat.figure(DEFINITIONS["participants"][0]).click()
    secretariat.sees(DEFINITIONS["participants"][1])
    secretariat.reads(cast.activity)
    secretariat.stands_well()
    secretariat.follow("Back to the report")


def returns_to_the_report(reader: Person) -> None:
    """From the menu to the newest report; its figures can be read."""
    reader.follow("Reports")
    reader.sees_heading("Progress reports")
    reader.stands_well()
    reader.page.locator("main .rows h3 a").first.click()
    expect(reader.figure(DEFINITIONS["delivered"][0])).to_be_visible()


def publishes_the_progress_report(secretariat: Person, visitor: Person) -> None:
    """Once published, everybody sees the figure with its definition, and not the records behind it."""
    secretariat.press("Publish the report")
    secretariat.sees("The report has been published. Its documents are being made.")
    seen = figures(secretariat)
    returns_to_the_report(visitor)
    assert figures(visitor) == seen
    visitor.stands_well()
    label, definition = DEFINITIONS["delivered"]
    visitor.figure(label).click()
    visitor.sees(definition)
    visitor.sees(
        Message(
            "The records behind this figure are open to the secretariat and the auditor. "
            "You see its definition and its sum."
        )
    )
    visitor.stands_well()
