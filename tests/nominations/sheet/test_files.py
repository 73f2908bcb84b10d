"""A delegation sheet as a file: what is written can be read, and what is no honest sheet is refused with a reason."""

from __future__ import annotations

import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from pesnet.core.translated import LANGUAGES, Translated
from pesnet.courses.models import Course
from pesnet.nominations.sheet import layout
from pesnet.nominations.sheet.keys import FIRST_ROW, KEYS, MARK, MOST_PEOPLE
from pesnet.nominations.sheet.reading.child import read_safely
from pesnet.nominations.sheet.reading.workbook import read
from pesnet.workplan.reading.unreadable import Unreadable
from tests.factories.courses import a_bare_course
from tests.factories.sheets import a_person, a_sheet, with_member

STRINGS = "xl/sharedStrings.xml"
PEOPLE = "xl/worksheets/sheet2.xml"
COURSE = a_bare_course(interpretation=["ar"])
HOSTILE = {
    "given_name": '=HYPERLINK("http://evil.example")',
    "family_name": "+SUM(A1)",
    "institution": "@cmd|' /C calc'!A0",
    "native_name": "أمينة‌عيّنة",
    "position": "Line one\nline “two” 'three'",
    "telephone": "+962 6 550 0000",
}


def member(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def test_the_columns_are_those_of_the_keys():
    assert KEYS[2:] == tuple(column.key for column in layout.COLUMNS)


def test_what_is_written_is_read_again_letter_for_letter():
    found = read(a_sheet(COURSE, HOSTILE, a_person(2)))
    assert (found.rows[0].number, found.rows[0].values) == (FIRST_ROW, HOSTILE)
    assert found.rows[1].values == a_person(2)


def test_no_cell_is_a_formula_whatever_a_name_looks_like():
    assert "<f" not in member(a_sheet(COURSE, HOSTILE), PEOPLE).replace("<formula1", "").replace("<format", "")


def test_the_file_keeps_keys_and_marks_out_of_sight():
    book = CalamineWorkbook.from_filelike(io.BytesIO(a_sheet(COURSE, a_person(1))))
    assert [sheet.visible for sheet in book.sheets_metadata][-1] is SheetVisibleEnum.VeryHidden
    text = member(a_sheet(COURSE), PEOPLE)
    assert (
        'hidden="1"' in text.partition("<sheetData>")[0],
        '<row r="1" hidden="1"' in text.replace(' spans="1:20"', ""),
    ) == (True, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_is_understood_in_whatever_language_it_was_chosen(language):
    for key, answers in layout.offered(COURSE).items():
        for value, label in answers.items():
            assert layout.understood(layout.worded(key, value, label, language), layout.lookup(COURSE)[key]) == value


def test_an_answer_of_no_list_is_not_understood():
    assert layout.understood("perhaps", layout.lookup(COURSE)["sex"]) is None


def refusal(content: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read(content)
    return refused.value.reason.one


def with_cell(cell: str):
    return lambda sheet: sheet.replace(b"</sheetData>", f'<row r="900">{cell}</row></sheetData>'.encode())


def without_mark(strings: bytes) -> bytes:
    return strings.replace(MARK.encode(), b"something")


def with_entity(sheet: bytes) -> bytes:
    return b'<!DOCTYPE x [<!ENTITY a "b">]>' + sheet


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"a,b\n1,2", "The file is damaged or is no Word or Excel file."),
        (with_member(a_sheet(COURSE), "xl/vbaProject.bin", lambda _old: b"x"), "The file contains macros. "),
        (
            with_member(a_sheet(COURSE), PEOPLE, with_cell('<c r="E900"><f>1+1</f><v>2</v></c>')),
            "Cell %(cell)s holds a formula. ",
        ),
        (
            with_member(a_sheet(COURSE), PEOPLE, with_cell('<c r="E900"><v>2</v></c>')),
            "The sheet has more than %(rows)s rows of people",
        ),
        (a_sheet(COURSE, *(a_person(number) for number in range(MOST_PEOPLE + 1))), "The sheet has more than "),
        (with_member(a_sheet(COURSE), STRINGS, without_mark), "This is not a delegation sheet"),
        (with_member(a_sheet(COURSE), PEOPLE, with_entity), "The file contains declarations"),
    ],
    ids=["csv", "macros", "formula", "far cell", "too many", "no mark", "entities"],
)  # fmt: skip
def test_what_is_no_honest_sheet_is_refused_with_its_reason(content, reason):
    assert refusal(content).startswith(reason)


def test_an_empty_formatted_row_at_the_end_of_the_page_does_no_harm():
    far = with_member(a_sheet(COURSE, a_person(1)), PEOPLE, with_cell('<c r="A1048576" s="1"/>'))
    assert len(read(far).rows) == 1


def test_a_sheet_comes_whole_out_of_the_child_and_a_refusal_with_its_reason(tmp_path):
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(a_sheet(COURSE, HOSTILE))
    assert read_safely(path) == read(path)
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(Unreadable, match="damaged"):
        read_safely(path)


def test_a_course_without_interpretation_offers_none():
    bare = Course(interpretation=[], title=Translated(en="X"))
    assert layout.offered(bare)["interpretation_into"] == {}
