"""The public pages of the work plan."""

from datetime import date

import pytest

from pesnet.core.translated import Translated
from pesnet.workplan.models import Decision, PartyRole, PlanState
from tests.factories.outcomes import a_course, a_party_row, a_plan, a_recorded_course, an_activity

PLACE = "/en/work-plan/2021-2022"


def text(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_without_a_plan_the_page_says_so(client):
    assert "No work plan has been adopted yet." in text(client, "/en/work-plan")


def test_the_states_of_all_activities_are_summed(client, save):
    planned, sought = an_activity(1), an_activity(2, lead_sought=True)
    delivered, postponed = an_activity(3), an_activity(4, decision=Decision.POSTPONED)
    save(a_plan(planned, sought, delivered, postponed), a_recorded_course(delivered))
    page = text(client, PLACE)
    sums = [f"<b>{number}</b> {words}" for number, words in ((1, "delivered"), (0, "ongoing"), (2, "not started"))]
    assert [part in page for part in sums] == [True] * 3
    assert "How far are the 4 activities?" in page
    assert "on record" in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("state=lead_sought", {"1.2"}),
        ("area=1", {"1.1", "1.2"}),
        ("area=9", set()),
        ("country=JO", {"1.1"}),
        ("country=JO&state=lead_sought", set()),
        ("state=nonsense", set()),
    ],
)
def test_filters_choose_activities(client, save, db, query, expected):
    named = an_activity(1, beneficiary_rule="list", parties=[a_party_row(db, "JO", PartyRole.BENEFICIARY)])
    other = an_activity(2, lead_sought=True, beneficiary_rule="list")
    save(a_plan(named, other))
    page = text(client, f"{PLACE}?{query}")
    assert {code for code in ("1.1", "1.2") if f"/work-plan/2021-2022/{code}" in page} == expected


def test_every_country_takes_part_where_all_member_states_benefit(client, save, db):
    save(a_plan(an_activity(1, parties=[a_party_row(db, "TN", PartyRole.LEAD)])))
    assert f"{PLACE}/1.1" in text(client, f"{PLACE}?country=SN")


def test_a_name_of_the_adopted_document_is_said_beside_the_name_of_today(client, save, db):
    row = a_party_row(db, "TR", PartyRole.LEAD)
    row.as_written = "Turkey"
    save(a_plan(an_activity(1, parties=[row])))
    page = text(client, f"{PLACE}/1.1")
    assert "Türkiye" in page
    assert "in the plan: <bdi>Turkey</bdi>" in page


def test_summaries_and_samples_are_marked(client, save):
    save(a_plan(an_activity(1, description=Translated(en="Short")), is_summary=True, is_sample=True))
    for path in (PLACE, f"{PLACE}/1.1"):
        page = text(client, path)
        assert "Summary, not the adopted text" in page
        assert '<span class="sample">' in page


def test_a_decision_stands_with_its_reason(client, save):
    decided = an_activity(
        1, decision=Decision.CARRIED_OVER, decision_reason=Translated(en="No host"), decided_on=date(2022, 1, 3)
    )
    save(a_plan(decided))
    page = text(client, f"{PLACE}/1.1")
    assert "Carried over" in page
    assert "No host" in page


def test_drafts_and_unknown_activities_are_not_found(client, save):
    save(a_plan(an_activity(1), state=PlanState.DRAFT))
    for path in (PLACE, f"{PLACE}/1.1", "/en/work-plan/1999", f"{PLACE}/x"):
        assert client.get(path).status_code == 404
    assert "No work plan has been adopted yet." in text(client, "/en/work-plan")


def test_the_number_of_queries_does_not_grow_with_the_plan(client, save, db, count_queries):
    counts = []
    for slug, number in (("small", 3), ("large", 100)):
        activities = [
            an_activity(at, parties=[a_party_row(db, "TR", PartyRole.LEAD), a_party_row(db, "JO", PartyRole.PROVIDER)])
            for at in range(1, number + 1)
        ]
        save(a_plan(*activities, slug=slug), *[a_course(activity) for activity in activities])
        client.get(f"/en/work-plan/{slug}")
        for path in (f"/en/work-plan/{slug}", f"/en/work-plan/{slug}/1.3"):
            with count_queries() as queries:
                assert client.get(path).status_code == 200
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 10
