"""The way of a document over the screens: upload, preview, corrections, draft."""

import io

import pytest
from sqlalchemy import select

from pesnet.workplan.layout import LABELS
from pesnet.workplan.models import ImportState, PlanImport, WorkPlan
from pesnet.workplan.parsed import ParsedParty, ParsedPlan
from pesnet.workplan.writing import docx, xlsx
from tests.factories.people import a_focal_point, a_secretary
from tests.workplan.plan_fixture import plan


def a_file(understood=None, kind="docx"):
    writer = {"docx": docx, "xlsx": xlsx}[kind]
    return writer.write(understood or plan(), LABELS["en"])


def upload(browser, content, name="plan.docx"):
    return browser.send("/en/plans/import", {"document": (io.BytesIO(content), name)})


def with_unknown_country():
    understood = plan()
    for at in (1, 2):
        understood.areas[0].activities[at].leads = [ParsedParty("Atlantis")]
    return understood


@pytest.fixture
def browser(db, login):
    return login(a_secretary(db))


def kept(db):
    with db.reading() as session:
        return session.scalars(select(PlanImport).order_by(PlanImport.created_at.desc())).first()


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_document_becomes_a_draft_over_the_preview(db, browser, client, kind):
    answer = upload(browser, a_file(kind=kind), f"plan.{kind}")
    page = browser.get(answer.location).get_data(as_text=True)
    assert "8 activities were understood." in page
    assert "0 questions about the document" in page
    answer = browser.send(f"{answer.location}/confirm", {"version": "1"})
    assert answer.location == "/en/plans/2021-2022"
    assert browser.get(answer.location).status_code == 200
    assert client.get(answer.location).status_code == 404
    assert kept(db).state is ImportState.CONFIRMED


def test_nothing_is_written_to_the_plans_before_confirmation(db, browser):
    answer = upload(browser, a_file())
    browser.send(f"{answer.location}/discard")
    with db.reading() as session:
        assert list(session.scalars(select(WorkPlan))) == []
    assert kept(db).state is ImportState.DISCARDED
    assert browser.send(f"{answer.location}/confirm", {"version": "1"}).status_code == 409


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "plan.docx"), (b"not a document", "plan.docx"), (b"PK\x03\x04broken", "plan.xlsx"), (b"", "")],
)
def test_a_bad_file_is_answered_beside_the_field(db, browser, content, name):
    answer = upload(browser, content, name)
    assert answer.status_code == 422
    assert 'id="document-error"' in answer.get_data(as_text=True)
    assert kept(db) is None


def test_an_unknown_country_is_answered_once_for_all_places(db, browser):
    place = upload(browser, a_file(with_unknown_country())).location
    page = browser.get(place).get_data(as_text=True)
    assert page.count('name="d0-party"') == 1
    assert "The same wording was asked about before" in page
    answer = browser.send(f"{place}/doubts/0", {"d0-version": "1", "d0-remedy": "name_party", "d0-party": "AZ"})
    assert answer.status_code == 303
    understood = ParsedPlan.from_json(kept(db).content)
    assert [one.leads for one in understood.areas[0].activities[1:3]] == [[ParsedParty("Atlantis", "AZ")]] * 2
    assert understood.doubts == []


def test_a_correction_without_its_answer_comes_back(db, browser):
    place = upload(browser, a_file(with_unknown_country())).location
    answer = browser.send(f"{place}/doubts/0", {"d0-version": "1", "d0-remedy": "name_party", "d0-party": ""})
    assert answer.status_code == 422
    assert "Answer this question." in answer.get_data(as_text=True)
    assert kept(db).version == 1


def test_a_correction_from_an_outdated_tab_is_refused(db, browser):
    place = upload(browser, a_file(with_unknown_country())).location
    browser.send(f"{place}/doubts/0", {"d0-version": "1", "d0-remedy": "drop_party"})
    answer = browser.send(f"{place}/doubts/0", {"d0-version": "1", "d0-remedy": "drop_party"})
    assert answer.status_code == 422
    assert browser.send(f"{place}/confirm", {"version": "1"}).status_code == 409
    assert browser.send(f"{place}/confirm", {"version": "2"}).status_code == 303


def test_others_find_no_imports(db, browser, login):
    place = upload(browser, a_file()).location
    focal_point = login(a_focal_point(db, "TN"))
    assert focal_point.get(place).status_code == 404
    assert focal_point.get("/en/plans/import").status_code == 404
    assert upload(focal_point, a_file()).status_code == 404
    assert focal_point.send(f"{place}/confirm", {"version": "1"}).status_code == 404
    assert kept(db).state is ImportState.PREVIEW


def test_a_document_above_its_limit_is_answered_beside_the_field(browser):
    answer = upload(browser, b"PK\x03\x04" + b"x" * (10 * 1024 * 1024))
    assert answer.status_code == 422
    assert "The file is too large: at most 10 MB." in answer.get_data(as_text=True)
    answer.request.environ["wsgi.input"].close()
