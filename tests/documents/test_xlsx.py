"""A workbook keeps the types of its values, runs nothing, and reads from right to left in Arabic."""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from pesnet.documents.content import Bar, Bars, Column, Link, Ltr, Name, Paragraph, Table
from pesnet.documents.xlsx import render
from tests.documents.samples import HOSTILE, WORDS, only, report


def sheets(content):
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))}


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_what_is_read_back_is_what_was_written(language):
    words = WORDS[language]
    read = sheets(render(report(language)))
    front, _bars, table = read.values()
    assert front[0][0] == f"{words['title']} 2021–2022"
    assert [words["planned"], 1839, words["definition"]] in front
    assert [words["when"], date(2026, 3, 4), ""] in front
    assert table == [
        [words["number"], words["activity"], words["when"], words["people"], words["rate"]],
        ["1.1", words["item"], date(2021, 9, 28), 103, "75%"],
        ["1.2", words["item"], words["unknown"], 12.5, words["unknown"]],
        ["", words["all"], "", 1839, ""],
    ]


@pytest.mark.parametrize(("language", "turned"), [("en", 0), ("fr", 0), ("ar", 3)])
def test_every_sheet_of_an_arabic_workbook_runs_from_right_to_left(language, turned):
    assert sum('rightToLeft="1"' in part for part in parts(render(report(language))).values()) == turned


def test_a_table_has_a_frozen_head_and_filters():
    sheet = parts(render(report("en")))["xl/worksheets/sheet3.xml"]
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:E3"/>' in sheet


def test_bars_become_a_native_chart_of_the_cells():
    chart = parts(render(report("en")))["xl/charts/chart1.xml"]
    assert re.findall(r"<c:f>(.*?)</c:f>", chart) == [
        "Participants!$B$1",
        "Participants!$A$2:$A$3",
        "Participants!$B$2:$B$3",
    ]


def test_hostile_text_is_text_and_links_open_only_addresses():
    rows = tuple((Name(text), Link(text, text)) for text in HOSTILE)
    content = render(only(Table("x", (Column("a"), Column("b")), rows), *(Paragraph(text) for text in HOSTILE)))
    assert [
        name for name, part in parts(content).items() if "<f>" in part or "<f " in part or "hyperlink" in part
    ] == []
    assert sheets(content)["x"][1][0] == HOSTILE[0]


def test_telephone_numbers_and_codes_stay_as_typed():
    read = sheets(render(only(Table("x", (Column("a"),), (("+962 6 500 1234",), (Ltr("007"),))))))
    assert read["x"] == [["a"], ["+962 6 500 1234"], ["007"]]


def test_numbers_that_excel_cannot_hold_are_text():
    values = (10**18, Decimal("NaN"), Decimal("Infinity"), date(1899, 12, 31), -5)
    read = sheets(render(only(Table("x", (Column("a"),), tuple((value,) for value in values)))))
    assert [row[0] for row in read["x"][1:]] == [
        "1,000,000,000,000,000,000",
        "NaN",
        "Infinity",
        "31 December 1899",
        -5,
    ]


def test_sheets_get_allowed_names_of_their_own():
    tables = [
        Table(caption, (Column("a"),), ()) for caption in ("a/b:c*[d]?", "x" * 60, "X" * 60, "", "'q'", "History")
    ]
    assert [*sheets(render(only(*tables)))] == [
        "Progress report on the work pl…",
        "a b c  d",
        "x" * 30 + "…",
        "X" * 28 + "… 2",
        "OIC-PESNET",
        "q",
        "History 1",
    ]


def test_a_text_longer_than_a_cell_is_cut_with_an_ellipsis():
    read = sheets(render(only(Table("x", (Column("a"),), (("😀" * 20_000,),)))))
    assert read["x"][1][0] == "😀" * 16_383 + "…"


def test_many_rows_are_written():
    table = Table("x", (Column("a"), Column("b", "number")), tuple((f"r{n}", n) for n in range(20_000)))
    assert sheets(render(only(table)))["x"][-1] == ["r19999", 19999]


def test_an_empty_document_and_empty_tables_open():
    assert sheets(render(only()))["Progress report on the work pl…"] == [["Progress report on the work plan"]]
    empty = render(only(Table("t", (Column("a"),), ()), Table("u", (), ()), Bars("v", "a", "b", ())))
    assert sheets(empty)["t"] == [["a"]]


def test_bars_without_known_values_open():
    assert sheets(render(only(Bars("v", "a", "b", (Bar("x", "unknown"),)))))["v"] == [["a", "b"], ["x", "unknown"]]
