"""Documents cross into a process of their own and come back as files."""

from datetime import date
from decimal import Decimal

import pytest

from pesnet.documents.child import NotRendered, render_in_child
from pesnet.documents.content import Column, Document, Paragraph, Table
from pesnet.documents.transport import as_json, from_json
from tests.documents.samples import HOSTILE, only, report


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_document_is_the_same_on_the_other_side(language):
    assert from_json(as_json(report(language))) == report(language)


def test_every_kind_of_value_keeps_its_type():
    table = Table(
        "t", (Column("a"), Column("b", "number"), Column("c", "date")), (("x", Decimal("1.50"), date(2026, 1, 2)),)
    )
    assert from_json(as_json(only(table))) == only(table)


def test_text_that_people_type_arrives_unchanged():
    document = Document("t", "en", blocks=tuple(Paragraph(text) for text in HOSTILE))
    assert from_json(as_json(document)) == document


def test_what_is_no_document_is_refused():
    with pytest.raises(ValueError, match="not a document"):
        from_json("[1]")


@pytest.mark.parametrize(("format_name", "magic"), [("pdf", b"%PDF"), ("docx", b"PK"), ("json", b"{")])
def test_a_child_makes_the_file(format_name, magic):
    assert render_in_child(report("ar"), format_name).startswith(magic)


def test_an_unknown_format_is_an_error_that_says_so():
    with pytest.raises(NotRendered, match="KeyError"):
        render_in_child(only(), "odt")
