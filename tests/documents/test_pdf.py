"""A PDF is tagged, carries its words in order, and reaches neither the network nor any file."""

import re
import socket
import threading
import unicodedata

import pypdfium2
import pytest
import typst
from babel import Locale

from pesnet.documents import pdf
from pesnet.documents.content import (
    Bars,
    Bullets,
    Column,
    Document,
    Facts,
    Figure,
    Figures,
    Heading,
    Link,
    Ltr,
    Name,
    Note,
    Paragraph,
    Table,
)
from tests.documents.samples import HOSTILE, WORDS, only, report

MARKS = re.compile("[\u064b-\u0652\u0670\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def opened():
    documents = []

    def opened(content):
        documents.append(pypdfium2.PdfDocument(content))
        return documents[-1]

    yield opened
    for document in documents:
        document.close()


@pytest.fixture
def proxy(monkeypatch):
    """A proxy that counts who calls and hangs up: whatever typst would fetch comes by here."""
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, address)
        for name in ("no_proxy", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)

        def listen():
            while True:
                try:
                    caller, _ = server.accept()
                except OSError:
                    return
                calls.append(1)
                caller.close()

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield calls
        server.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def words_of(document):
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    return MARKS.sub("", unicodedata.normalize("NFC", text)).split()


def arabic(words):
    stripped = (word.strip("().،:") for word in words)
    return [word for word in stripped if re.search("[\u0600-\u06ff]", word)]


def left_to_right(page):
    """The digits and signs between header and footer of a page of one line, as the eye meets them."""
    text = page.get_textpage()
    found = [
        (*text.get_charbox(index, loose=True)[:2], text.get_text_range(index, 1)) for index in range(text.count_chars())
    ]
    return "".join(sign for _, y, sign in sorted(found) if sign in "0123456789+-–%" and 70 < y < page.get_height() - 70)


def test_the_words_of_an_arabic_report_come_out_in_order(opened):
    """What differs when pdfium extracts the text, while the page itself is right (looked at, and see the next test):

    - vowel signs are not set, since typst and Amiri write them so that letters change places in the extracted word;
    - brackets come out mirrored: ``)103(``; poppler extracts them as set;
    - ranges, codes and Latin names of several words come out in reverse order of their parts (``2022–2021``), since
      pdfium orders lines anew and knows no isolates; poppler extracts them as set.
    """
    document = opened(pdf.render(report("ar")))
    words = WORDS["ar"]
    row = [words["item"], "سبتمبر"]
    expected = [
        *(words["mark"], words["title"], words["subtitle"], words["planned"], words["definition"]),
        *(words["unknown"], words["people"], words["area"], words["text"], words["item"], words["all"]),
        *(words["when"], "مارس", words["number"], words["people"], words["activity"], words["people"]),
        *(words["item"], words["unknown"], words["all"], words["all"]),
        *(words["number"], words["activity"], words["when"], words["people"], words["rate"]),
        *(*row, words["item"], words["unknown"], words["unknown"], words["all"], words["mind"]),
        *(words["title"], words["mark"], words["subtitle"]),
    ]
    assert arabic(words_of(document)) == arabic(MARKS.sub("", " ".join(expected)).split())


@pytest.mark.parametrize("text", ["2021–2022", "2021-2022", "75%", "-5", "+962 6 500 1234", "28 – 30"])
@pytest.mark.parametrize("kind", [str, Ltr])
def test_ranges_signs_and_percentages_read_from_left_to_right_in_arabic(opened, text, kind):
    document = opened(pdf.render(Document("أ", "ar", blocks=(Paragraph(("قبل ", kind(text), " بعد")),))))
    assert left_to_right(document[0]) == text.replace(" ", "")


def test_the_names_of_all_countries_come_out_as_set_in_arabic(opened):
    names = [
        MARKS.sub("", name) for name in Locale("ar").territories.values() if re.fullmatch("[\u0600-\u06ff ]+", name)
    ]
    blocks = tuple(Paragraph(Name(name)) for name in names)
    found = arabic(words_of(opened(pdf.render(only(*blocks, language="ar")))))
    assert len(names) > 200
    assert [name for name in names if " ".join(arabic(name.split())) not in " ".join(found)] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_words_of_a_report_come_out_in_order(opened, language):
    words = WORDS[language]
    found = " ".join(words_of(opened(pdf.render(report(language)))))
    parts = [
        words["title"],
        words["subtitle"],
        words["definition"],
        words["text"] + " 2021–2022 75% Ürün",
    ]
    positions = [found.find(part) for part in [*parts, words["item"] + " 28 ", words["mind"]]]
    assert -1 not in positions
    assert positions == sorted(positions)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_pdf_is_tagged_and_titled_and_says_its_language(opened, language):
    content = pdf.render(report(language))
    document = opened(content)
    assert (b"<pdfuaid:part>1" in content, document.is_tagged()) == (True, True)
    assert document.get_metadata_value("Title") == f"{WORDS[language]['title']} 2021–2022"
    assert f"/Lang({language})".encode() in content.replace(b" ", b"")


def test_the_same_document_gives_the_same_bytes():
    assert pdf.render(report("ar")) == pdf.render(report("ar"))


def test_a_long_table_repeats_its_head_and_counts_its_pages(opened):
    rows = tuple((f"row{number}", "text " * 30, number) for number in range(300))
    document = opened(pdf.render(only(Table("All", (Column("Name"), Column("Long"), Column("No.", "number")), rows))))
    texts = [page.get_textpage().get_text_range() for page in document]
    assert len(texts) > 10
    assert [text.count("Name Long No.") for text in texts] == [1] * len(texts)
    assert [f"{number} / {len(texts)}" in text for number, text in enumerate(texts, start=1)] == [True] * len(texts)
    assert [WORDS["en"]["title"] in text for text in texts] == [True] * len(texts)
    found = re.findall(r"row\d+", " ".join(texts))
    assert found == [f"row{number}" for number in range(300)]


def test_a_text_longer_than_a_page_goes_on(opened):
    document = opened(pdf.render(only(Table("x", (Column("a"), Column("b", "number")), (("word " * 5_000, 1),)))))
    assert words_of(document).count("word") == 5_000


def test_hostile_text_is_shown_and_never_obeyed(opened, proxy):
    rows = tuple((Name(text), Link(text, text), Ltr(text)) for text in HOSTILE)
    blocks = [block for text in HOSTILE for block in (Paragraph(text), Heading(text), Note(text), Bullets((text,)))]
    figures = Figures(tuple(Figure(text, text, text, text) for text in HOSTILE))
    content = pdf.render(only(*blocks, figures, Table("x", (Column("a"), Column("b"), Column("c")), rows)))
    assert proxy == []
    assert '#import "@preview/cetz:0.3.0": *' in " ".join(words_of(opened(content)))
    assert b"/URI" not in content


@pytest.mark.parametrize("source", ['#read("/etc/passwd")', '#read("../../../../etc/passwd")', '#include "/etc/hosts"'])
def test_a_template_reads_no_file(source, proxy):
    with pytest.raises(typst.TypstError, match=r"file not found|escape the project root"):
        pdf.compiled(source.encode(), "{}", standards=[])
    assert proxy == []


def test_a_template_gets_no_package_and_the_proxy_sees_whoever_asks(proxy):
    with pytest.raises(typst.TypstError, match="failed to download package"):
        pdf.compiled(b'#import "@preview/cetz:0.3.0": *', "{}", standards=[])
    assert len(proxy) > 0


def test_our_template_names_no_file_and_no_package():
    template = pdf.template().decode()
    assert [
        word for word in ("import", "include", "read(", "eval(", "image(", "plugin(", "@preview") if word in template
    ] == []


def test_characters_without_a_font_are_kept_at_the_price_of_the_declaration(opened):
    content = pdf.render(only(Paragraph("名前 ok")))
    assert (b"pdfuaid" in content, opened(content).is_tagged()) == (False, True)
    assert "ok" in words_of(opened(content))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_empty_documents_and_empty_blocks_are_set(opened, language):
    bare = (Heading(""), Paragraph(""), Note(""), Bullets(()), Facts(()), Figures(()), Bars("", "", "", ()))
    blocks = (*bare, Table("", (), ()), Table("t", (Column("a"),), ()), Heading("x", 4))
    assert len(opened(pdf.render(Document("", language)))) == 1
    assert b"<pdfuaid:part>1" in pdf.render(Document("", language, blocks=blocks))
