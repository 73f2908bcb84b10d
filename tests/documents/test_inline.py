"""Values are shown in the reader's language, and what reads left to right stays so."""

from datetime import date
from decimal import Decimal

import pytest

from pesnet.documents.content import Link, Ltr, Name
from pesnet.documents.inline import Piece, pieces, plain, shown


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["1,839", "12.5", "4 March 2026"]),
        ("fr", ["1\u202f839", "12,5", "4 mars 2026"]),
        ("ar", ["1,839", "12.5", "4 مارس 2026"]),
    ],
)
def test_numbers_and_dates_are_written_as_the_language_does_with_latin_digits(language, expected):
    assert [shown(value, language) for value in (1839, Decimal("12.5"), date(2026, 3, 4))] == expected


@pytest.mark.parametrize("number", ["2021-2022", "2021–2022", "75%", "-5", "+962 6 500 1234", "28 – 30", "2,5%"])
def test_ranges_signs_and_percentages_become_pieces_of_their_own_in_arabic(number):
    assert pieces(f"في ({number}) نعم", "ar") == [Piece("في ("), Piece(number, "ltr"), Piece(") نعم")]


@pytest.mark.parametrize("words", ["في PESNET/2022-3 نعم", "في 16 نعم", "في 1,839 نعم", "الساعة 09:40", "COVID-19 ثم"])
def test_numbers_that_keep_their_order_by_themselves_stay_in_their_words(words):
    assert pieces(words, "ar") == [Piece(words)]


def test_a_number_after_an_attached_particle_is_found():
    assert pieces("بـ75%", "ar") == [Piece("بـ"), Piece("75%", "ltr")]


def test_isolates_of_translated_sentences_become_pieces():
    assert pieces("اسم \u2068Ali\u2069 \u2066a-b\u2069 \u2068علي\u2069", "ar") == [
        Piece("اسم "),
        Piece("Ali", "ltr"),
        Piece(" "),
        Piece("a-b", "ltr"),
        Piece(" "),
        Piece("علي", "rtl"),
    ]


def test_a_range_within_an_isolated_arabic_value_is_a_piece_of_its_own():
    assert pieces("تقرير: \u2068خطة 2021-2022\u2069", "ar") == [
        Piece("تقرير: "),
        Piece("خطة "),
        Piece("2021-2022", "ltr"),
    ]


def test_names_carry_their_own_direction_and_cannot_turn_what_follows():
    assert pieces((Name("علي\u2067"), "\u2067 x"), "en") == [Piece("علي", "rtl"), Piece(" x")]


def test_every_piece_of_a_link_opens_its_address():
    assert pieces(Link(Ltr("1.1"), "/x"), "ar") == [Piece("1.1", "ltr", "/x")]


def test_plain_text_joins_the_pieces():
    assert plain(("a ", Link(1839, "/x"), Ltr("%")), "en") == "a 1,839%"
