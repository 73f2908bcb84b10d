"""The texts of a plan and of its areas are changed freely in a draft, by amendment in an adopted plan."""

import html
import re

import pytest
from sqlalchemy import select

from pesnet.audit.models import Entry
from pesnet.core.translated import TextState, Translated
from pesnet.policy import OPERATOR, Role
from pesnet.workplan import queries, services
from pesnet.workplan.models import WorkPlan
from tests.factories.people import a_focal_point, a_secretary, a_user_in
from tests.workplan.plan_fixture import plan

PLACE = "/en/plans/2021-2022"
TEXTS = f"{PLACE}/texts"
AREA = f"{PLACE}/areas/1"


@pytest.fixture
def browser(db, login):
    return login(a_secretary(db))


@pytest.fixture
def draft(db, now):
    with db.writing():
        services.draft(plan(), actor=OPERATOR, now=now)


@pytest.fixture
def adopted(db, now, draft):
    with db.writing():
        found = queries.plan("2021-2022", OPERATOR)
        services.adopt(found, services.Adoption("3rd meeting", now.date()), actor=OPERATOR, now=now)


def one_plan(db):
    with db.reading() as session:
        found = session.scalars(select(WorkPlan)).one()
        return queries.plan(found.slug, OPERATOR)


def number_of_versions(db):
    with db.reading() as session:
        return len(queries.versions(session.scalars(select(WorkPlan)).one()))


def shown(browser, path):
    """What the form at this address holds, as a browser would send it back."""
    page = browser.get(path).get_data(as_text=True)
    texts = dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\r?\n?(.*?)</textarea>', page, re.DOTALL))
    states = {
        name: re.search(r'<option selected value="([^"]+)"', options)[1]
        for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL)
    }
    inputs = [re.search(rf'<input[^>]* name="{name}"[^>]* value="(\d+)"', page) for name in YEARS]
    years = {name: found[1] for name, found in zip(YEARS, inputs, strict=True) if found}
    return {name: html.unescape(text) for name, text in texts.items()} | states | years


YEARS = ("version", "first_year", "last_year")


def test_the_texts_of_a_draft_are_changed_freely(db, browser, draft):
    before = one_plan(db)
    sent = shown(browser, TEXTS) | {
        "title-fr": "Plan de travail", "last_year": "2023", "network_objective-ar": "الهدف",
        "network_objective-ar_state": "approved", "guiding_principles-fr": "–\nLes agences échangent",
    }  # fmt: skip
    assert browser.send(TEXTS, sent).location == PLACE
    after = one_plan(db)
    assert (after.title.get("fr"), after.title.texts["fr"].state) == ("Plan de travail", TextState.UNOFFICIAL)
    assert (after.first_year, after.last_year) == (2021, 2023)
    assert after.network_objective.texts["ar"].state is TextState.APPROVED
    assert after.guiding_principles[0] == before.guiding_principles[0]
    assert after.guiding_principles[1].get("fr") == "Les agences échangent"
    assert after.overall_objective == before.overall_objective
    with db.reading() as session:
        entry = session.scalars(select(Entry).where(Entry.act == "plan.edit")).one()
    assert entry.changes == {"fields": ["title", "last_year", "network_objective", "guiding_principles"]}


def test_a_gap_in_a_list_is_shown_as_a_dash(db, browser, draft):
    browser.send(TEXTS, shown(browser, TEXTS) | {"guiding_principles-fr": "–\nB"})
    assert shown(browser, TEXTS)["guiding_principles-fr"] == "–\nB"


def test_a_draft_without_a_period_is_given_one(db, browser, now):
    understood = plan()
    understood.period = None
    with db.writing():
        slug = services.draft(understood, actor=OPERATOR, now=now).slug
    place = f"/en/plans/{slug}"
    assert "The period is not known." in browser.get(place).get_data(as_text=True)
    sent = shown(browser, f"{place}/texts")
    assert browser.send(f"{place}/texts", sent | {"first_year": "2027"}).status_code == 422
    assert browser.send(f"{place}/texts", sent | {"first_year": "2027", "last_year": "2028"}).status_code == 303
    assert (one_plan(db).first_year, one_plan(db).last_year) == (2027, 2028)


@pytest.mark.parametrize(
    "wrong",
    [
        {"first_year": "2023"},
        {"last_year": ""},
        {"first_year": "", "last_year": ""},
        {"last_year": "202x"},
        {"title-en_state": "sworn"},
        {"reason": ""},
    ],
)
def test_wrong_texts_come_back_and_change_nothing(db, browser, adopted, wrong):
    sent = shown(browser, TEXTS) | {"title-fr": "Plan de travail", "reason": "A translation"} | wrong
    answer = browser.send(TEXTS, sent)
    assert (answer.status_code, "Plan de travail" in answer.get_data(as_text=True)) == (422, True)
    assert (one_plan(db).title.get("fr"), number_of_versions(db)) == ("", 1)


def test_an_adopted_plan_is_amended_with_a_reason(db, browser, client, adopted):
    sent = shown(browser, TEXTS) | {"title-en": "Work Plan 2021-2022", "reason": "The word draft"}
    assert browser.send(TEXTS, sent).status_code == 303
    assert number_of_versions(db) == 2
    page = client.get("/en/plans/compare?before=2021-2022@1&after=2021-2022@2").get_data(as_text=True)
    assert "1 part differs." in page


def test_saving_texts_without_a_change_makes_no_version(db, browser, adopted):
    for path in (TEXTS, AREA):
        assert browser.send(path, shown(browser, path) | {"reason": "None"}).status_code == 303
    assert number_of_versions(db) == 1


def test_the_second_of_two_tabs_with_texts_is_refused(db, browser, draft):
    sent = shown(browser, TEXTS)
    browser.send(TEXTS, sent | {"title-en": "First"})
    answer = browser.send(TEXTS, sent | {"title-en": "Second"})
    assert "Somebody else changed this in the meantime." in answer.get_data(as_text=True)
    assert (answer.status_code, one_plan(db).title.get("en")) == (422, "First")


def test_the_texts_of_an_area_are_amended(db, browser, adopted):
    before = one_plan(db).areas[0]
    sent = shown(browser, AREA) | {"title-fr": "Politiques actives", "objectives-en": "One\nTwo\nThree"}
    assert browser.send(AREA, sent).status_code == 422
    assert browser.send(AREA, sent | {"reason": "Clearer", "title-en": "", "title-fr": ""}).status_code == 422
    assert browser.send(AREA, sent | {"reason": "Clearer"}).location == f"{PLACE}#area-1"
    after = one_plan(db).areas[0]
    assert after.title.get("fr") == "Politiques actives"
    assert after.objectives == (Translated(en="One"), Translated(en="Two"), Translated(en="Three"))
    assert (len(before.activities), number_of_versions(db)) == (len(after.activities), 2)


def test_only_the_secretariat_changes_texts(db, client, login, draft, adopted):
    auditor, focal_point = login(a_user_in(db, Role.AUDITOR)), login(a_focal_point(db, "TN"))
    for path in (TEXTS, AREA, f"{PLACE}/areas/9"):
        assert [one.get(path).status_code for one in (auditor, focal_point)] == [404, 404]
    assert "/texts" not in auditor.get(PLACE).get_data(as_text=True)
    assert login(a_secretary(db)).get(f"{PLACE}/areas/9").status_code == 404
