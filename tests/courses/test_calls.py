"""Postponing, copying, and what belongs to a course: agenda, documents, joining link, dates, materials."""

from datetime import time, timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from pesnet.accounts.queries import actor_in_seat
from pesnet.core.db import session
from pesnet.core.errors import DomainError, NotFound
from pesnet.core.translated import Translated
from pesnet.courses import queries, services
from pesnet.courses.details import details_of
from pesnet.courses.models import AskedStage, CallKind, CourseCountry, CourseState, Deadline, Mode
from pesnet.courses.queries import programme
from pesnet.courses.services import DocumentAsked, NewDates, SessionDetails, WantedDates
from pesnet.mail.models import Mail
from pesnet.policy import OPERATOR, Role
from tests.factories.courses import a_course
from tests.factories.people import a_focal_point, a_lead_officer, a_user_in

SESSION = SessionDetails(2, Translated(en="Interviews"), time(9, 30), time(11), "Ms Expert", "ISKUR", "TR")
CV = DocumentAsked(Translated(en="Curriculum vitae"), AskedStage.NOMINATION)


@pytest.fixture
def people(db, now):
    """A lead, a provider and a focal point, as actors."""
    users = [
        a_lead_officer(db, "TN"),
        a_user_in(db, Role.PROVIDER_OFFICER, "TR"),
        a_focal_point(db, "JO", language="ar"),
    ]
    with db.reading():
        return [actor_in_seat(user, None, now) for user in users]


@pytest.fixture
def course(db, now):
    """A published course that TR provides, with an agenda and a document asked."""
    made = a_course(db, now, is_published=False, providers=("TR",))
    with db.writing():
        found = queries.course(made.slug, OPERATOR)
        services.add_session(found, SESSION, actor=OPERATOR, now=now)
        services.ask_document(found, CV, actor=OPERATOR, now=now)
        services.publish(found, actor=OPERATOR, now=now)
    return found


def letters():
    found = session().scalars(select(Mail).order_by(Mail.letter, Mail.language))
    return [(mail.letter.partition("/")[2], mail.language) for mail in found if mail.letter != "courses/published"]


def test_a_postponed_course_tells_everybody_and_takes_its_agenda_along(db, now, people, course):
    lead, _provider, _focal = people
    later = course.starts_on + timedelta(days=14)
    wall = course.deadline
    new = NewDates(later, later + timedelta(days=2), Deadline(wall.day + timedelta(days=7), wall.time, wall.zone))
    with db.writing():
        found = queries.course(course.slug, lead)
        services.postpone(found, new, "The venue is flooded.", actor=lead, now=now)
        assert (found.starts_on, found.deadline, found.postponed_reason) == (
            later,
            new.deadline,
            "The venue is flooded.",
        )
        assert found.sessions[0].held_on(found.starts_on) == later + timedelta(days=1)
        assert letters() == [("postponed", "ar"), ("postponed", "en"), ("postponed", "en")]


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_a_course_is_not_postponed_to_earlier_days_or_without_a_reason(db, now, course):
    earlier = NewDates(course.starts_on - timedelta(days=1))
    shorter = NewDates(course.starts_on + timedelta(days=1), deadline=Deadline(now.date(), time(0), "UTC"))
    with db.writing():
        found = queries.course(course.slug, OPERATOR)
        for dates, reason in ((earlier, "x"), (shorter, "x"), (NewDates(course.starts_on + timedelta(days=1)), " ")):
            with pytest.raises(DomainError):
                services.postpone(found, dates, reason, actor=OPERATOR, now=now)
        assert found.starts_on == course.starts_on


def test_a_preview_shows_the_mails_and_does_nothing(db, login, now, people, course):
    lead = login(a_lead_officer(db, "TN"))
    path = f"/en/courses/{course.slug}/postpone"
    assert lead.get(path).status_code == 200
    sent = {"starts_on": (course.starts_on + timedelta(days=14)).isoformat(), "reason": "The venue is flooded."}
    page = lead.send(path, sent | {"preview": "1"}).get_data(as_text=True)
    assert "Mails in العربية" in page
    assert "The venue is flooded." in page.split("A sample in")[1]
    with db.reading():
        assert (letters(), queries.course(course.slug, OPERATOR).starts_on) == ([], course.starts_on)
    assert lead.send(path, sent).status_code == 302
    with db.reading():
        assert len(letters()) == 4


def test_a_copy_has_everything_but_dates_state_and_nominations(db, now, people, course):
    lead, _provider, focal = people
    with db.writing():
        with pytest.raises(NotFound):
            services.copy(queries.course(course.slug, focal), actor=focal, now=now)
        made = services.copy(queries.course(course.slug, lead), actor=lead, now=now)
    with db.reading():
        copied, source = queries.course(made.slug, lead), queries.course(course.slug, lead)
        assert (copied.state, copied.starts_on, copied.deadline, copied.published_at) == (
            CourseState.DRAFT,
            None,
            None,
            None,
        )
        assert [row.title for row in copied.sessions] == [SESSION.title]
        assert [row.name for row in copied.documents_asked] == [CV.name]
        kept = {
            name: getattr(details_of(source), name) for name in ("title", "leads", "providers", "places", "countries")
        }
        assert {name: getattr(details_of(copied), name) for name in kept} == kept


def test_going_online_proposes_a_light_call_and_the_lead_chooses_until_publication(db, login, now):
    course = a_course(db, now, is_published=False)
    lead = login(a_lead_officer(db, "TN"))
    sent = {"version": course.version, "mode": "online", "languages": "en"}
    assert lead.send(f"/en/courses/{course.slug}/edit/when", sent).status_code == 302
    with db.reading():
        found = queries.course(course.slug, OPERATOR)
        assert (found.mode, found.call) == (Mode.ONLINE, CallKind.LIGHT)
    page = lead.get(f"/en/courses/{course.slug}/edit/call").get_data(as_text=True)
    assert "Kind of call" in page


def test_a_proposal_is_taken_over_into_the_form_and_not_saved(db, login, now):
    course = a_course(db, now, is_published=False, starts_on=now.date() + timedelta(days=120), ends_on=None)
    lead = login(a_lead_officer(db, "TN"))
    typed = {"version": course.version, "call": "full", "places": "17", "take_over": "1", "deadline_time": "23:59"}
    page = lead.send(f"/en/courses/{course.slug}/edit/call", typed).get_data(as_text=True)
    with db.reading():
        found = queries.course(course.slug, OPERATOR)
        assert (found.places, found.decisions_by) == (20, None)
    day = page.split('name="decisions_by"')[1].split('value="')[1][:10]
    assert day > now.date().isoformat()
    assert 'value="17"' in page


def test_a_provider_names_experts_and_answers_on_the_dates_and_a_stranger_does_not(db, now, people, course):
    lead, provider, focal = people
    with db.writing():
        found = queries.course(course.slug, provider)
        row = services.add_session(found, SESSION, actor=provider, now=now)
        services.change_session(row, SessionDetails(1, Translated(en="Opening")), actor=provider, now=now)
        services.answer_dates(found, WantedDates(course.starts_on, course.ends_on), actor=provider, now=now)
        with pytest.raises(DomainError):
            services.answer_dates(found, WantedDates(course.ends_on), actor=provider, now=now)
        with pytest.raises(DomainError):
            services.add_session(found, SessionDetails(9, Translated(en="Late")), actor=provider, now=now)
        for act in (
            lambda: services.add_session(found, SESSION, actor=focal, now=now),
            lambda: services.answer_dates(found, WantedDates(course.starts_on), actor=lead, now=now),
        ):
            with pytest.raises(NotFound):
                act()
        assert letters() == [("dates_answered", "en")]
    with db.reading():
        assert [task.endpoint for task in queries.waiting(provider, now)] == ["courses.agenda"]
        assert [answer.is_agreed for answer in programme.dates_answers([course.id])] == [True]


def test_the_joining_link_is_shown_where_people_have_places(db, login, now, course):
    path = f"/en/courses/{course.slug}"
    jordan, senegal = login(a_focal_point(db, "JO")), login(a_focal_point(db, "SN"))
    with db.writing():
        found = queries.course(course.slug, OPERATOR)
        with pytest.raises(DomainError):
            services.set_joining_link(found, "http://meet.example.org", "", actor=OPERATOR, now=now)
        services.set_joining_link(found, "https://meet.example.org/1", "", actor=OPERATOR, now=now)
        part = session().scalars(select(CourseCountry).where(CourseCountry.country_code == "JO")).one()
        part.taken = 1
    seen = ["meet.example.org" in client.get(path).get_data(as_text=True) for client in (jordan, senegal)]
    assert seen == [True, False]


def test_what_is_asked_with_the_nomination_is_fixed_by_publication(db, now, course):
    with db.writing():
        found = queries.course(course.slug, OPERATOR)
        with pytest.raises(DomainError):
            services.ask_document(found, CV, actor=OPERATOR, now=now)
        with pytest.raises(DomainError):
            services.drop_document(
                programme.asked_document(found.documents_asked[0].id, OPERATOR), actor=OPERATOR, now=now
            )
        passport = DocumentAsked(Translated(en="Passport"), AskedStage.SELECTION, is_required=False)
        services.ask_document(found, passport, actor=OPERATOR, now=now)
        assert [row.position for row in found.documents_asked] == [1, 2]


def test_a_provider_uploads_a_file_that_invited_countries_fetch(db, login, now, course):
    provider = login(a_user_in(db, Role.PROVIDER_OFFICER, "TR"))
    path = f"/en/courses/{course.slug}/materials"
    refused = provider.send(path, {"title-en": "Slides", "file": (BytesIO(b"MZ"), "slides.pdf")})
    assert refused.status_code == 422
    assert provider.send(path, {"title-en": "Slides"}).status_code == 422
    assert (
        provider.send(path, {"title-en": "Slides", "file": (BytesIO(b"%PDF-1.7 x"), "slides.pdf")}).status_code == 303
    )
    with db.reading():
        [row] = programme.materials(queries.course(course.slug, OPERATOR))
    answers = {}
    for code in ("JO", "PK"):
        client = login(a_focal_point(db, code))
        with client.get(f"/en/materials/{row.id}") as answer:
            answers[code] = answer.status_code
    assert answers == {"JO": 200, "PK": 404}
    assert provider.send(f"/en/materials/{row.id}/remove").status_code == 302
    with db.reading():
        assert programme.materials(queries.course(course.slug, OPERATOR)) == []


def test_pages_of_the_programme_open_for_the_lead(db, login, now, course):
    lead = login(a_lead_officer(db, "TN"))
    base = f"/en/courses/{course.slug}"
    paths = [
        f"{base}/{name}" for name in ("agenda", "documents-asked", "joining-link", "copy", "countries", "participants")
    ]
    paths += [
        f"/en/agenda/{course.sessions[0].id}",
        *(f"{base}/edit/{name}" for name in ("what", "when", "call", "nominees")),
    ]
    assert {path: lead.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)
    assert lead.get(f"{base}/edit/nothing").status_code == 404
