"""Drafts on screen: open questions, activities, adoption, decisions, versions, differences, exports."""

import json
import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from pesnet.core.message import Message
from pesnet.jobs.models import Job
from pesnet.policy import OPERATOR, VISITOR, Role
from pesnet.workplan import exports, queries, services
from pesnet.workplan.models import Decision, OpenQuestion, PartyRole, PlanState, WorkPlan
from pesnet.workplan.parsed import Doubt, DoubtKind, ParsedParty
from tests.factories.people import a_focal_point, a_secretary, a_user_in
from tests.workplan.plan_fixture import plan

PLACE = "/en/plans/2021-2022"


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


@pytest.fixture
def doubtful(db, now):
    understood = plan()
    first, second, third, _ = understood.areas[0].activities
    first.leads = second.leads = [ParsedParty("Atlantis")]
    third.type = None
    understood.doubts = [
        Doubt(3, "lead", Message("Unknown"), "Atlantis", DoubtKind.UNKNOWN_COUNTRY, "1.1"),
        Doubt(4, "lead", Message("Unknown"), "Atlantis", DoubtKind.UNKNOWN_COUNTRY, "1.2"),
        Doubt(5, "title", Message("Which type"), "Skills", DoubtKind.UNKNOWN_TYPE, "1.3"),
        Doubt(None, "text", Message("Loose"), "A line", DoubtKind.LOOSE_TEXT),
    ]
    with db.writing():
        services.draft(understood, actor=OPERATOR, now=now)


def one_plan(db, slug="2021-2022"):
    with db.reading():
        return queries.plan(slug, OPERATOR)


def activity(db, code):
    with db.reading():
        return queries.activity_by_code("2021-2022", code, OPERATOR)


def open_questions(db):
    with db.reading() as session:
        chosen = select(OpenQuestion).where(OpenQuestion.settled_at.is_(None)).order_by(OpenQuestion.position)
        return list(session.scalars(chosen))


def edited(db, code="1.2", **changes):
    found = activity(db, code)
    names = {role: "\n".join(row.as_written for row in found.parties if row.role is role) for role in PartyRole}
    return {
        "version": str(found.area.plan.version),
        "title-en": found.title.get("en"), "title-en_state": "original", "title-fr_state": "unofficial",
        "title-ar_state": "unofficial", "type": found.type.value, "timeline": found.timeline, "precision": "year",
        "year": "2021", "venue": found.venue, "leads": names[PartyRole.LEAD], "providers": names[PartyRole.PROVIDER],
        "rule": found.beneficiary_rule.value, "beneficiaries": names[PartyRole.BENEFICIARY],
        "description-en": found.description.get("en"), "description-en_state": "original",
        **changes,
    }  # fmt: skip


def test_an_open_question_of_who_is_meant_is_settled_for_the_same_wording(db, browser, doubtful):
    assert "4 open questions" in browser.get(PLACE).get_data(as_text=True)
    [first, *_others] = open_questions(db)
    answer = browser.send(f"{PLACE}/questions/{first.id}", {"q0-answer": "TR"})
    assert answer.status_code == 303
    assert [question.kind for question in open_questions(db)] == ["unknown_type", "loose_text"]
    assert [row.party.code for row in activity(db, "1.2").parties if row.role is PartyRole.LEAD] == ["TR"]


def test_a_type_and_a_remark_settle_the_others(db, browser, doubtful):
    [*_parties, kind, loose] = open_questions(db)
    browser.send(f"{PLACE}/questions/{kind.id}", {"q2-answer": "webinar"})
    browser.send(f"{PLACE}/questions/{loose.id}", {"q3-answer": "A page number"})
    assert activity(db, "1.3").type.value == "webinar"
    assert len(open_questions(db)) == 2


def test_an_unanswered_question_comes_back(db, browser, doubtful):
    [first, *_others] = open_questions(db)
    assert browser.send(f"{PLACE}/questions/{first.id}", {"q0-answer": ""}).status_code == 422
    assert len(open_questions(db)) == 4


def test_a_draft_with_unknown_names_is_not_adopted(db, browser, doubtful):
    page = browser.get(f"{PLACE}/adopt").get_data(as_text=True)
    assert "The adoption cannot be recorded yet:" in page
    answer = browser.send(f"{PLACE}/adopt", {"meeting": "3rd meeting", "adopted_on": "2021-06-03"})
    assert answer.status_code == 422
    assert one_plan(db).state is PlanState.DRAFT


def test_an_adopted_plan_is_public_and_frozen(db, browser, client, draft):
    answer = browser.send(f"{PLACE}/adopt", {"meeting": "3rd meeting", "adopted_on": "2021-06-03"})
    assert answer.status_code == 303
    assert one_plan(db).adopted_meeting == "3rd meeting"
    for path in ("/en/work-plan", "/ar/work-plan/2021-2022", "/fr/work-plan/2021-2022/2.2", f"{PLACE}/versions"):
        assert client.get(path).status_code == 200
    assert "1 version, each as it was frozen" in client.get(f"{PLACE}/versions").get_data(as_text=True)


def test_a_draft_is_for_secretariat_and_auditor_only(db, client, login, draft):
    auditor, focal_point = login(a_user_in(db, Role.AUDITOR)), login(a_focal_point(db, "TN"))
    paths = [
        PLACE,
        f"{PLACE}/versions",
        f"{PLACE}/export",
        f"{PLACE}.json",
        "/en/work-plan/2021-2022",
        "/en/work-plan/2021-2022/1.1",
    ]
    assert [auditor.get(path).status_code for path in paths] == [200] * 6
    assert [focal_point.get(path).status_code for path in paths] == [404] * 6
    assert [client.get(path).status_code for path in paths] == [404] * 6
    assert auditor.get(f"{PLACE}/activities/1.1").status_code == 404


def test_an_activity_of_a_draft_is_changed_freely(db, browser, draft):
    changes = {
        "title-fr": "Associer les employeurs", "type": "webinar", "leads": "SESRIC\nTurkey", "provider_sought": "y",
        "precision": "quarter", "part": "2",
    }  # fmt: skip
    answer = browser.send(f"{PLACE}/activities/1.2", edited(db, **changes))
    assert answer.status_code == 303
    found = activity(db, "1.2")
    assert (found.title.get("fr"), found.title.texts["fr"].state.value) == ("Associer les employeurs", "unofficial")
    assert [(row.as_written, row.party.code) for row in found.parties if row.role is PartyRole.LEAD] == [
        ("SESRIC", "SESRIC"),
        ("Turkey", "TR"),
    ]
    assert (found.provider_sought, found.timeline_start.month, found.timeline_end.month) == (True, 4, 6)


@pytest.mark.parametrize(
    "wrong",
    [
        {"leads": "Atlantis"},
        {"leads": "Turkey\nTürkiye"},
        {"title-en": ""},
        {"precision": "month", "part": "13"},
        {"precision": "day"},
        {"type": "party"},
        {"rule": ""},
    ],
)
def test_a_wrong_activity_comes_back_and_changes_nothing(db, browser, draft, wrong):
    answer = browser.send(f"{PLACE}/activities/1.2", edited(db, **{"venue": "Ankara", **wrong}))
    assert answer.status_code == 422
    assert 'value="Ankara"' in answer.get_data(as_text=True)
    assert activity(db, "1.2").venue != "Ankara"


def test_the_second_of_two_tabs_is_refused(db, browser, draft):
    shown = edited(db, venue="Ankara")
    browser.send(f"{PLACE}/activities/1.2", shown)
    answer = browser.send(f"{PLACE}/activities/1.2", {**shown, "venue": "Tunis"})
    assert answer.status_code == 422
    assert "Somebody else changed this in the meantime." in answer.get_data(as_text=True)
    assert activity(db, "1.2").venue == "Ankara"


def test_an_adopted_plan_changes_by_amendment_with_a_reason(db, browser, client, adopted):
    assert browser.send(f"{PLACE}/activities/1.2", edited(db, venue="Ankara")).status_code == 422
    answer = browser.send(f"{PLACE}/activities/1.2", edited(db, venue="Ankara", reason="Host changed"))
    assert answer.status_code == 303
    with db.reading():
        found = queries.versions(queries.plan("2021-2022", OPERATOR))
    assert [(version.number, version.reason) for version in found] == [(1, ""), (2, "Host changed")]
    page = client.get("/en/plans/compare?before=2021-2022@1&after=2021-2022@2").get_data(as_text=True)
    assert "1 part differs." in page
    assert '<ins class="became">Ankara</ins>' in page
    offered = client.get("/en/plans/compare").get_data(as_text=True)
    assert re.findall(r'value="([^"]+)" selected', offered) == ["2021-2022@1", "2021-2022@2"]


def test_saving_without_a_change_makes_no_version(db, browser, adopted):
    assert browser.send(f"{PLACE}/activities/1.2", edited(db)).status_code == 303
    with db.reading():
        assert len(queries.versions(queries.plan("2021-2022", OPERATOR))) == 1


def test_versions_that_are_not_there_are_not_found(client, browser, draft):
    for query in ("before=2021-2022@1&after=2021-2022@0", "before=x&after=y", "before=2021-2022@²&after=2021-2022@0"):
        assert browser.get(f"/en/plans/compare?{query}").status_code == 404
    assert client.get("/en/plans/compare?before=2021-2022@0&after=2021-2022@0").status_code == 404
    assert browser.get("/en/plans/compare?before=2021-2022@0&after=2021-2022@0").status_code == 200


def test_a_decision_needs_its_reason_and_can_be_taken_back(db, browser, client, adopted):
    place = f"{PLACE}/activities/1.2/decision"
    assert browser.send(place, {"decision": "postponed"}).status_code == 422
    assert browser.send(place, {"decision": "postponed", "reason_en": "A clash of meetings"}).status_code == 303
    page = client.get("/en/work-plan/2021-2022/1.2").get_data(as_text=True)
    assert "A clash of meetings" in page
    assert activity(db, "1.2").decision is Decision.POSTPONED
    assert browser.send(place, {"decision": "none"}).status_code == 303
    assert activity(db, "1.2").decision is None


def test_a_draft_is_discarded_and_an_adopted_plan_is_not(db, browser, draft, now):
    assert "8 activities" in browser.get(f"{PLACE}/discard").get_data(as_text=True)
    assert browser.send(f"{PLACE}/discard").status_code == 303
    with db.reading() as session:
        assert list(session.scalars(select(WorkPlan))) == []


def test_an_adopted_plan_cannot_be_discarded(db, browser, adopted):
    assert browser.send(f"{PLACE}/discard").status_code == 422
    assert one_plan(db).state is PlanState.ADOPTED


def test_the_json_has_the_texts_of_the_language_asked_for(client, adopted):
    found = json.loads(client.get(f"{PLACE}.json?lang=fr").data)
    assert [len(area["activities"]) for area in found["areas"]] == [4, 2, 2]


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_file_is_asked_for_and_made(app, db, browser, draft, kind):
    answer = browser.send(f"{PLACE}/export", {"format": kind, "language": "en"})
    assert answer.status_code == 303
    with db.reading() as session:
        job = session.scalars(select(Job)).one()
    with app.app_context():
        made = exports.document(job)
    assert (made.name, made.content[:2]) == (f"2021-2022.en.{kind}", b"PK")


def test_others_change_nothing(db, login, adopted):
    focal_point = login(a_focal_point(db, "TN"))
    for path in ("/adopt", "/discard", "/activities/1.2", "/activities/1.2/decision"):
        assert focal_point.get(PLACE + path).status_code == 404
        assert focal_point.send(PLACE + path, edited(db, reason="x")).status_code == 404


def test_the_list_says_state_questions_and_versions(db, browser, client, login, doubtful):
    page = browser.get("/en/plans").get_data(as_text=True)
    assert 'data-l="Open questions"><span>4</span>' in page
    assert 'data-l="Activities"><span>8</span>' in page
    assert PLACE in login(a_user_in(db, Role.AUDITOR)).get("/en/plans").get_data(as_text=True)
    assert "There is no work plan yet." in client.get("/en/plans").get_data(as_text=True)


def test_the_desk_is_told_what_waits(db, doubtful):
    now, later = datetime(2022, 5, 1, tzinfo=UTC), datetime(2023, 5, 1, tzinfo=UTC)
    with db.writing():
        services.preview(plan(), file_name="plan.docx", actor=OPERATOR, now=now)
        services.draft(plan(), actor=OPERATOR, now=now)
        services.adopt(
            queries.plan("2021-2022-2", OPERATOR), services.Adoption("m", now.date()), actor=OPERATOR, now=now
        )
    with db.reading():
        tasks = queries.waiting(OPERATOR, now)
        assert queries.waiting(VISITOR, now) == []
    with db.reading():
        assert [task.endpoint for task in queries.waiting(OPERATOR, later)] == ["workplan.preview", "workplan.show"]
    assert [(task.endpoint, task.note.n) for task in tasks] == [
        ("workplan.preview", 0),
        ("workplan.show", 4),
        ("site.work_plan", 1),
    ]
