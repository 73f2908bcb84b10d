"""Light calls: name, e-mail and position; accepted at once; full is full. And who may nominate while a call runs."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from pesnet.accounts.queries import actor_in_seat
from pesnet.core.db import session
from pesnet.core.errors import DomainError
from pesnet.courses import queries as courses
from pesnet.courses.models import CallKind, CoursePlaces, Mode
from pesnet.mail.models import Mail
from pesnet.nominations import queries, services
from pesnet.nominations.models import Nomination, NominationState
from pesnet.nominations.services import NominationDetails
from pesnet.policy import OPERATOR
from tests.factories.courses import a_course
from tests.factories.people import a_focal_point, a_lead_officer

S = NominationState


@pytest.fixture
def course(db, now):
    """An open light call with three places, two for each country."""
    limits = {"places": 3, "places_per_country": 2, "nominees_per_country": 5}
    return a_course(db, now, call=CallKind.LIGHT, mode=Mode.ONLINE, **limits)


def person(number):
    return NominationDetails(f"Person {number}", email=f"person{number}@example.org", position="Adviser")


def acting(db, now, country):
    user = a_focal_point(db, country)
    with db.reading():
        return actor_in_seat(user, None, now)


def submit(db, now, course, actor, number):
    with db.writing():
        delegation = queries.delegation(course.slug, actor.country_code, actor)
        made = services.nominate(delegation, person(number), actor=actor, now=now)
    with db.writing():
        services.submit(queries.nomination(made.id, actor), actor=actor, now=now)
    return made.id


def test_a_person_is_accepted_at_once_until_the_places_are_taken(db, now, course):
    jordan, senegal = acting(db, now, "JO"), acting(db, now, "SN")
    first = submit(db, now, course, jordan, 1)
    submit(db, now, course, jordan, 2)
    with pytest.raises(DomainError) as refused:
        submit(db, now, course, jordan, 3)
    assert [(reason.many, reason.n) for reason in refused.value.reasons] == [
        ("Your country has taken all its %(n)s places on this course.", 2)
    ]
    submit(db, now, course, senegal, 4)
    with pytest.raises(DomainError) as refused:
        submit(db, now, course, senegal, 5)
    assert [reason.n for reason in refused.value.reasons] == [3]
    with db.writing():
        services.withdraw(queries.nomination(first, jordan), reason="Ill", actor=jordan, now=now)
    submit(db, now, course, senegal, 6)
    with db.reading():
        states = session().scalars(select(Nomination.state).order_by(Nomination.state)).all()
        assert states == [S.DRAFT, S.DRAFT, S.SELECTED, S.SELECTED, S.SELECTED, S.WITHDRAWN]
        assert session().get(CoursePlaces, course.id).taken == 3


def test_a_full_call_accepts_nobody_at_once(db, now):
    course = a_course(db, now)
    jordan = acting(db, now, "JO")
    with pytest.raises(DomainError) as refused:
        submit(db, now, course, jordan, 1)
    assert "Enter the institution." in [reason.one for reason in refused.value.reasons]


def test_the_form_of_a_light_call_asks_for_name_email_and_position_only(db, login, course):
    client = login(a_focal_point(db, "JO"))
    page = client.get(f"/en/courses/{course.slug}/nominations/new").get_data(as_text=True)
    names = ("given_name", "email", "position", "experience", "level_en", "institution")
    assert [f'name="{name}"' in page for name in names] == [True] * 3 + [False] * 3
    sent = {"given_name": "Khaled", "email": "khaled@example.org", "position": "Adviser", "check": "1"}
    check = client.send(f"/en/courses/{course.slug}/nominations/new", sent).location
    receipt = client.send(check).location
    assert "Selected" in client.get(receipt).get_data(as_text=True)


def test_a_hundred_people_come_in_one_list_with_one_receipt(db, login, now):
    course = a_course(
        db, now, call=CallKind.LIGHT, places=None, places_per_country=None, nominees_per_country=None, mode=Mode.ONLINE
    )
    client = login(a_focal_point(db, "JO"))
    path = f"/en/courses/{course.slug}/nominations/many"
    lines = [f"Person {number}\tp{number}@example.org\tAdviser" for number in range(100)]
    broken = [*lines[:50], "Nobody;not an address;Adviser", lines[0]]
    page = client.send(path, {"people": "\n".join(broken)}).get_data(as_text=True)
    assert page.count("Line <bdi>51</bdi>") == 1
    assert page.count("Line <bdi>52</bdi>") == 1
    with db.reading():
        assert session().scalars(select(Nomination.id)).all() == []
    assert client.send(path, {"people": "\n".join(lines)}).status_code == 302
    with db.reading():
        assert session().scalars(select(Nomination.state)).all() == [S.SELECTED] * 100
        mails = session().scalars(select(Mail).where(Mail.letter == "nominations/accepted")).all()
        assert [mail.facts["people"] for mail in mails] == [100]


def test_countries_are_invited_later_and_those_that_sent_somebody_stay(db, now, course):
    jordan, senegal = acting(db, now, "JO"), acting(db, now, "SN")
    acting(db, now, "PK")
    submit(db, now, course, jordan, 1)
    with db.writing():
        found = courses.course(course.slug, OPERATOR)
        with pytest.raises(DomainError) as refused:
            services.change_countries(found, ["SN"], "Too many", actor=OPERATOR, now=now)
        assert [str(reason.values["country"]) for reason in refused.value.reasons] == ["Jordan"]
        changed = services.change_countries(found, ["JO", "PK"], "Asked for", actor=OPERATOR, now=now)
        assert changed == (["PK"], ["SN"])
    with db.reading():
        rows = courses.course(course.slug, OPERATOR).countries
        assert [(row.country_code, row.places, row.taken) for row in rows] == [("JO", 2, 1), ("PK", 2, 0)]
        told = session().scalars(select(Mail.letter).where(Mail.letter.startswith("courses/"))).all()
        assert sorted(told) == ["courses/not_invited", "courses/published"]
    with pytest.raises(DomainError):
        submit(db, now, course, senegal, 7)
    late = now + timedelta(days=31)
    with db.writing():
        found = courses.course(course.slug, OPERATOR)
        with pytest.raises(DomainError):
            services.change_countries(found, ["JO"], "x", actor=OPERATOR, now=late)


def test_a_lead_changes_the_countries_on_the_page(db, login, course):
    lead = login(a_lead_officer(db, "TN"))
    path = f"/en/courses/{course.slug}/countries"
    assert lead.send(path, {"countries": ["JO", "SN", "MY"]}).status_code == 422
    assert lead.send(path, {"countries": ["JO", "SN", "MY"], "reason": "Asked for"}).status_code == 302
    page = lead.get(f"/en/courses/{course.slug}/selection").get_data(as_text=True)
    assert "There is nothing to decide and nothing to release." in page
