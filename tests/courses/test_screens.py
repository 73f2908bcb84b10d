"""The way of a lead and of the secretariat over the pages."""

import re
from datetime import timedelta

import pytest

from pesnet.accounts.queries import actor_in_seat
from pesnet.core.translated import Translated
from pesnet.courses import queries
from pesnet.courses.forms.sections import SECTIONS
from pesnet.courses.models import CourseState
from pesnet.policy import OPERATOR
from pesnet.workplan.models import PartyRole
from tests.factories.courses import a_course, a_plan, an_activity
from tests.factories.people import a_focal_point, a_lead_officer, a_secretary


@pytest.fixture
def stored(db):
    """A course as it is stored now."""

    def load(slug):
        with db.reading():
            return queries.course(slug, OPERATOR)

    return load


def everything(now, version):
    start = now.date() + timedelta(days=60)
    return {
        "version": version, "title-en": "Counselling", "title-ar": "الإرشاد", "type": "training_workshop",
        "summary-en": "What it is", "objectives-en": "One\nTwo", "objectives-fr": "Un\nDeux",
        "leads-0": "TN", "leads-1": "", "providers-0": "TR", "mode": "on_site", "host_country": "TN",
        "venue-en": "Tunis", "starts_on": start.isoformat(), "ends_on": (start + timedelta(days=1)).isoformat(),
        "languages": ["fr", "ar"], "interpretation": "en", "places": "20", "places_per_country": "2",
        "nominees_per_country": "4", "eligibility": "list", "countries": ["JO", "SN"],
        "deadline_day": (now.date() + timedelta(days=30)).isoformat(), "deadline_time": "23:59",
        "contact_name": "Ms Contact", "contact_email": "contact@example.org", "call": "full",
    }  # fmt: skip


def write_all(lead, slug, stored, now):
    """Send each section with everything; what is none of its own is not read."""
    for section in SECTIONS:
        answer = lead.send(f"/en/courses/{slug}/edit/{section}", everything(now, stored(slug).version))
        assert answer.location == f"/en/courses/{slug}", answer.get_data(as_text=True)


def test_a_lead_prepares_completes_and_publishes_a_course(db, login, now, stored):
    activity = an_activity(db, lead="TN")
    lead = login(a_lead_officer(db, "TN"))
    assert lead.get(f"/en/activities/{activity.id}/courses/new").status_code == 200
    edit = lead.send(f"/en/activities/{activity.id}/courses/new").location
    assert edit == "/en/courses/counselling-of-young-jobseekers/edit"
    assert lead.get(edit).status_code == 200
    slug = edit.split("/")[3]
    write_all(lead, slug, stored, now)
    course = stored(slug)
    assert (course.title.get("en"), course.title.get("ar")) == ("Counselling", "الإرشاد")
    assert [(text.get("en"), text.get("fr")) for text in course.objectives] == [("One", "Un"), ("Two", "Deux")]
    assert (course.time_zone, course.deadline_zone, course.languages) == ("Africa/Tunis", "Africa/Tunis", ["fr", "ar"])
    assert [party.code for party in course.of(PartyRole.PROVIDER)] == ["TR"]
    assert "Who is told" in lead.get(f"/en/courses/{slug}/moves/publish").get_data(as_text=True)
    assert stored(slug).state is CourseState.DRAFT
    assert lead.send(f"/en/courses/{slug}/moves/publish").location == f"/en/courses/{slug}"
    assert stored(slug).state is CourseState.PUBLISHED


def test_bad_answers_come_back_with_sentences_and_nothing_lost(db, login, now, stored):
    course = a_course(db, now, is_published=False)
    lead = login(a_lead_officer(db, "TN"))
    typed = everything(now, course.version) | {
        "deadline_time": "25 o'clock", "places": "many", "starts_on": "soon",
        "contact_email": "nobody", "title-en": "Typed \u202e title"
    }  # fmt: skip
    for section, sentences, kept in (
        ("what", ["invisible"], "What it is"),
        ("when", ["Enter a day as year-month-day"], "Tunis"),
        ("call", ["Enter hours and minutes, such as 23:59.", "Enter a whole number."], "25 o"),
        ("nominees", ["name@example.org"], "Ms Contact"),
    ):
        answer = lead.send(f"/en/courses/{course.slug}/edit/{section}", typed)
        page = answer.get_data(as_text=True)
        assert answer.status_code == 422
        for sentence in (*sentences, kept):
            assert sentence in page
    assert stored(course.slug).version == course.version


def test_an_outdated_form_is_refused_and_keeps_what_was_typed(db, login, now, stored):
    course = a_course(db, now, is_published=False)
    answer = login(a_lead_officer(db, "TN")).send(f"/en/courses/{course.slug}/edit", everything(now, 1))
    assert answer.status_code == 422
    assert "Somebody else changed this in the meantime." in answer.get_data(as_text=True)


def test_a_published_course_offers_only_what_may_still_change(db, login, now, stored):
    course = a_course(db, now)
    lead = login(a_lead_officer(db, "TN"))
    page = lead.get(f"/en/courses/{course.slug}/edit/call").get_data(as_text=True)
    assert 'name="places"' not in page
    for section in ("call", "nominees"):
        sent = {"places": "99", "practical_note-en": "Bring a computer", "version": stored(course.slug).version}
        assert lead.send(f"/en/courses/{course.slug}/edit/{section}", everything(now, 0) | sent).status_code == 302
    assert (stored(course.slug).places, stored(course.slug).practical_note.get("en")) == (20, "Bring a computer")


def test_a_deadline_is_extended_with_a_reason(db, login, now, stored):
    course = a_course(db, now)
    lead = login(a_lead_officer(db, "TN"))
    later = {
        "deadline_day": (now.date() + timedelta(days=40)).isoformat(),
        "deadline_time": "12:00",
        "deadline_zone": "UTC",
    }
    assert lead.send(f"/en/courses/{course.slug}/deadline", later).status_code == 422
    assert lead.send(f"/en/courses/{course.slug}/deadline", later | {"reason": "Feast"}).status_code == 302
    assert stored(course.slug).nominations_close_at.date() == now.date() + timedelta(days=40)


def test_a_secretary_prepares_a_course_outside_the_plan(db, login, stored):
    secretary = login(a_secretary(db))
    assert secretary.get("/en/courses/new").status_code == 200
    sent = {"title-en": "An extra course", "type": "webinar", "lead": "SESRIC"}
    assert secretary.send("/en/courses/new", sent).status_code == 422
    answer = secretary.send("/en/courses/new", sent | {"outside_plan_reason-en": "Asked for by the ministers"})
    assert answer.location == "/en/courses/an-extra-course/edit"
    assert stored("an-extra-course").outside_plan_reason.get("en") == "Asked for by the ministers"


def test_foreign_seats_find_nothing_and_change_nothing(db, login, now, stored):
    course = a_course(db, now)
    activity = an_activity(db, lead="TN")
    for user in (a_lead_officer(db, "PK"), a_focal_point(db, "JO")):
        client = login(user)
        for path in (
            f"/en/courses/{course.slug}/edit", f"/en/courses/{course.slug}/deadline",
            f"/en/courses/{course.slug}/postpone", f"/en/courses/{course.slug}/agenda",
            f"/en/courses/{course.slug}/moves/cancel", f"/en/activities/{activity.id}/courses/new",
        ):  # fmt: skip
            assert client.get(path).status_code == 404
            assert client.send(path, {"reason": "x"}).status_code == 404
    assert stored(course.slug).state is CourseState.PUBLISHED


def test_the_desk_shows_each_seat_its_own_work(db, now):
    an_activity(db, lead="TN", title=Translated(en="Without a course"))
    a_course(db, now, is_published=False)
    a_course(db, now)
    lead, focal, other = a_lead_officer(db, "TN"), a_focal_point(db, "JO"), a_focal_point(db, "PK")
    with db.reading():
        assert acts(lead, now) == ["courses.edit", "courses.new"]
        assert acts(focal, now) == []
        assert acts(other, now) == []


def test_the_desk_is_silent_about_activities_of_plans_that_have_run_out(db, now):
    plan = a_plan()
    plan.first_year = plan.last_year = now.year - 1
    an_activity(db, lead="TN", plan=plan)
    with db.reading():
        assert acts(a_lead_officer(db, "TN"), now) == []


def test_a_course_prepared_from_the_plan_names_who_prepared_it_as_contact(db, stored, login):
    lead = a_lead_officer(db, "TN")
    login(lead).send(f"/en/activities/{an_activity(db, lead='TN').id}/courses/new")
    course = stored("counselling-of-young-jobseekers")
    assert (course.contact_name, course.contact_email) == (lead.name, lead.email)


def acts(user, now):
    return [task.endpoint for task in queries.waiting(actor_in_seat(user, None, now), now)]


def test_what_publication_needs_is_not_called_optional(login, db, now):
    course = a_course(db, now, is_published=False)
    page = login(a_lead_officer(db, "TN")).get(f"/en/courses/{course.slug}/edit/when").get_data(as_text=True)
    labels = re.findall(r'for="(starts_on|host_country)">[^<]*<span class="dim">([^<]*)<', page)
    assert labels == [("host_country", "(optional)"), ("starts_on", "(needed for publication)")]
