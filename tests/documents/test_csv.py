"""CSV opens in spreadsheets as the table it is."""

import csv
import io
from datetime import date

import pytest

from pesnet.documents.content import Column, Link, Name, Table
from pesnet.documents.csv import render
from tests.documents.samples import HOSTILE, WORDS, only, report


def rows(document):
    content = render(document)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_one_table_starts_with_its_head_and_keeps_numbers_and_dates_plain():
    table = Table(
        "Calls",
        (Column("Course"), Column("From", "date"), Column("Places", "number")),
        (("A, b", date(2026, 3, 4), Link(1839, "/x")),),
        footer=("all", "", 1839),
    )
    assert rows(only(table)) == [["Course", "From", "Places"], ["A, b", "2026-03-04", "1839"]]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_several_tables_follow_each_other_under_their_captions(language):
    words = WORDS[language]
    written = rows(report(language))
    assert written[0] == [words["planned"], "1839", words["definition"]]
    assert [words["all"]] in written
    assert ["1.1", words["item"], "2021-09-28", "103", "75%"] in written


def test_hostile_text_is_no_formula():
    table = Table("x", (Column("a"),), tuple((Name(text),) for text in HOSTILE))
    cells = [row[0] for row in rows(only(table))[1:]]
    assert len(cells) == len(HOSTILE)
    assert [cell for cell in cells if cell.lstrip("\u200b \t")[:1] in tuple("=+-@＝")] == []


def test_an_empty_document_is_an_empty_file():
    assert rows(only()) == []
