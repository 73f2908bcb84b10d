"""The pages of a report, over HTTP."""

import re
from datetime import date

import pytest
from sqlalchemy import event, select

from pesnet.core.db import session
from pesnet.core.translated import Translated
from pesnet.jobs.models import Job
from pesnet.policy import Role
from pesnet.reporting.models import ProgressReport, ReportPart, ReportState, ReportText
from tests.factories.outcomes import a_course, a_figure, a_plan, an_activity
from tests.factories.people import a_secretary, a_user_in
from tests.factories.reports import a_progress_report, the_plan_of_sixteen

ADDRESS = "/en/reports/2021-2022"


@pytest.fixture
def report(save):
    def store(state=ReportState.PUBLISHED):
        plan, *courses, figures = the_plan_of_sixteen()
        save(plan)
        save(*courses)
        save(*figures)
        [kept] = save(a_progress_report(plan, state))
        return kept

    return store


def text_of(response):
    words = re.sub(r"<[^>]+>|[\u2066-\u2069]", " ", response.get_data(as_text=True))
    return " ".join(words.split())


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_headline_figure_opens_the_page_of_its_records(report, client, language):
    report()
    page = client.get(f"/{language}/reports/2021-2022").get_data(as_text=True)
    names = re.findall(r'class="val"><a href="([^"]+)"', page)
    assert [name.rsplit("/", 1)[1] for name in names] == [
        "planned",
        "delivered",
        "ongoing",
        "not_started",
        "postponed",
        "cancelled",
        "participants",
        "women",
        "member_states",
        "courses",
        "outside_plan",
    ]
    assert {client.get(name).status_code for name in names} == {200}


def test_a_visitor_gets_the_definition_and_the_sum_of_a_figure_only(report, client):
    report()
    page = text_of(client.get(f"{ADDRESS}/figures/participants"))
    assert "103 participants The sum over the deliveries of the plan" in page
    assert "Known for 1 of 3 deliveries." in page
    assert "Attendance list" not in page


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.AUDITOR])
def test_who_may_see_the_records_finds_them_behind_each_figure(report, db, login, role):
    report()
    browser = login(a_user_in(db, role))
    page = text_of(browser.get(f"{ADDRESS}/figures/participants"))
    assert "The deliveries counted" in page
    assert "Deliveries for which it is not known" in page
    assert "Attendance list" in page
    assert text_of(browser.get(f"{ADDRESS}/figures/delivered")).count("1.1") == 1
    assert "No record is counted here." in text_of(browser.get(f"{ADDRESS}/figures/delivered?area=9"))


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}/figures/planned", f"{ADDRESS}/documents/json"])
def test_a_report_in_preparation_is_not_there_for_visitors(report, client, db, login, address):
    report(ReportState.IN_PREPARATION)
    assert client.get(address).status_code == 404
    assert login(a_user_in(db, Role.FOCAL_POINT, "JO")).get(address).status_code == 404
    assert login(a_secretary(db)).get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    [f"{ADDRESS}/figures/unknown", f"{ADDRESS}/documents/exe", f"{ADDRESS}/documents/pdf", "/en/reports/none"],
)
def test_what_is_not_there_is_missing(report, client, address):
    report()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("kind", ["xlsx", "json", "csv"])
def test_the_data_can_be_had_at_once(report, client, kind):
    report()
    response = client.get(f"{ADDRESS}/documents/{kind}")
    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == f"attachment; filename=progress-report-2021-2022-en.{kind}"


def test_the_secretariat_begins_writes_and_publishes_a_report(save, db, login):
    activity = an_activity()
    save(a_plan(activity))
    browser = login(a_secretary(db))
    form = {
        "plan": "2021-2022",
        "window_from": "2021-06-02",
        "window_to": "2022-11-17",
        "occasion_ar": "الاجتماع السنوي",
    }
    address = browser.send("/en/reports/new", form).location
    assert address == "/en/reports/2021-2022-to-2022-11-17"
    words = {"text_en": "The plan was adopted in June 2021.", "text_ar": "اعتمدت الخطة في يونيو 2021.", "version": "0"}
    assert browser.send(f"{address}/texts/introduction/0", words).location == address
    page = text_of(browser.get(address))
    assert "The plan was adopted in June 2021." in page
    assert "Not written yet: Français" in page
    assert browser.send(f"{address}/publish").location == address
    with db.reading():
        kept = session().scalars(select(ProgressReport)).one()
        jobs = session().scalars(select(Job)).all()
        assert (kept.state, kept.window_from, kept.occasion.get("ar")) == (
            ReportState.PUBLISHED,
            date(2021, 6, 2),
            "الاجتماع السنوي",
        )
        assert sorted((job.arguments["language"], job.arguments["format"]) for job in jobs) == [
            (language, kind) for language in ("ar", "en", "fr") for kind in ("docx", "pdf")
        ]


def test_a_text_changed_meanwhile_is_not_overwritten(report, save, db, login):
    kept = report()
    save(ReportText(report_id=kept.id, part=ReportPart.THANKS, area_number=0, text=Translated(en="Thanks to all.")))
    browser = login(a_secretary(db))
    response = browser.send(f"{ADDRESS}/texts/thanks/0", {"text_en": "Mine.", "version": "0"})
    assert response.status_code == 422
    assert "Somebody else changed this in the meantime" in text_of(response)
    assert "Mine." in response.get_data(as_text=True)


def test_a_window_that_ends_before_it_begins_is_refused_and_nothing_is_kept(save, db, login):
    save(a_plan(an_activity()))
    form = {"plan": "2021-2022", "window_from": "2022-02-02", "window_to": "2022-02-01"}
    response = login(a_secretary(db)).send("/en/reports/new", form)
    assert response.status_code == 422
    assert "The last day of the period is before the first." in text_of(response)
    with db.reading():
        assert session().scalars(select(ProgressReport)).all() == []


@pytest.mark.parametrize("path", ["/publish", "/texts/thanks/0"])
def test_only_the_secretariat_changes_reports(report, db, login, path):
    report()
    for role, party in ((Role.AUDITOR, None), (Role.FOCAL_POINT, "JO"), (Role.LEAD_OFFICER, "TR")):
        assert login(a_user_in(db, role, party)).send(f"{ADDRESS}{path}", {"text_en": "x"}).status_code == 404


def test_a_published_report_is_not_published_twice(report, db, login):
    report()
    assert login(a_secretary(db)).send(f"{ADDRESS}/publish").status_code == 409


@pytest.mark.parametrize("number", [3, 30])
def test_the_page_asks_the_same_number_of_queries_for_any_plan(db, save, client, number):
    activities = [an_activity(place) for place in range(1, number + 1)]
    plan = a_plan(*activities)
    courses = [a_course(activity) for activity in activities]
    save(plan)
    save(*courses)
    save(a_progress_report(plan), *(a_figure(course, 10) for course in courses))
    client.get("/en/about")
    statements = []
    with db.reading() as opened:
        event.listen(opened.get_bind().engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    assert client.get(ADDRESS).status_code == 200
    assert len([text for text in statements if text.startswith("SELECT")]) == 10
