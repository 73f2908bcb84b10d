import json

from pesnet.core.message import Message, counted
from pesnet.workplan.interchange import in_english, to_json
from pesnet.workplan.parsed import Doubt, DoubtKind, ParsedParty, ParsedPlan
from tests.workplan.plan_fixture import plan


def test_an_activity_is_exported_with_codes():
    exported = to_json(plan())
    assert (exported["title"], exported["period"]) == ("Draft Work Plan 2021-2022", [2021, 2022])
    assert exported["areas"][2]["activities"][0] == {
        "code": "3.1",
        "type": "training_course",
        "title": "Effective Job Matching and Job Placement Strategies",
        "timeline": "2021",
        "venue": "",
        "leads": ["PK"],
        "providers": ["PK", "TR"],
        "sought": [],
        "beneficiaries": ["SL", "SA", "BN"],
        "description": "Better services for people who seek work. Offices learn from each other.",
    }


def test_sought_parties_and_the_rule_for_all_are_named():
    first, second = to_json(plan())["areas"][:2]
    assert first["activities"][0]["beneficiaries"] == "all"
    visit = second["activities"][1]
    assert (visit["leads"], visit["providers"], visit["sought"]) == ([], [], ["lead", "provider"])


def test_an_unknown_party_stands_as_written():
    unknown = plan()
    unknown.areas[0].activities[1].leads = [ParsedParty("Wakanda")]
    assert to_json(unknown)["areas"][0]["activities"][1]["leads"] == ["Wakanda"]


def test_doubts_are_told_in_english():
    doubtful = plan()
    reason = Message("No country or institution is known as %(name)s.", name="Wakanda")
    doubtful.doubts = [Doubt(8, "beneficiary", reason, "Wakanda", DoubtKind.UNKNOWN_COUNTRY, "1.2")]
    assert to_json(doubtful)["doubts"] == [
        {"row": 8, "cell": "Beneficiary", "reason": "No country or institution is known as Wakanda."}
    ]


def test_sentences_are_formed_in_english():
    assert in_english(Message("100 %")) == "100 %"
    assert in_english(counted("%(n)s place", "%(n)s places", 1)) == "1 place"
    assert in_english(counted("%(n)s place", "%(n)s places", 3)) == "3 places"
    assert in_english(Message("Why: %(why)s", why=Message("late"))) == "Why: late"


def test_a_plan_is_kept_as_json_and_comes_back_equal():
    doubtful = plan("ar")
    doubtful.doubts = [Doubt(None, "text", Message("Why"), "ن", DoubtKind.LOOSE_TEXT)]
    assert ParsedPlan.from_json(json.loads(json.dumps(doubtful.as_json()))) == doubtful
    doubtful.period = None
    assert ParsedPlan.from_json(json.loads(json.dumps(doubtful.as_json()))) == doubtful
