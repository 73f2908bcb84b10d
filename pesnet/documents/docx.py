"""A document as Word file, with real headings, repeated table heads and right-to-left paragraphs, words and tables."""

from __future__ import annotations

import io
from functools import singledispatchmethod
from typing import cast

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Row
from docx.text.paragraph import Paragraph as WordParagraph

from pesnet.documents import word_xml
from pesnet.documents.content import (
    PUBLISHER,
    Bars,
    Block,
    Bullets,
    Column,
    Document,
    Facts,
    Figures,
    Heading,
    Letterhead,
    Note,
    PageBreak,
    Paragraph,
    Signature,
    Table,
    Text,
)
from pesnet.documents.inline import pieces, plain
from pesnet.documents.safe_text import absolute

_LEFT_TO_RIGHT_MARK = "\u200e"
_LINK = RGBColor(0x0E, 0x63, 0x50)
_LOOKS = {
    "Normal": (11, "14211D", False),
    "Title": (22, "073B30", True),
    "Subtitle": (13, "47564F", False),
    "Heading 1": (16, "073B30", True),
    "Heading 2": (13, "073B30", True),
    "Heading 3": (11.5, "073B30", True),
    "Heading 4": (11, "073B30", True),
    "Intense Quote": (11, "6A4600", False),
    "Caption": (10, "47564F", False),
    "Header": (9, "47564F", False),
    "Footer": (9, "47564F", False),
}


def render(document: Document) -> bytes:
    """The document as DOCX."""
    writer = _Writer(document)
    writer.front()
    for block in document.blocks:
        writer.block(block)
    out = io.BytesIO()
    writer.word.save(out)
    return out.getvalue()


class _Writer:
    """Writes block after block into one Word document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.rtl = document.direction == "rtl"
        self.word: WordDocument = docx.Document()
        word_xml.set_language(self.word, document.language)
        for name, (points, colour, bold) in _LOOKS.items():
            word_xml.set_look(cast(ParagraphStyle, self.word.styles[name]), points, colour, bold=bold)

    def front(self) -> None:
        """Page, properties, running header and footer, title and subtitle."""
        title = plain(self.document.title, self.document.language) or PUBLISHER
        self._page()
        properties = self.word.core_properties
        properties.title, properties.author, properties.last_modified_by = title[:255], PUBLISHER, PUBLISHER
        properties.language, properties.comments = self.document.language, ""
        section = self.word.sections[0]
        marks = tuple(part for mark in self.document.marks for part in (" · ", mark))
        self._fill(section.header.paragraphs[0], (title, *marks))
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        word_xml.add_field(footer, "PAGE")
        if self.document.head:
            self._head(self.document.head)
        else:
            self._fill(self.word.add_paragraph(style="Title"), title)
        if self.document.subtitle:
            self._fill(self.word.add_paragraph(style="Normal"), self.document.subtitle)

    def _head(self, head: Letterhead) -> None:
        for place, line in enumerate(head.sender):
            self._fill(self.word.add_paragraph(style="Heading 1" if place == 0 else "Normal"), line)
        for place, line in enumerate((*head.aside, *head.recipient)):
            paragraph = self.word.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.paragraph_format.space_before = Pt(14 if place == len(head.aside) else 0)
            self._fill(paragraph, line, bold=place >= len(head.aside))
        self._fill(self.word.add_paragraph(style="Heading 2"), head.subject)

    @singledispatchmethod
    def block(self, block: Block) -> None:
        """One block, in the style that Word has for it."""
        raise TypeError(f"{type(block).__name__} is no block.")

    @block.register
    def _(self, block: Heading) -> None:
        self._fill(self.word.add_paragraph(style=f"Heading {min(max(block.level, 1), 4)}"), block.text)

    @block.register
    def _(self, block: Paragraph) -> None:
        self._fill(self.word.add_paragraph(), block.text)

    @block.register
    def _(self, block: Note) -> None:
        self._fill(self.word.add_paragraph(style="Intense Quote"), block.text)

    @block.register
    def _(self, block: Signature) -> None:
        for place, line in enumerate(block.lines):
            paragraph = self.word.add_paragraph()
            paragraph.paragraph_format.space_before = Pt(48 if place == 0 else 0)
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.paragraph_format.keep_with_next = place + 1 < len(block.lines)
            self._fill(paragraph, line, bold=place == 0)

    @block.register
    def _(self, block: Bullets) -> None:
        for item in block.items:
            self._fill(self.word.add_paragraph(style="List Bullet"), item)

    @block.register
    def _(self, block: Facts) -> None:
        self._grid((Column("", width=1), Column("", width=2.5)), block.pairs)

    @block.register
    def _(self, block: Figures) -> None:
        rows = tuple((item.linked, _named(item.name, item.definition)) for item in block.items)
        self._grid((Column("", width=1), Column("", width=2)), rows)

    @block.register
    def _(self, block: Bars) -> None:
        self._table(block.as_table())

    @block.register
    def _(self, _block: PageBreak) -> None:
        self.word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    @block.register
    def _table(self, table: Table) -> None:
        if table.caption:
            caption = self.word.add_paragraph(style="Caption")
            caption.paragraph_format.keep_with_next = True
            self._fill(caption, table.caption)
        self._grid(table.columns, table.rows, footer=table.footer, head=True)

    def _page(self) -> None:
        section = self.word.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        if self.document.wide:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Mm(297), Mm(210)
        section.left_margin = section.right_margin = Mm(20)
        section.top_margin = section.bottom_margin = Mm(22)

    def _grid(
        self,
        columns: tuple[Column, ...],
        rows: tuple[tuple[Text, ...], ...],
        *,
        footer: tuple[Text, ...] = (),
        head: bool = False,
    ) -> None:
        if not columns or not (head or rows):
            return
        table = self.word.add_table(rows=0, cols=len(columns), style="Table Grid")
        table.autofit = False
        if self.rtl:
            word_xml.turn_table(table)
        for column, width in zip(table.columns, self._widths(columns), strict=True):
            column.width = width
        if head:
            first = table.add_row()
            self._row(first, columns, tuple(column.title for column in columns), bold=len(columns))
            word_xml.repeat_row(first)
        for row in rows:
            self._row(table.add_row(), columns, row, bold=0 if head else 1)
        if footer:
            self._row(table.add_row(), columns, footer, bold=len(columns))
        self.word.add_paragraph()

    def _widths(self, columns: tuple[Column, ...]) -> list[Length]:
        section = self.word.sections[0]
        room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
        whole = sum(column.share for column in columns)
        return [Length(int(room * column.share / whole)) for column in columns]

    def _row(self, row: _Row, columns: tuple[Column, ...], texts: tuple[Text, ...], *, bold: int) -> None:
        """Fill the cells of a row; the first ``bold`` of them are bold."""
        for position, (cell, column, text) in enumerate(zip(row.cells, columns, texts, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = 0
            if column.kind == "number":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            self._fill(paragraph, text, bold=position < bold)

    def _fill(self, paragraph: WordParagraph, text: Text, *, bold: bool = False) -> None:
        """Write a line; in Arabic, one that holds only left-to-right text stays so, on its side of the page."""
        parts = pieces(text, self.document.language)
        whole = len(parts) == 1 and parts[0].direction == "ltr"
        if self.rtl and not whole:
            word_xml.turn_paragraph(paragraph)
        elif self.rtl:
            at_end = paragraph.alignment == WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if at_end else WD_ALIGN_PARAGRAPH.RIGHT
        for piece in parts:
            words = piece.text
            if self.rtl and piece.direction == "ltr" and not whole:
                words = f"{_LEFT_TO_RIGHT_MARK}{words}{_LEFT_TO_RIGHT_MARK}"
            run = paragraph.add_run(words)
            run.bold = run.font.cs_bold = bold or None
            if (piece.direction or self.document.direction) == "rtl":
                word_xml.turn_run(run)
            if absolute(piece.href):
                run.font.color.rgb, run.font.underline = _LINK, True
                word_xml.add_link(paragraph, run, absolute(piece.href))


def _named(name: str, definition: str) -> str:
    return f"{name}\n{definition}" if definition else name
