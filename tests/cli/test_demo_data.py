"""The demonstration shows the real plan, deliveries with their sources, and samples that fit together."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from pesnet.cli.demonstration.data import NAMES, read
from pesnet.network.reference import countries, institutions, observers

MEMBERS = {country["iso2"] for country in countries()}
PARTIES = MEMBERS | {institution["acronym"] for institution in institutions()}
LANGUAGES = ["en", "fr", "ar"]


def everything_in(value: Any) -> Iterator[Any]:
    """The value and all values inside it."""
    yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in inner:
        yield from everything_in(part)


def activities(plan: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The activities of a plan by their codes."""
    return {f"{area['number']}.{item['number']}": item for area in plan["areas"] for item in area["activities"]}


def texts_in(value: Any) -> list[dict[str, str]]:
    """All texts that were written in languages; levels of languages are none."""
    return [
        part
        for part in everything_in(value)
        if isinstance(part, dict) and any(len(str(part.get(x, ""))) > 2 for x in LANGUAGES)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_text_stands_in_three_languages(name: str) -> None:
    texts = texts_in(read(name))
    assert [text for text in texts if list(text) != LANGUAGES or not all(text.values())] == []
    assert [text for text in texts if not re.search(r"[ء-ي]", text["ar"])] == []


def test_the_real_plan_has_16_activities_in_three_areas() -> None:
    plan = read("plan_2021_2022")
    assert [len(area["activities"]) for area in plan["areas"]] == [8, 4, 4]
    types = Counter(item["type"] for item in activities(plan).values())
    assert types == {"training_course": 9, "training_workshop": 6, "study_visit": 1}
    assert Counter(item["timeline"] for item in activities(plan).values()) == {"2021": 5, "2022": 11}


def test_the_real_plan_has_its_parties_as_written() -> None:
    items = activities(read("plan_2021_2022")).values()
    leads = Counter(lead["as_written"] for item in items for lead in item["leads"])
    assert leads == {"Turkey": 5, "SESRIC": 3, "Tunisia": 3, "Pakistan": 2, "Azerbaijan": 1, "Malaysia": 1}
    assert [code for code, item in activities(read("plan_2021_2022")).items() if item["sought"]] == ["2.4"]
    parties = {party["party"] for item in items for party in item["leads"] + item["providers"]}
    assert parties - PARTIES == set()


def test_the_real_plan_lists_141_beneficiaries_over_20_countries() -> None:
    items = activities(read("plan_2021_2022")).values()
    listed = [code for item in items if item["beneficiaries"] != "all" for code in item["beneficiaries"]]
    assert (len(listed), len(set(listed)), sum(item["beneficiaries"] == "all" for item in items)) == (141, 20, 6)
    assert set(listed) - MEMBERS == set()


def test_three_activities_of_the_plan_were_delivered_and_figures_are_known_for_one() -> None:
    deliveries = [delivery for delivery in read("deliveries") if not delivery["outside_plan"]]
    known = {d["activity"]: [(f["kind"], f["value"]) for f in d["figures"]] for d in deliveries}
    assert known == {"1.1": [("participants", 103), ("countries", 23)], "1.3": [], "1.6": []}


def test_every_delivery_and_meeting_names_its_source() -> None:
    records = [*read("deliveries"), *read("meetings")["meetings"]]
    facts = records + [figure for record in records for figure in record["figures"]]
    assert [fact for fact in facts if not fact["source"] or not fact["source_url"].startswith("https://")] == []
    parties = {party for delivery in read("deliveries") for party in delivery["leads"] + delivery["providers"]}
    assert parties - PARTIES == set()
    known = {observer["code"] for observer in observers()}
    assert {code for meeting in read("meetings")["meetings"] for code in meeting["observers"]} - known == set()


def test_one_figure_of_each_kind_is_chosen_where_sources_disagree() -> None:
    for record in [*read("deliveries"), *read("meetings")["meetings"]]:
        kinds = {figure["kind"] for figure in record["figures"]}
        assert Counter(f["kind"] for f in record["figures"] if f["is_chosen"]) == Counter(kinds)


def test_accounts_hold_each_kind_of_seat_and_are_plainly_samples() -> None:
    accounts = read("people")["accounts"]
    kinds = Counter(account["seat"]["role"] for account in accounts)
    assert kinds == {
        "secretariat": 1,
        "lead_officer": 3,
        "provider_officer": 1,
        "focal_point": 4,
        "auditor": 1,
        "administrator": 1,
    }
    assert [a for a in accounts if not (a["email"].endswith("@demo.example") and a["name"].endswith(" Example"))] == []
    assert {a["seat"]["party"] for a in accounts if a["seat"]["party"]} - PARTIES == set()


def test_nominees_are_plainly_samples_of_ten_countries() -> None:
    nominees = read("people")["nominees"]
    assert (len(nominees), len({n["key"] for n in nominees}), len({n["country"] for n in nominees})) == (32, 32, 10)
    assert {n["family_name"] for n in nominees} == {"Sample"}
    assert {n["country"] for n in nominees} - MEMBERS == set()
    assert {n["sex"] for n in nominees} == {"female", "male", None}


def test_the_sample_plan_mixes_types_and_seeks_one_lead() -> None:
    plan = read("sample_plan")
    items = activities(plan)
    assert "{year}" in plan["title"]["en"]
    assert ([len(area["activities"]) for area in plan["areas"]], len({item["type"] for item in items.values()})) == (
        [3, 2],
        4,
    )
    assert [code for code, item in items.items() if item["sought"]] == ["2.2"]
    assert {lead["party"] for item in items.values() for lead in item["leads"]} == {"SESRIC", "TR", "PK"}


def test_sample_courses_hang_on_the_sample_plan_and_keep_their_limits() -> None:
    items = activities(read("sample_plan"))
    country_of = {nominee["key"]: nominee["country"] for nominee in read("people")["nominees"]}
    assert [course["state"] for course in read("sample_courses")] == ["open", "in_selection", "delivered", "open"]
    for course in read("sample_courses"):
        activity = items[course["activity"]]
        assert [lead["party"] for lead in activity["leads"]] == course["leads"]
        eligible = MEMBERS if activity["beneficiaries"] == "all" else set(activity["beneficiaries"])
        names = Counter(country_of[nomination["nominee"]] for nomination in course["nominations"])
        taken = Counter(country_of[n["nominee"]] for n in course["nominations"] if n["state"] == "selected")
        assert set(names) - eligible == set()
        assert max(names.values()) <= course["nominees_per_country"]
        assert sum(taken.values()) <= course["places"]
        assert max(taken.values(), default=0) <= course["places_per_country"]


def test_the_sample_report_counts_its_own_participants() -> None:
    course = next(course for course in read("sample_courses") if course["state"] == "delivered")
    people = {nominee["key"]: nominee for nominee in read("people")["nominees"]}
    attended = [people[n["nominee"]] for n in course["nominations"] if n["state"] == "selected"]
    participants, states = course["report"]["figures"]
    assert (participants["value"], states["value"]) == (len(attended), len({person["country"] for person in attended}))
    assert participants["women"] == sum(person["sex"] == "female" for person in attended)
