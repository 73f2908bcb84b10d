"""A Word file has real headings and tables, and runs from right to left in Arabic."""

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from pesnet.documents.content import Bullets, Column, Facts, Heading, Link, Ltr, Name, Paragraph, Table
from pesnet.documents.docx import render
from tests.documents.samples import HOSTILE, WORDS, only, report


def opened(document):
    return docx.Document(io.BytesIO(render(document)))


def cells(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_read_back_is_what_was_written(language):
    words = WORDS[language]
    word = opened(report(language))
    styled = [(paragraph.style.name, paragraph.text) for paragraph in word.paragraphs if paragraph.text]
    assert styled[:2] == [("Title", f"{words['title']} 2021–2022"), ("Normal", words["subtitle"])]
    assert ("Heading 1", words["area"]) in styled
    assert ("Heading 3", words["all"]) in styled
    assert ("List Bullet", words["item"]) in styled
    assert cells(word.tables[3])[1:3] == [
        ["1.1", words["item"], "28 September 2021" if language == "en" else "28 septembre 2021", "103", "75%"],
        ["1.2", words["item"], words["unknown"], "12.5" if language == "en" else "12,5", words["unknown"]],
    ]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_properties_tell_title_and_language(language):
    properties = opened(report(language)).core_properties
    title = f"{WORDS[language]['title']} 2021–2022"
    assert (properties.title, properties.language, properties.author) == (title, language, "OIC-PESNET")


def test_the_head_of_a_table_is_repeated():
    rows = opened(report("en")).tables[3].rows
    assert [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [
        True,
        False,
        False,
        False,
    ]


def test_arabic_paragraphs_words_and_tables_run_from_right_to_left():
    word = opened(only(Paragraph("نعم"), Table("x", (Column("أ"), Column("ب")), (("ج", Ltr("1-2")),)), language="ar"))
    [paragraph] = [paragraph for paragraph in word.paragraphs if paragraph.text == "نعم"]
    assert paragraph._p.pPr.find(qn("w:bidi")) is not None
    assert paragraph.runs[0]._r.rPr.find(qn("w:rtl")) is not None
    assert word.tables[0]._tbl.tblPr.find(qn("w:bidiVisual")) is not None


def test_a_cell_of_left_to_right_text_alone_stays_exact_on_its_side():
    word = opened(only(Table("x", (Column("أ"), Column("ب", "number")), ((Ltr("1-2"), Ltr("75%")),)), language="ar"))
    [start, end] = [cell.paragraphs[0] for cell in word.tables[0].rows[1].cells]
    assert [(part.text, part._p.pPr.find(qn("w:bidi")), part.alignment.name) for part in (start, end)] == [
        ("1-2", None, "RIGHT"),
        ("75%", None, "LEFT"),
    ]


def test_ranges_within_arabic_words_stand_between_marks():
    word = opened(only(Paragraph("في 2021-2022 نعم"), language="ar"))
    assert word.paragraphs[1].text == "في \u200e2021-2022\u200e نعم"


def test_arabic_names_run_from_right_to_left_in_english_text():
    runs = opened(only(Paragraph(("Mr ", Name("علي"))))).paragraphs[1].runs
    assert [run._r.rPr is not None and run._r.rPr.find(qn("w:rtl")) is not None for run in runs] == [False, True]


def test_links_open_absolute_addresses_only():
    word = opened(only(Paragraph((Link("a", "https://x.example/"), Link("b", "/en"), Link("c", "javascript:x")))))
    [link] = word.paragraphs[1].hyperlinks
    assert (link.text, link.address, word.paragraphs[1].text) == ("a", "https://x.example/", "abc")


def test_hostile_text_is_only_text():
    blocks = [block for text in HOSTILE for block in (Paragraph(Name(text)), Heading(text), Bullets((text,)))]
    content = render(only(*blocks, Table("x", (Column("a"),), tuple((text,) for text in HOSTILE))))
    word = docx.Document(io.BytesIO(content))
    assert [row[0] for row in cells(word.tables[0])[9:11]] == list(HOSTILE[8:10])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert "<script" not in archive.read("word/document.xml").decode()


def test_long_tables_and_texts_and_empty_ones_open():
    table = Table("t", (Column("a"), Column("b")), tuple((f"r{n}", "word " * 50) for n in range(500)))
    word = opened(only(table, Paragraph("x" * 100_000), Table("u", (Column("a"),), ()), Facts(()), Bullets(())))
    assert [len(table.rows) for table in word.tables] == [501, 1]
    assert [paragraph.text for paragraph in opened(only()).paragraphs] == ["Progress report on the work plan"]


def test_a_wide_document_lies_on_its_side():
    document = report("en")
    wide = opened(type(document)(document.title, "en", wide=True)).sections[0]
    assert wide.page_width > wide.page_height
