"""The catalogue and the page of a course."""

from datetime import timedelta

import pytest

from pesnet.core.translated import Translated
from pesnet.courses.models import Mode
from pesnet.site.courses import Share, spoken
from tests.factories.courses import a_bare_course, a_course
from tests.factories.people import a_focal_point, a_lead_officer


def shown(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def listed(client, query=""):
    page = shown(client, f"/en/courses{query}")
    return [part.split('"')[0] for part in page.split('<h3><a href="/en/courses/')[1:]]


def test_the_catalogue_puts_open_calls_first_by_their_deadline(client, db, now):
    later = a_course(db, now + timedelta(days=5), title=Translated(en="Later"))
    sooner = a_course(db, now, title=Translated(en="Sooner"))
    closed = a_course(db, now - timedelta(days=40), title=Translated(en="Closed"))
    assert listed(client) == [sooner.slug, later.slug, closed.slug]
    assert listed(client, "?open=yes") == [sooner.slug, later.slug]


def test_drafts_are_in_no_catalogue_and_have_no_public_page(client, db, login, now):
    draft = a_course(db, now, is_published=False)
    assert listed(client) == []
    assert client.get(f"/en/courses/{draft.slug}").status_code == 404
    assert login(a_lead_officer(db, "PK")).get(f"/en/courses/{draft.slug}").status_code == 404
    assert login(a_lead_officer(db, "TN")).get(f"/en/courses/{draft.slug}").status_code == 200


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("?q=counselling", 1), ("?q=COUNSELLING+tunis", 1), ("?q=nothing", 0), ("?type=training_course", 1),
        ("?type=webinar", 0), ("?taught=en", 1), ("?taught=fr", 0), ("?mode=on_site", 1), ("?mode=online", 0),
        ("?country=JO", 1), ("?country=PK", 0), ("?page=2", 0),
        ("?type=nonsense&mode=x&area=y&page=z&country=zzzzzz&taught=q", 0), ("?type=nonsense&mode=x&area=y&page=z", 1),
    ],
)  # fmt: skip
@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_the_catalogue_is_filtered_by_a_plain_address(client, db, now, query, number):
    a_course(db, now)
    assert len(listed(client, query)) == number


def test_arabic_is_found_however_its_letters_are_written(client, db, now):
    a_course(db, now, title=Translated(en="Youth", ar="إرشاد الشباب"))
    assert "إرشاد الشباب" in shown(client, "/ar/courses?q=ارشاد")


def test_pages_need_the_same_queries_for_one_row_and_for_three(client, db, now, count_queries):
    course = a_course(db, now)
    client.get("/en/courses")
    counts = []
    for _round in range(2):
        for path in ("/en/courses?q=counselling", f"/en/courses/{course.slug}", "/en/countries", "/en/countries/tn"):
            with count_queries() as queries_made:
                shown(client, path)
            counts.append(len(queries_made))
        a_course(db, now)
        a_course(db, now)
    assert counts[:4] == counts[4:]
    assert max(counts) <= 10


def test_a_page_says_deadline_languages_and_who_may_nominate(client, db, now):
    course = a_course(db, now)
    page = shown(client, f"/en/courses/{course.slug}")
    assert "English only, no interpretation." in page.replace("<bdi>", "").replace("</bdi>", "")
    assert "23:59 (Tunis)" in page
    assert "22:59 (UTC)" in page
    assert "2 states:" in page
    assert "contact@example.org" in page
    assert "Manage this course" not in page


def test_a_focal_point_sees_the_share_of_the_own_country_only(db, login, now):
    course = a_course(db, now)
    assert "names used" in shown(login(a_focal_point(db, "JO")), f"/en/courses/{course.slug}")
    assert "names used" not in shown(login(a_focal_point(db, "PK")), f"/en/courses/{course.slug}")


def test_a_cancelled_course_says_why(client, db, login, now):
    course = a_course(db, now)
    lead = login(a_lead_officer(db, "TN"))
    lead.send(f"/en/courses/{course.slug}/moves/cancel", {"reason": "The venue is closed."})
    assert "The venue is closed." in shown(client, f"/en/courses/{course.slug}")
    assert listed(client, "?open=yes") == []


def test_the_calendar_file_holds_course_and_deadline(client, db, now):
    course = a_course(db, now, title=Translated(en="A title; with, marks and a length beyond one line " * 2))
    answer = client.get(f"/en/courses/{course.slug}/calendar.ics")
    lines = answer.get_data(as_text=True).split("\r\n")
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert lines.count("BEGIN:VEVENT") == 2
    assert f"DTSTART;VALUE=DATE:{course.starts_on:%Y%m%d}" in lines
    assert f"DTSTART:{course.nominations_close_at:%Y%m%dT%H%M%SZ}" in lines
    assert max(len(line.encode()) for line in lines) <= 75


@pytest.mark.parametrize(
    ("languages", "interpretation", "sentence"),
    [
        (["en"], [], "%(languages)s only, no interpretation."),
        (["en", "fr"], [], "%(languages)s, no interpretation."),
        (["fr"], ["ar"], "%(languages)s, with interpretation into %(interpreted)s."),
    ],
)
def test_what_is_spoken_is_said_first(languages, interpretation, sentence):
    course = a_bare_course(languages=languages, interpretation=interpretation, mode=Mode.ONLINE)
    assert spoken(course, "en").one == sentence


def test_a_share_without_limits_says_so():
    assert Share(1, None, None).sentence.values["used"].one == "%(n)s name used, no limit"
