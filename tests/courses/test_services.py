"""Preparing, editing and publishing courses; extending and cancelling calls."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from pesnet.accounts.queries import actor_in_seat
from pesnet.audit.models import Entry
from pesnet.core.db import session
from pesnet.core.errors import DomainError, NotFound
from pesnet.core.translated import Translated
from pesnet.courses import invitations, queries, services
from pesnet.courses.details import details_of
from pesnet.courses.models import CoursePlaces, CourseState, Deadline
from pesnet.mail.models import Mail
from pesnet.policy import OPERATOR
from pesnet.workplan.models import BeneficiaryRule, PartyRole
from tests.factories.courses import a_course, an_activity, details
from tests.factories.people import a_focal_point, a_lead_officer, a_secretary


@pytest.fixture
def acting(db, now):
    """The actor of a user."""

    def act(user):
        with db.reading():
            return actor_in_seat(user, None, now)

    return act


def reasons(raised):
    return [reason.one for reason in raised.value.reasons]


def test_a_course_is_prefilled_from_its_activity(db, now, acting):
    activity = an_activity(db, lead="TN", providers=("TN", "TR"), beneficiaries=("SN", "JO"))
    lead = acting(a_lead_officer(db, "TN"))
    with db.writing():
        course = services.prepare(queries.activity(activity.id, lead), actor=lead, now=now)
        assert course.slug == "counselling-of-young-jobseekers"
        assert (course.title, course.summary, course.type) == (activity.title, activity.description, activity.type)
        assert [party.code for party in course.of(PartyRole.PROVIDER)] == ["TN", "TR"]
        assert [row.country_code for row in course.countries] == ["JO", "SN"]
        assert course.state is CourseState.DRAFT


def test_a_lead_of_another_country_cannot_prepare(db, now, acting):
    activity = an_activity(db, lead="TN")
    stranger = acting(a_lead_officer(db, "PK"))
    with db.writing(), pytest.raises(NotFound):
        services.prepare(queries.activity(activity.id, stranger), actor=stranger, now=now)


def test_two_courses_of_one_title_have_two_addresses(db, now):
    assert [a_course(db, now).slug, a_course(db, now).slug] == [
        "counselling-of-young-jobseekers",
        "counselling-of-young-jobseekers-2",
    ]


def test_publishing_fixes_countries_and_places_and_tells_the_focal_points_in_their_language(db, now):
    a_focal_point(db, "JO", language="ar")
    a_focal_point(db, "SN", language="fr")
    a_focal_point(db, "TN", language="fr")
    course = a_course(db, now)
    with db.reading():
        found = queries.course(course.slug, OPERATOR)
        assert [(row.country_code, row.places, row.taken) for row in found.countries] == [("JO", 2, 0), ("SN", 2, 0)]
        assert session().get(CoursePlaces, course.id).places == 20
        mails = session().scalars(select(Mail).order_by(Mail.language)).all()
        assert [(mail.letter, mail.language) for mail in mails] == [
            ("courses/published", "ar"),
            ("courses/published", "fr"),
        ]
        [entry] = session().scalars(select(Entry).where(Entry.act == "course.publish"))
        assert (entry.changes["countries"], entry.changes["mails"]) == (2, {"ar": 1, "fr": 1})


def test_the_rule_of_all_member_states_is_resolved_at_publication(db, now):
    course = a_course(db, now, eligibility=BeneficiaryRule.ALL, countries=())
    with db.reading():
        assert len(queries.course(course.slug, OPERATOR).countries) == 57


def test_an_announcement_names_the_countries_whose_seat_nobody_holds(db, now):
    a_focal_point(db, "JO")
    course = a_course(db, now)
    with db.reading():
        told = invitations.announcement(queries.course(course.slug, OPERATOR), now)
        assert (told.countries, told.vacant, told.per_language) == (["JO", "SN"], ["SN"], {"en": 1})


def test_an_incomplete_course_stays_a_draft_and_says_what_is_missing(db, now):
    course = a_course(db, now, is_published=False, languages=(), deadline=None)
    with db.writing():
        found = queries.course(course.slug, OPERATOR)
        with pytest.raises(DomainError) as refused:
            services.publish(found, actor=OPERATOR, now=now)
        assert reasons(refused) == ["Set the deadline for nominations.", "Name at least one language of instruction."]
        assert found.state is CourseState.DRAFT


def test_what_a_call_promises_is_fixed_by_its_publication(db, now):
    course = a_course(db, now)
    with db.writing():
        found = queries.course(course.slug, OPERATOR)
        for change in ({"places": 5}, {"countries": ("JO",)}, {"deadline": None}, {"nominees_per_country": 9}):
            with pytest.raises(DomainError):
                services.edit(found, replace(details_of(found), **change), actor=OPERATOR, now=now)
        assert found.places == 20


def test_new_days_of_a_published_course_are_told(db, now):
    a_focal_point(db, "JO")
    course = a_course(db, now)
    with db.writing():
        found = queries.course(course.slug, OPERATOR)
        later = replace(details_of(found), ends_on=found.ends_on + timedelta(days=1))
        assert services.edit(found, later, actor=OPERATOR, now=now) == ["ends_on"]
        letters = session().scalars(select(Mail.letter).order_by(Mail.letter)).all()
        assert letters == ["courses/changed", "courses/published"]


def test_an_edit_that_changes_nothing_leaves_no_trace(db, now):
    course = a_course(db, now)
    with db.writing():
        found = queries.course(course.slug, OPERATOR)
        assert services.edit(found, details_of(found), actor=OPERATOR, now=now) == []


def test_a_form_opened_before_another_change_is_refused(db, now):
    course = a_course(db, now, is_published=False)
    with db.writing():
        found = queries.course(course.slug, OPERATOR)
        with pytest.raises(DomainError):
            services.edit(found, details(now, title=Translated(en="Other")), actor=OPERATOR, now=now, version=1)


def test_a_lead_cannot_leave_the_leads(db, now, acting):
    course = a_course(db, now, is_published=False)
    lead = acting(a_lead_officer(db, "TN"))
    with db.writing():
        found = queries.course(course.slug, lead)
        with pytest.raises(DomainError) as refused:
            services.edit(found, details(now, leads=("PK",)), actor=lead, now=now)
        assert reasons(refused) == ["Your own country or institution must stay among the leads."]


def test_a_deadline_becomes_later_never_earlier(db, now):
    a_focal_point(db, "JO")
    course = a_course(db, now)
    wall = details_of(course).deadline
    with db.writing():
        found = queries.course(course.slug, OPERATOR)
        with pytest.raises(DomainError):
            services.extend_deadline(
                found, replace(wall, day=wall.day - timedelta(days=1)), "x", actor=OPERATOR, now=now
            )
        with pytest.raises(DomainError):
            services.extend_deadline(
                found, replace(wall, day=wall.day + timedelta(days=1)), " ", actor=OPERATOR, now=now
            )
        later = Deadline(wall.day + timedelta(days=7), wall.time, wall.zone)
        services.extend_deadline(found, later, "Feast days", actor=OPERATOR, now=now)
        assert found.nominations_close_at == later.instant
        assert session().scalars(select(Mail.letter).order_by(Mail.letter)).all() == [
            "courses/deadline_extended",
            "courses/published",
        ]


def test_a_cancelled_call_stays_readable_and_the_focal_points_are_told(db, now, acting):
    a_focal_point(db, "JO")
    course = a_course(db, now)
    secretary = acting(a_secretary(db))
    with db.writing():
        found = queries.course(course.slug, secretary)
        services.cancel(found, "The venue is closed.", actor=secretary, now=now)
        assert (found.state, found.is_public) == (CourseState.CANCELLED, True)
        assert "courses/cancelled" in session().scalars(select(Mail.letter)).all()


def test_a_lead_that_may_not_publish_directly_needs_the_clearance_of_the_secretariat(db, now, acting):
    lead, secretary = acting(a_lead_officer(db, "TN")), acting(a_secretary(db))
    course = a_course(db, now, is_published=False)
    with db.writing():
        found = queries.course(course.slug, lead)
        found.of(PartyRole.LEAD)[0].publishes_directly = False
        with pytest.raises(DomainError):
            services.publish(found, actor=lead, now=now)
        services.submit_for_clearance(found, actor=lead, now=now)
        with pytest.raises(NotFound):
            services.clear(found, actor=lead, now=now)
        services.send_back(found, "Add the venue.", actor=secretary, now=now)
        services.submit_for_clearance(found, actor=lead, now=now)
        services.clear(found, actor=secretary, now=now)
        assert found.state is CourseState.PUBLISHED
        letters = session().scalars(select(Mail.letter).order_by(Mail.letter)).all()
        assert letters == ["courses/cleared", "courses/for_clearance", "courses/for_clearance", "courses/sent_back"]
