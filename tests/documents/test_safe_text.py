"""Text is made safe without damaging what people honestly type."""

import pytest

from pesnet.documents.safe_text import absolute, clean, direction_of, followed, without_formula


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "@A1",
        "+cmd|x",
        "-cmd",
        "\uff1d1",
        "\uff0bcmd",
        "\uff0dcmd",
        "\uff20x",
        "\t=1",
        " =1",
        "\u200e=1",
        "\ufeff=1",
    ],
)
def test_formulas_get_an_apostrophe(text):
    assert "'" in without_formula(text)
    assert without_formula(text).replace("'", "") == text


@pytest.mark.parametrize("text", ["a;=cmd", "a\n=cmd", "a\t@x"])
def test_formulas_after_a_separator_of_other_countries_are_seen(text):
    assert without_formula(text) == f"{text[:2]}'{text[2:]}"


@pytest.mark.parametrize(
    "text",
    [
        "+962 6 500 1234",
        "+90 (312) 468-6172",
        "+1-202-555-0100",
        "-5",
        "-3.5%",
        "75%",
        "2021-2022",
        "",
        "a=b",
        "o@x.example",
    ],
)
def test_telephone_numbers_and_numbers_stay_as_they_are(text):
    assert without_formula(text) == text


def test_control_characters_and_overrides_are_taken_out_and_joiners_kept():
    assert clean("a\x00b\x1b\u202ec\ud800\r\nd") == "abc\nd"
    assert clean("می\u200cخواهم") == "می\u200cخواهم"
    assert clean("e\u0301") == "é"


def test_direction_is_that_of_the_first_letter():
    assert [direction_of(text) for text in ("12 John", "12 عمّان", "12")] == ["ltr", "rtl", None]


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "ftp://x", " https://x", "x"]
)
def test_addresses_that_are_not_ours_to_open_are_dropped(href):
    assert (followed(href), absolute(href)) == ("", "")


@pytest.mark.parametrize(
    ("href", "outside"), [("https://x.example/a", True), ("mailto:a@x.example", True), ("/en/x", False)]
)
def test_addresses_within_the_portal_are_followed_only_there(href, outside):
    assert (followed(href), absolute(href)) == (href, href if outside else "")
