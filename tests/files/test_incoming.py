"""Files that people send are checked before anything reads them."""

import zipfile
from io import BytesIO
from types import SimpleNamespace

import pytest

from pesnet.core.errors import DomainError
from pesnet.files import incoming
from pesnet.files.incoming import CSV, DOCX, PDF, XLSX, take


def zipped(*members):
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in members:
            archive.writestr(name, "x")
    return content.getvalue()


def sent(name, content):
    return SimpleNamespace(filename=name, stream=BytesIO(content))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7"),
        ("A.DOCX", zipped("word/document.xml")),
        ("a.xlsx", zipped("xl/workbook.xml")),
        ("a.csv", b"a,b"),
    ],
)
def test_a_good_file_is_taken_as_it_is(name, content):
    path = take(sent(name, content), limit=10_000, kinds=(PDF, DOCX, XLSX, CSV))
    assert path.read_bytes() == content
    path.unlink()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.exe", b"MZ", "Send a file of one of these kinds"),
        (None, b"%PDF-", "Send a file of one of these kinds"),
        ("a.pdf", b"", "The file is empty"),
        ("a.pdf", b"PK\x03\x04", "The content is not that of"),
        ("a.docx", b"PK\x03\x04 broken", "The content is not that of"),
        ("a.docx", zipped("xl/workbook.xml"), "The content is not that of"),
        ("a.csv", b"a\x00b", "The content is not that of"),
        ("a.pdf", b"%PDF-" + b"x" * 2_000_000, "The file is too large"),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence(name, content, reason):
    with pytest.raises(DomainError, match=reason):
        take(sent(name, content), limit=1024 * 1024, kinds=(PDF, DOCX, CSV))


def test_a_zip_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(incoming, "MOST_INFLATED", 1)
    with pytest.raises(DomainError, match="too large once it is unpacked"):
        take(sent("a.docx", zipped("word/document.xml", "more")), limit=10_000, kinds=(DOCX,))


def test_nothing_is_left_of_a_refused_file(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(DomainError):
        take(sent("a.pdf", b"no"), limit=100, kinds=(PDF,))
    assert list(tmp_path.iterdir()) == []
