"""The course report: from the lead's desk to its acceptance, over HTTP."""

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from pesnet.accounts.queries import actor_in_seat
from pesnet.core.db import session
from pesnet.courses.models import CourseState
from pesnet.mail.models import Mail
from pesnet.mail.render import Letterhead, worded
from pesnet.nominations.models import Nomination, NominationState, Nominee, Sex
from pesnet.outcomes import queries
from pesnet.outcomes.letters import LETTERS
from pesnet.outcomes.models import CountryTakingPart, CourseReport, CourseReportState, Figure, FigureKind
from pesnet.policy import Role
from tests.factories.outcomes import a_course, a_plan, a_recorded_course, an_activity, led_by
from tests.factories.people import a_focal_point, a_lead_officer, a_secretary, a_user_in

NOW = datetime(2022, 6, 1, tzinfo=UTC)
HEAD = Letterhead("https://portal.example", "portal@example.org")
REPORT = {
    "version": "0",
    "held_from": "2022-03-01",
    "held_to": "2022-03-03",
    "mode": "online",
    "participants": "1.839",
    "participants_qualifier": "exact",
    "women": "900",
    "sex_recorded": "1.500",
    "figures_source": "Attendance list",
    "figures_as_of": "2022-03-03",
    "countries": ["JO", "TN"],
    "results-ar": "أعدّ كل مشارك خطة عمل.",
}


@pytest.fixture
def course(db, save):
    activity = an_activity()
    save(a_plan(activity))
    [kept] = save(led_by(db, a_course(activity, slug="job-clubs"), "TR"))
    return kept


def kept_report():
    return session().scalars(select(CourseReport)).one()


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>|[\u2066-\u2069]", " ", response.get_data(as_text=True)).split())


def test_a_report_goes_from_the_lead_to_the_secretariat_back_and_is_accepted(db, login, course):
    lead, secretary = a_lead_officer(db, "TR", language="ar"), a_secretary(db)
    by_lead, by_secretary = login(lead), login(secretary)
    address = "/en/courses/job-clubs/report"
    assert by_lead.send(f"{address}/edit", REPORT).location == address
    assert by_lead.send(f"{address}/submit").location == address
    assert by_secretary.send(f"{address}/send-back", {"remarks": "Say more of the lessons."}).location == address
    with db.reading():
        assert (kept_report().state, kept_report().remarks) == (CourseReportState.SENT_BACK, "Say more of the lessons.")
        version = kept_report().version
    changed = {**REPORT, "version": str(version), "lessons-ar": "إرسال الحالات مسبقًا.", "participants": "1840"}
    assert by_lead.send(f"{address}/edit", changed).location == address
    assert by_lead.send(f"{address}/submit").location == address
    assert by_secretary.send(f"{address}/accept").location == address
    with db.reading():
        assert (kept_report().state, kept_report().lessons.get("ar")) == (
            CourseReportState.ACCEPTED,
            "إرسال الحالات مسبقًا.",
        )
        [figure] = session().scalars(select(Figure)).all()
        assert (figure.value, figure.women, figure.sex_recorded, figure.as_written) == (1840, 900, 1500, "1840")
        assert [row.country_code for row in session().scalars(select(CountryTakingPart))] == ["JO", "TN"]
        mails = session().scalars(select(Mail).order_by(Mail.created_at)).all()
        assert [(mail.letter, mail.user_id) for mail in mails] == [
            ("outcomes/report_submitted", secretary.id),
            ("outcomes/report_sent_back", lead.id),
            ("outcomes/report_submitted", secretary.id),
            ("outcomes/report_accepted", lead.id),
        ]
        for mail in mails:
            subject, body = worded(mail.letter, LETTERS[mail.letter](mail), mail.language, HEAD)
            assert "Job clubs in practice" in subject
            assert f"https://portal.example/{mail.language}/courses/job-clubs/report" in body


def test_the_number_as_written_is_kept_beside_the_number_understood(db, login, course):
    login(a_lead_officer(db, "TR")).send("/en/courses/job-clubs/report/edit", REPORT)
    with db.reading():
        [figure] = session().scalars(select(Figure)).all()
        assert (figure.value, figure.as_written, figure.kind, figure.is_chosen) == (
            1839,
            "1.839",
            FigureKind.PARTICIPANTS,
            True,
        )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"participants": "1,5"}, "is not plainly a number"),
        ({"participants": "0"}, "unknown is not 0"),
        ({"figures_source": ""}, "Say where the figure comes from."),
        ({"women": "1600"}, "There are more women than people whose sex is recorded."),
        ({"countries": ["XX"]}, "Choose from the list."),
        ({"held_from": "yesterday"}, "Enter a day as year-month-day"),
    ],
)
def test_a_report_that_cannot_be_right_comes_back_with_what_was_typed(db, login, course, change, sentence):
    response = login(a_lead_officer(db, "TR")).send("/en/courses/job-clubs/report/edit", {**REPORT, **change})
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert "أعدّ كل مشارك خطة عمل." in response.get_data(as_text=True)
    with db.reading():
        assert session().scalars(select(CourseReport)).all() == []
        assert session().scalars(select(Figure)).all() == []


def test_unknown_figures_leave_no_row(db, login, course):
    nothing = {"participants": "", "women": "", "sex_recorded": "", "countries": []}
    login(a_lead_officer(db, "TR")).send("/en/courses/job-clubs/report/edit", {**REPORT, **nothing})
    with db.reading():
        assert session().scalars(select(Figure)).all() == []


def test_a_version_written_meanwhile_is_not_overwritten(db, login, course):
    browser = login(a_lead_officer(db, "TR"))
    browser.send("/en/courses/job-clubs/report/edit", REPORT)
    response = browser.send("/en/courses/job-clubs/report/edit", {**REPORT, "funder": "COMCEC"})
    assert "Somebody else changed this in the meantime." in text_of(response)


def test_a_report_without_results_is_not_sent(db, login, course):
    browser = login(a_lead_officer(db, "TR"))
    browser.send("/en/courses/job-clubs/report/edit", {**REPORT, "results-ar": ""})
    response = browser.send("/en/courses/job-clubs/report/submit")
    assert response.status_code == 409
    assert "Write what came of the course: outputs or results." in text_of(response)


@pytest.mark.parametrize("path", ["", "/edit", "/submit", "/accept", "/send-back"])
def test_a_foreign_seat_finds_nothing(db, login, course, path):
    address = f"/en/courses/job-clubs/report{path}"
    for user in (a_lead_officer(db, "PK"), a_focal_point(db, "JO"), a_user_in(db, Role.ADMINISTRATOR)):
        browser = login(user)
        response = browser.get(address) if path in ("", "/edit") else browser.send(address, {"remarks": "x"})
        assert response.status_code == 404


def test_an_auditor_reads_a_report_and_changes_nothing(db, login, course):
    browser = login(a_user_in(db, Role.AUDITOR))
    assert browser.get("/en/courses/job-clubs/report").status_code == 200
    assert browser.send("/en/courses/job-clubs/report/edit", REPORT).status_code == 404


def test_the_form_proposes_who_was_selected(db, save, login, course):
    people = [
        Nominee(country_code=code, given_name="Sample", sex=sex, created_at=NOW)
        for code, sex in (("JO", Sex.FEMALE), ("TN", None), ("TN", Sex.MALE))
    ]
    save(*people)
    states = [NominationState.SELECTED, NominationState.SELECTED, NominationState.RESERVE]
    for one, state in zip(people, states, strict=True):
        facts = {"course_id": course.id, "country_code": one.country_code, "nominee_id": one.id}
        save(Nomination(**facts, state=state, created_at=NOW))
    page = login(a_lead_officer(db, "TR")).get("/en/courses/job-clubs/report/edit").get_data(as_text=True)
    fields = dict(re.findall(r'name="(participants|women|sex_recorded)"[^>]*value="(\d*)"', page))
    assert fields == {"participants": "2", "women": "1", "sex_recorded": "1"}
    ticked = re.findall(r'<input[^>]*checked[^>]*name="countries"[^>]*value="(\w+)"', page)
    assert ticked == ["JO", "TN"]


def test_reports_wait_for_leads_and_then_for_the_secretariat(db, save, login, course):
    save(led_by(db, a_course(slug="draft", state=CourseState.DRAFT), "TR"))
    save(led_by(db, a_recorded_course(slug="recorded"), "TR"))
    lead, other, secretary = a_lead_officer(db, "TR"), a_lead_officer(db, "PK"), a_secretary(db)
    with db.reading():
        actors = [actor_in_seat(user, None, NOW) for user in (lead, other, secretary)]
        assert [len(queries.waiting(actor, NOW)) for actor in actors] == [1, 0, 0]
        assert queries.waiting(actors[0], datetime(2022, 3, 3, tzinfo=UTC)) == []
    browser = login(lead)
    browser.send("/en/courses/job-clubs/report/edit", REPORT)
    browser.send("/en/courses/job-clubs/report/submit")
    with db.reading():
        tasks = [queries.waiting(actor, NOW) for actor in actors]
        assert [[task.endpoint for task in found] for found in tasks] == [[], [], ["outcomes.report"]]


def test_a_delivery_of_the_past_is_recorded_with_its_source(db, login, save):
    activity = an_activity(7)
    save(a_plan(activity))
    form = {
        "title-en": "Skills Training Services",
        "type": "training_course",
        "starts_on": "2021-11-22",
        "source": "Opening speech",
        "source_url": "https://example.org/speech",
        "participants": "103",
        "figures_source": "News",
    }
    browser = login(a_secretary(db))
    address = f"/en/activities/{activity.id}/deliveries/new"
    assert browser.get(address).status_code == 200
    assert browser.send(address, form).location == "/en/courses/skills-training-services-2021/report"
    page = text_of(browser.get("/en/courses/skills-training-services-2021/report"))
    assert "Mode unknown" in page
    assert "103" in page
    assert browser.get("/en/deliveries/new").status_code == 200
    response = browser.send("/en/deliveries/new", form)
    assert "Say why the delivery stands outside the plan." in text_of(response)


def test_another_source_is_added_and_chosen(db, login, course):
    browser = login(a_lead_officer(db, "TR"))
    for value, source in (("71", "SESRIC"), ("70", "İŞKUR")):
        browser.send("/en/courses/job-clubs/figures/new", {"kind": "participants", "value": value, "source": source})
    with db.reading():
        chosen = {row.source: row.is_chosen for row in session().scalars(select(Figure))}
        other = session().scalars(select(Figure).where(Figure.value == 70)).one()
    assert chosen == {"SESRIC": True, "İŞKUR": False}
    assert login(a_lead_officer(db, "PK")).send(f"/en/figures/{other.id}/choose").status_code == 404
    assert browser.send(f"/en/figures/{other.id}/choose").location == "/en/courses/job-clubs/report"
    with db.reading():
        chosen = {row.source: row.is_chosen for row in session().scalars(select(Figure))}
    assert chosen == {"SESRIC": False, "İŞKUR": True}
