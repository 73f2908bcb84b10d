"""A document as a workbook: a sheet for its words and figures, one for each table, native charts, never a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING

from pesnet.documents.content import (
    PUBLISHER,
    Bars,
    Block,
    Bullets,
    Document,
    Facts,
    Figures,
    Heading,
    Language,
    Link,
    Ltr,
    Note,
    Paragraph,
    Signature,
    Table,
    Text,
)
from pesnet.documents.inline import plain
from pesnet.documents.safe_text import absolute

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_LONGEST_TEXT = 32_767  # UTF-16 units; Excel refuses a file with a longer cell
_LONGEST_ADDRESS = 2_079
_LARGEST_EXACT = 10**15
_EARLIEST = date(1900, 3, 1)  # before it Excel counts a day that never was
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\n]")
_CHARACTERS_PER_SHARE = 14

_Line = tuple[tuple[Text, ...], str]


def render(document: Document) -> bytes:
    """The document as XLSX; in Arabic every sheet runs from right to left."""
    out = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with import_module("xlsxwriter").Workbook(out, options) as workbook:
        workbook.set_properties({"title": plain(document.title, document.language), "author": PUBLISHER})
        writer = _Writer(workbook, document.language)
        writer.front(document)
        for block in document.blocks:
            if isinstance(block, Table):
                writer.table(block)
            elif isinstance(block, Bars):
                writer.bars(block)
    return out.getvalue()


class _Writer:
    """Writes sheets row by row, as constant memory demands."""

    def __init__(self, workbook: Workbook, language: Language) -> None:
        self.workbook = workbook
        self.language = language
        self.names: set[str] = set()
        self.formats: dict[tuple[str, ...], Format] = {}

    def front(self, document: Document) -> None:
        """The first sheet: title, marks, and every block that is no table."""
        sheet = self._sheet(document.title or PUBLISHER)
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, 1, 24)
        sheet.set_column(2, 2, 60)
        self._cell(sheet, (0, 0), document.title, "title")
        lines: list[_Line] = [((words,), "") for words in (document.subtitle, *document.marks) if words]
        lines += [((line,), "") for line in (document.head.lines if document.head else ())]
        for block in document.blocks:
            lines += _lines(block)
        for row, (cells, look) in enumerate(lines, start=1):
            for column, cell in enumerate(cells):
                self._cell(sheet, (row, column), cell, look if column == 0 else "")

    def table(self, table: Table) -> Worksheet:
        """A sheet whose first line is the head, frozen and with filters."""
        sheet = self._sheet(table.name or table.caption)
        sheet.freeze_panes(1, 0)
        if table.columns:
            sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        for column, head in enumerate(table.columns):
            sheet.set_column(column, column, head.share * _CHARACTERS_PER_SHARE)
            self._cell(sheet, (0, column), head.title, "head")
        for row, cells in enumerate((*table.rows, table.footer) if table.footer else table.rows, start=1):
            look = "foot" if row > len(table.rows) else ""
            for column, cell in enumerate(cells):
                self._cell(sheet, (row, column), cell, look, number=table.columns[column].kind == "number")
        return sheet

    def bars(self, bars: Bars) -> None:
        """A sheet with the data and a native chart beside it."""
        sheet = self.table(bars.as_table())
        last = len(bars.rows)
        if not last:
            return
        chart = self.workbook.add_chart({"type": "bar"})
        chart.add_series(
            {
                "name": [sheet.get_name(), 0, 1],
                "categories": [sheet.get_name(), 1, 0, last, 0],
                "values": [sheet.get_name(), 1, 1, last, 1],
                "fill": {"color": "#0a4d3e"},
                "data_labels": {"value": True},
            }
        )
        chart.set_title({"name": plain(bars.caption, self.language), "overlay": False})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"min": 0, "max": float(bars.full), "reverse": self.language == "ar"})
        chart.set_size({"width": 640, "height": 160 + 28 * last})
        sheet.insert_chart(0, 3, chart, {"description": plain(bars.caption, self.language)})

    def _sheet(self, wanted: str) -> Worksheet:
        words = _NOT_IN_SHEET_NAMES.sub(" ", plain(wanted, self.language)).strip(" '")
        stem = _cut(words, 31).strip(" '") or PUBLISHER
        stem = f"{stem} 1" if stem.lower() == "history" else stem
        name, number = stem, 1
        while name.lower() in self.names:
            number += 1
            name = f"{_cut(stem, 30 - len(str(number)))} {number}"
        self.names.add(name.lower())
        sheet = self.workbook.add_worksheet(name)
        if self.language == "ar":
            sheet.right_to_left()
        return sheet

    def _cell(self, sheet: Worksheet, at: tuple[int, int], cell: Text, look: str, *, number: bool = False) -> None:
        if isinstance(cell, Link):
            href = absolute(cell.href)
            if href and len(href) <= _LONGEST_ADDRESS:
                sheet.write_url(*at, href, string=" ")  # the cell itself is written below, with its type
                look = look or "link"
            cell = cell.text
        if isinstance(cell, int | Decimal) and Decimal(cell).is_finite() and -_LARGEST_EXACT < cell < _LARGEST_EXACT:
            whole = cell == int(cell)
            sheet.write_number(*at, float(cell), self._format(look, "whole" if whole else "number"))
        elif isinstance(cell, date) and cell >= _EARLIEST:
            sheet.write_datetime(*at, cell, self._format(look, "date"))
        elif text := plain(cell, self.language):
            way = "ltr" if isinstance(cell, Ltr) else ""
            style = self._format(look, "end" if number else "", way)
            sheet.write_string(*at, _cut(text, _LONGEST_TEXT), style)

    def _format(self, *looks: str) -> Format:
        if looks not in self.formats:
            properties: dict[str, object] = {"text_wrap": True, "valign": "top"}
            for look in looks:
                properties |= _LOOKS[look]
            if self.language == "ar":
                properties.setdefault("reading_order", 2)
                properties.setdefault("align", "right")
            self.formats[looks] = self.workbook.add_format(properties)
        return self.formats[looks]


_LOOKS: dict[str, dict[str, object]] = {
    "": {},
    "title": {"bold": True, "font_size": 16, "font_color": "#073b30", "text_wrap": False},
    "heading": {"bold": True, "font_size": 12, "font_color": "#073b30", "text_wrap": False},
    "name": {"bold": True},
    "head": {"bold": True, "bottom": 2, "bottom_color": "#073b30"},
    "foot": {"bold": True, "top": 2, "top_color": "#073b30"},
    "whole": {"num_format": "#,##0"},
    "number": {"num_format": "#,##0.##"},
    "date": {"num_format": "yyyy-mm-dd", "align": "left"},
    "link": {"font_color": "#0e6350", "underline": 1},
    "end": {"align": "right"},
    "ltr": {"reading_order": 1},
}


def _lines(block: Block) -> Iterable[_Line]:
    match block:
        case Heading():
            yield (block.text,), "heading"
        case Paragraph() | Note():
            yield (block.text,), ""
        case Bullets():
            yield from (((item,), "") for item in block.items)
        case Signature():
            yield from (((line,), "") for line in block.lines)
        case Facts():
            yield from ((pair, "name") for pair in block.pairs)
        case Figures():
            yield from (((item.name, item.linked, item.definition), "name") for item in block.items)


def _cut(text: str, units: int) -> str:
    encoded = text.encode("utf-16-le")
    if len(encoded) <= 2 * units:
        return text
    return encoded[: 2 * (units - 1)].decode("utf-16-le", errors="ignore") + "…"
