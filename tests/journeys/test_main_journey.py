"""The main journey, from a call for an activity of the plan to the progress report that counts it."""

import re
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.journeys import calls, papers, reports
from tests.journeys.cast import ARABIC, ENGLISH

MARKS = re.compile("[\u2066-\u2069]")


def mails_to(folder: Path, address: str) -> list[tuple[str, str]]:
    """Subject and text of the mails that were delivered to an address, without the marks around their values."""
    found = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in folder.glob("*.eml")]
    said = [(mail["Subject"], mail.get_body(("plain",)).get_content()) for mail in found if mail["To"] == address]
    return [(MARKS.sub("", subject), MARKS.sub("", text)) for subject, text in said]


@pytest.mark.parametrize(
    ("engine_name", "cast"),
    [
        pytest.param("sqlite", ENGLISH, id="English"),
        pytest.param("postgresql", ARABIC, id="Arabic", marks=pytest.mark.postgresql),
    ],
    indirect=["engine_name"],
)
def test_a_call_is_published_answered_decided_reported_and_counted(cast, comes, app, db, config, now):
    lead, focal_point, secretariat, visitor = (comes(cast.language) for _ in range(4))
    lead.signs_in(f"{cast.lead}@demo.example")
    focal_point.signs_in(f"{cast.focal_point}@demo.example")
    secretariat.signs_in("secretariat@demo.example")
    before = reports.begins_a_report(secretariat, cast, now.date())

    calls.prepares_a_course(lead, cast)
    calls.completes_the_course(lead, cast, now.date())
    calls.publishes(lead)
    slug = lead.page.url.rsplit("/", 1)[1]
    calls.finds_the_call(focal_point, cast)
    calls.nominates(focal_point, cast)
    reference = calls.submits(focal_point, cast)
    calls.sends_back(lead, cast, reference, now.date())
    calls.completes_the_nomination(focal_point, cast)

    calls.let_the_deadline_pass(db, slug, now)
    calls.proposes_and_releases(lead, cast)
    app.extensions["pesnet.queue"].clock.deliver()
    letters = mails_to(config.instance / "mail", f"{cast.focal_point}@demo.example")
    calls.reads_the_decision(focal_point, cast, letters, reference)

    reports.let_the_course_be_held(db, slug, now.date())
    reports.writes_the_report(lead, cast)
    reports.hands_the_report_over(lead, secretariat, cast)
    reports.sees_the_figures_grown(secretariat, cast, before)
    papers.has_the_words_that_were_set(papers.fetches_the_pdf(secretariat, app), db, cast.language)
    reports.returns_to_the_report(secretariat)
    reports.publishes_the_progress_report(secretariat, visitor)
