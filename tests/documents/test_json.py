"""JSON keeps the types of the values."""

import json

import pytest

from pesnet.documents.content import Paragraph
from pesnet.documents.json import render
from tests.documents.samples import HOSTILE, WORDS, only, report


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_numbers_dates_and_links_are_typed(language):
    whole = json.loads(render(report(language)))
    words = WORDS[language]
    [table] = [block for block in whole["blocks"] if block["type"] == "table"]
    assert whole["title"] == f"{words['title']} 2021–2022"
    assert table["columns"][2] == {"title": words["when"], "kind": "date"}
    link = {"text": 103, "href": "https://portal.example/1"}
    assert table["rows"][0] == ["1.1", words["item"], "2021-09-28", link, "75%"]
    assert table["rows"][1][3] == 12.5
    assert table["footer"] == ["", words["all"], "", 1839, ""]


def test_hostile_text_is_carried_without_control_characters():
    whole = json.loads(render(only(*(Paragraph(text) for text in HOSTILE))))
    texts = [block["text"] for block in whole["blocks"]]
    assert texts[5:8] == ["bell[31m", "exe.txt", "open"]
    assert texts[8] == HOSTILE[8]


def test_an_empty_document_has_no_blocks():
    assert json.loads(render(only()))["blocks"] == []
