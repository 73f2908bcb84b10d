"""HTML holds the words, marks their direction and runs nothing that a person typed."""

from html.parser import HTMLParser

import pytest

from pesnet.documents.content import (
    Bar,
    Bars,
    Bullets,
    Column,
    Facts,
    Figure,
    Figures,
    Heading,
    Link,
    Ltr,
    Name,
    Paragraph,
    Table,
)
from pesnet.documents.html import fragment, page
from tests.documents.samples import HOSTILE, WORDS, only, report


class Seen(HTMLParser):
    """The tags and the words of a page."""

    def __init__(self, markup):
        super().__init__()
        self.tags, self.attributes, self.words = [], [], []
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, *pair) for pair in attrs]

    def handle_data(self, data):
        self.words += data.split()


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("fr", "ltr"), ("ar", "rtl")])
def test_a_page_stands_alone_in_its_language(language, direction):
    seen = Seen(page(report(language)))
    assert {("html", "lang", language), ("html", "dir", direction)} <= set(seen.attributes)
    assert [tag for tag in seen.tags if tag in ("link", "script", "img")] == []
    assert [value for _, name, value in seen.attributes if name in {"src", "style"}] == []
    assert set(WORDS[language]["title"].split()) <= set(seen.words)


def test_a_fragment_has_no_title_and_starts_at_the_second_level():
    seen = Seen(fragment(report("en")))
    assert [tag for tag in seen.tags if tag in ("html", "h1", "h2", "h3", "h4", "style")] == ["h2", "h4"]


def test_a_table_of_many_columns_scrolls_and_a_narrow_one_stacks():
    wide = Seen(fragment(report("en"))).attributes
    narrow = Seen(fragment(only(Table("x", (Column("a"), Column("b")), (("1", "2"),))))).attributes
    assert ("div", "tabindex", "0") in wide
    assert ("td", "data-l", "b") in narrow
    assert ("div", "tabindex", "0") not in narrow


def test_pieces_of_one_link_share_one_anchor():
    assert fragment(only(Paragraph(Link("الفترة 2021-2022 كلها", "/x")), language="ar")).strip() == (
        '<p><a href="/x">الفترة <bdi dir="ltr">2021-2022</bdi> كلها</a></p>'
    )


def test_left_to_right_text_and_names_are_isolated():
    assert fragment(only(Paragraph((Ltr("a-b"), " ", Name("علي"), "\nx")))).strip() == (
        '<p><bdi dir="ltr">a-b</bdi> <bdi dir="rtl">علي</bdi><br>x</p>'
    )


def test_addresses_that_run_code_are_not_linked():
    assert fragment(only(Paragraph(Link("x", "javascript:alert(1)")))).strip() == "<p>x</p>"


def test_hostile_text_makes_no_element_in_any_block():
    blocks = [
        block
        for text in HOSTILE
        for block in (
            Heading(text),
            Paragraph(Name(text)),
            Bullets((Ltr(text),)),
            Facts(((text, text),)),
            Figures((Figure(text, text, text, text),)),
            Bars(text, text, text, (Bar(text, text),)),
            Table(text, (Column(text),) * 5, ((Link(text, text),) * 5,)),
        )
    ]
    seen = Seen(page(only(*blocks)))
    assert [tag for tag in seen.tags if tag in ("script", "img", "label", "a")] == []
    assert [name for _, name, _ in seen.attributes if name.startswith("on")] == []


def test_an_empty_document_has_a_title_and_nothing_else():
    assert fragment(only()) == ""
    assert "<h1>Progress report on the work plan</h1>" in page(only())
