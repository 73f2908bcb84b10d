"""The content model holds what the renderings need."""

import pytest

from pesnet.documents.content import Bar, Bars, Column, Document, Figure, Link, Table


def test_arabic_reads_from_right_to_left():
    assert [Document("x", language).direction for language in ("en", "fr", "ar")] == ["ltr", "ltr", "rtl"]


def test_a_row_with_another_number_of_cells_is_refused():
    with pytest.raises(ValueError, match="has not 2 cells"):
        Table("x", (Column("a"), Column("b")), (("1", "2"), ("1",)))


def test_bars_are_measured_against_the_longest_and_unknown_has_none():
    bars = Bars("x", "a", "b", (Bar("p", 40), Bar("q", 10), Bar("r", "unknown"), Bar("s", 0)))
    assert [float(bars.length(bar)) for bar in bars.rows] == [1, 0.25, 0, 0]


def test_bars_that_are_all_zero_have_no_length():
    bars = Bars("x", "a", "b", (Bar("p", 0),))
    assert bars.length(bars.rows[0]) == 0


def test_a_figure_links_to_its_records():
    assert (Figure(3, "x", href="/r").linked, Figure(3, "x").linked) == (Link(3, "/r"), 3)
