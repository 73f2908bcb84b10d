"""The same form sent twice has one effect."""

from uuid import uuid4

from tests.factories.people import a_secretary


def a_course_outside_the_plan(title):
    return {
        "title-en": title,
        "type": "webinar",
        "lead": "SESRIC",
        "outside_plan_reason-en": "Asked for by the ministers",
    }


def test_a_form_is_taken_the_first_time_and_answered_alike_the_second(db, login):
    secretary, key = login(a_secretary(db)), str(uuid4())
    sent = a_course_outside_the_plan("An extra course") | {"form_key": key}
    locations = [secretary.send("/en/courses/new", sent).location for _time in range(2)]
    assert locations == ["/en/courses/an-extra-course/edit"] * 2
    assert secretary.get("/en/courses/an-extra-course-2").status_code == 404


def test_the_same_key_with_other_content_is_refused(db, login):
    secretary, key = login(a_secretary(db)), str(uuid4())
    secretary.send("/en/courses/new", a_course_outside_the_plan("One") | {"form_key": key})
    assert secretary.send("/en/courses/new", a_course_outside_the_plan("Two") | {"form_key": key}).status_code == 409
