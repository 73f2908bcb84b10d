"""The reference data are complete, unambiguous and true to the network's own count."""

import re
import zoneinfo
from collections import Counter

from pesnet.network.names import fold
from pesnet.network.reference import InThree, countries, country_names, institutions, names_of, observers

LANGUAGES = ["en", "fr", "ar"]
ARABIC = re.compile(r"[ء-ي]")


def is_complete(text: InThree) -> bool:
    """Whether the text stands in three languages, the third in Arabic script."""
    return list(text) == LANGUAGES and all(text.values()) and bool(ARABIC.search(text["ar"]))


def test_there_are_57_states_in_three_groups() -> None:
    assert Counter(country["group"] for country in countries()) == {"african": 17, "arab": 22, "asian": 18}


def test_codes_are_unique() -> None:
    codes = [(c["iso2"], c["iso3"], c["numeric"]) for c in countries()]
    assert [len(set(column)) for column in zip(*codes, strict=True)] == [57, 57, 57]


def test_every_name_stands_in_three_languages() -> None:
    texts = [text for c in countries() for text in (c["name"], c["sort"], c["official"], c["capital"])]
    texts += [observer["name"] for observer in observers()] + [institution["name"] for institution in institutions()]
    assert [text for text in texts if not is_complete(text)] == []


def test_french_sentence_forms_end_with_the_name() -> None:
    odd = [c["iso2"] for c in countries() for form in (c["fr_of"], c["fr_in"]) if not form.endswith(c["name"]["fr"])]
    assert odd == []


def test_the_article_is_not_sorted() -> None:
    assert [c["iso2"] for c in countries() if c["sort"] != c["name"]] == ["GM"]


def test_tiles_are_unique_and_within_the_map() -> None:
    tiles = [(c["tile"]["column"], c["tile"]["row"]) for c in countries()]
    assert len(set(tiles)) == 57
    assert [tile for tile in tiles if not (1 <= tile[0] <= 14 and 1 <= tile[1] <= 9)] == []


def test_time_zones_languages_and_weekends_exist() -> None:
    for country in countries():
        assert zoneinfo.ZoneInfo(country["time_zone"]).key == country["time_zone"]
        assert country["working_language"] in LANGUAGES
        assert set(country["weekend"]) <= set(range(1, 8))


def test_membership_is_dated_and_one_state_is_suspended() -> None:
    assert [c["iso2"] for c in countries() if c["membership"][-1]["status"] == "suspended"] == ["SY"]
    dates = [date for c in countries() for fact in c["membership"] for date in (fact["from"], fact["to"]) if date]
    assert [date for date in dates if not re.fullmatch(r"\d{4}(-\d{2})?", date)] == []


def test_no_name_means_two_states() -> None:
    meant = [(fold(name), c["iso2"]) for c in countries() for name in names_of(c)]
    assert len({name for name, _ in meant}) == len(set(meant))


def test_no_observer_is_taken_for_a_member() -> None:
    called = {
        fold(name) for o in observers() for name in (*(str(n) for n in o["name"].values()), *o["aliases"], o["code"])
    }
    assert called & set(country_names()) == set()


def test_names_as_they_are_written_are_understood() -> None:
    written = {
        "Turkey": "TR",
        "TURQUIE": "TR",
        "Turkiye": "TR",
        "Ivory Coast": "CI",
        "ساحل العاج": "CI",
        "Gambia": "GM",
    }
    written |= {"Kyrgyzstan": "KG", "Guinea Bissau": "GW", "UAE": "AE", "KSA": "SA", "State of Palestine": "PS"}
    assert {name: country_names()[fold(name)] for name in written} == written


def test_each_institution_stands_in_a_member_state() -> None:
    codes = {country["iso2"] for country in countries()}
    leads = [i["answers_for"] for i in institutions() if i["answers_for"]]
    assert {*leads, *(i["country"] for i in institutions())} <= codes
    assert len(set(leads)) == len(leads)
