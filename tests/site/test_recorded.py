"""The page of a course held before the portal shows what is on record of it."""

import re
from datetime import date

import pytest

from pesnet.outcomes.models import FigureKind, Qualifier
from tests.factories.outcomes import a_figure, a_recorded_course
from tests.factories.people import a_secretary


@pytest.fixture
def course(save):
    made = a_recorded_course()
    save(made)
    save(
        a_figure(
            made, 1839, qualifier=Qualifier.AT_LEAST, source="Annual report", source_url="https://example.org/report",
            as_of=date(2021, 5, 4),
        ),
        a_figure(made, 12, FigureKind.COUNTRIES),
        a_figure(made, 77, is_chosen=False),
    )  # fmt: skip
    return made


def page_of(client, course):
    return client.get(f"/en/courses/{course.slug}").get_data(as_text=True)


def test_everybody_sees_the_figures_that_count_with_their_source(client, course):
    page = page_of(client, course)
    words = re.sub(r"<[^>]+>", "", page)
    assert "at least 1,839" in words
    assert '<a href="https://example.org/report" rel="noreferrer">' in page
    assert "as of 4 May 2021" in page
    assert ["77" in line.split() for line in words.splitlines()].count(True) == 0


def test_who_may_see_every_source_finds_the_way_there(db, client, login, course):
    link = f'href="/en/courses/{course.slug}/report"'
    assert link not in page_of(client, course)
    assert link in page_of(login(a_secretary(db)), course)
