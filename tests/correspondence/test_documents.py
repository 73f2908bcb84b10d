"""What a letter says comes out of every format as it was put in."""

import csv
import io
import re
import unicodedata
import zipfile

import docx
import pypdfium2
import pytest

from pesnet.correspondence.document import document_of
from pesnet.correspondence.models import LetterKind
from pesnet.documents import csv as tables
from pesnet.documents import docx as word
from pesnet.documents import html, pdf, transport, xlsx
from tests.correspondence.matters import a_matter, words_of

K = LetterKind
HARSH = {
    "given_name": "Zoë “Zed”",
    "family_name": "O'Neil-علي",
    "native_name": "زوي «زد»",
    "institution": "=Service <b>&</b> {name}",
    "position": 'Analyst "A"',
}
REMARK = 'First "line"\nسطر ثانٍ (2021-2022)\n\nAnother {course} paragraph'
LATIN = ("Zoë", "Zed", "Neil", "Service", "name", "First", "Another")
PIECES = ("Zoë", "“Zed”", "O'Neil", "علي", "{name}", '"A"')


def letter(language, kind=K.NOMINATION, **details):
    return document_of(words_of(a_matter(kind, **HARSH), language, signatory="Ms “Q”", **details), language)


def words(text):
    """The words of a text without vowel signs, which the PDF leaves out."""
    return re.findall(r"[^\W\d_]+", re.sub("[\u064b-\u0652\u0670]", "", unicodedata.normalize("NFKC", text)))


def pdf_text(document):
    opened = pypdfium2.PdfDocument(pdf.render(document))
    text = "\n".join(page.get_textpage().get_text_range() for page in opened)
    opened.close()
    return text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_names_and_remarks_with_quotes_and_both_directions_survive_in_every_format(language):
    document = transport.from_json(transport.as_json(letter(language, remark=REMARK)))
    opened = docx.Document(io.BytesIO(word.render(document)))
    in_word = "\n".join(
        [
            *(part.text for part in opened.paragraphs),
            *(cell.text for row in opened.tables[0].rows for cell in row.cells),
        ]
    )
    with zipfile.ZipFile(io.BytesIO(xlsx.render(document))) as archive:
        in_sheet = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith("1.xml"))
    in_table = next(csv.reader(io.StringIO(tables.render(document).decode("utf-8-sig").split("\r\n", 1)[1])))
    found = {"docx": in_word, "csv": " ".join(in_table)}
    assert {form: [piece for piece in PIECES if piece not in text] for form, text in found.items()} == {
        "docx": [], "csv": [],
    }  # fmt: skip
    in_pdf = words(pdf_text(document))
    assert [word for word in (*LATIN, *words("سطر ثانٍ علي")) if word not in in_pdf] == []
    page = str(html.page(document))
    assert ("<b>&</b>" in page, "&lt;b&gt;" in page, "First &#34;line&#34;<br>" in page) == (False, True, True)
    assert "<f>" not in in_sheet
    assert in_table[2].startswith("'=Service")


@pytest.mark.parametrize("kind", K)
def test_the_words_of_an_arabic_pdf_are_the_words_that_were_set(kind):
    said = words_of(a_matter(kind), "ar", place="أنقرة", signatory="ليلى مثال", remark="فقرة إضافية.")
    parts = (
        said.sender, (said.reference, said.place_and_day), said.recipient, (said.subject, said.body), said.columns,
        (cell for row in said.rows for cell in row), (said.remark, said.closing), said.signatory,
    )  # fmt: skip
    expected = words(" ".join(text for part in parts for text in part))
    found = words(pdf_text(document_of(said, "ar")))
    arabic = re.compile("[\u0600-\u06ff]")
    assert sorted(word for word in found if arabic.search(word)) == sorted(
        word for word in expected if arabic.search(word)
    )


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_letter_has_its_number_subject_and_signature_and_is_tagged(language):
    content = pdf.render(letter(language, K.INVITATION))
    assert b"<pdfuaid:part>1" in content
    found = words(pdf_text(letter(language, K.INVITATION)))
    assert [word in found for word in ("PESNET", "L", "Ms", "Q")] == [True] * 4


def test_a_word_file_in_arabic_runs_from_right_to_left_and_begins_with_the_head():
    opened = docx.Document(io.BytesIO(word.render(letter("ar", K.INVITATION))))
    lines = [part.text for part in opened.paragraphs if part.text]
    assert lines[0].startswith("شبكة منظمة التعاون الإسلامي")
    assert lines[-1] == "Ms “Q”"
    assert opened.paragraphs[0]._p.pPr.find(docx.oxml.ns.qn("w:bidi")) is not None
