import io
import zipfile

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from pesnet.workplan.layout import LABELS
from pesnet.workplan.parsed import DoubtKind, ParsedParty
from pesnet.workplan.reading.reader import read
from pesnet.workplan.writing import docx, xlsx
from tests.workplan.plan_fixture import doubts_of, gazetteer, plan

FORMATS = [docx, xlsx]
LANGUAGES = ["en", "fr", "ar"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMATS)
def test_a_written_plan_reads_as_the_same_plan(form, language):
    written = form.write(plan(language), LABELS[language])
    assert read(written, gazetteer=gazetteer()) == plan(language)


@pytest.mark.parametrize("form", FORMATS)
def test_a_plan_goes_through_both_formats_unchanged(form):
    other = docx if form is xlsx else xlsx
    first = read(form.write(plan("fr"), LABELS["fr"]), gazetteer=gazetteer())
    assert read(other.write(first, LABELS["fr"]), gazetteer=gazetteer()) == plan("fr")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMATS)
def test_what_was_doubtful_stays_as_written_and_doubtful(form, language):
    doubtful = plan(language)
    activity = doubtful.areas[0].activities[1]
    activity.beneficiaries = [ParsedParty("Wakanda"), ParsedParty("Papua New Guinea"), *activity.beneficiaries]
    activity.timeline, activity.timeline_start, activity.timeline_end, activity.timeline_precision = (
        "?",
        None,
        None,
        None,
    )
    activity.title = activity.title_as_written = "Something"
    activity.type = None
    found = read(form.write(doubtful, LABELS[language]), gazetteer=gazetteer())
    assert found.areas == doubtful.areas
    assert doubts_of(found) == [
        (DoubtKind.UNKNOWN_TYPE, "1.2", "title", "Something"),
        (DoubtKind.UNREAD_TIMELINE, "1.2", "timeline", "?/ " + activity.venue),
        (DoubtKind.UNKNOWN_COUNTRY, "1.2", "beneficiary", "Wakanda"),
        (DoubtKind.UNKNOWN_COUNTRY, "1.2", "beneficiary", "Papua New Guinea"),
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_a_plan_without_areas_or_framework_is_still_a_file(form):
    empty = plan()
    empty.areas, empty.framework, empty.title, empty.period = [], {}, "", None
    assert zipfile.is_zipfile(io.BytesIO(form.write(empty, LABELS["en"])))


@pytest.mark.parametrize("form", FORMATS)
def test_a_sought_lead_beside_a_named_one_is_kept(form):
    both = plan()
    both.areas[1].activities[0].sought = ["lead"]
    assert read(form.write(both, LABELS["en"]), gazetteer=gazetteer()) == both


def test_an_arabic_word_file_runs_from_right_to_left():
    document = Document(io.BytesIO(docx.write(plan("ar"), LABELS["ar"])))
    assert {bool(table._tblPr.xpath("w:bidiVisual")) for table in document.tables} == {True}
    used = {paragraph.style.name for paragraph in document.paragraphs}
    assert {bool(document.styles[name].element.xpath("w:pPr/w:bidi")) for name in used} == {True}


def test_an_arabic_sheet_runs_from_right_to_left():
    content = zipfile.ZipFile(io.BytesIO(xlsx.write(plan("ar"), LABELS["ar"]))).read("xl/worksheets/sheet1.xml")
    assert b'rightToLeft="1"' in content


def test_texts_that_look_like_formulas_stay_texts():
    formula = plan()
    formula.areas[0].activities[0].description = '=HYPERLINK("http://example.org")'
    formula.framework["network_objective"] = "=1+1"
    content = xlsx.write(formula, LABELS["en"])
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    assert read(content, gazetteer=gazetteer()) == formula


def test_a_text_too_long_for_a_cell_is_refused_rather_than_cut():
    long = plan()
    long.areas[0].activities[0].description = "word " * 7000
    with pytest.raises(ValueError, match="32767"):
        xlsx.write(long, LABELS["en"])


def test_a_sheet_shows_the_columns_of_the_adopted_layout():
    content = xlsx.write(plan(), LABELS["en"])
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert list(LABELS["en"].columns.values()) in rows
