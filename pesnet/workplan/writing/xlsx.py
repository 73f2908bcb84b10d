"""Writing a work plan as an Excel file."""

from __future__ import annotations

import io
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from pesnet.workplan.layout import COLUMNS, Labels
from pesnet.workplan.parsed import ParsedArea, ParsedPlan
from pesnet.workplan.writing.cells import activity_cells, area_heading, framework_rows

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_CELL = 32767
_WIDTHS = dict(zip(COLUMNS, (6, 38, 18, 22, 22, 26, 80), strict=True))
_LAST = len(COLUMNS) - 1
_LINE_HEIGHT = 15
_HIGHEST = 400
# Texts stay texts: nothing that begins with "=" or looks like a number or an address is taken for one.
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}


def write(plan: ParsedPlan, labels: Labels) -> bytes:
    """The plan on one sheet in the layout of the adopted document; raises ValueError for a text no cell can hold."""
    content = io.BytesIO()
    with import_module("xlsxwriter").Workbook(content, _OPTIONS) as workbook:
        _Sheet(workbook, labels).write(plan)
    return content.getvalue()


class _Sheet:
    """The sheet being written, row by row."""

    def __init__(self, workbook: Workbook, labels: Labels) -> None:
        order = 2 if labels.right_to_left else 1
        plain = {"text_wrap": True, "valign": "top", "border": 1, "reading_order": order}
        self._labels = labels
        self._row = 0
        self._sheet: Worksheet = workbook.add_worksheet()
        self._plain = workbook.add_format(plain)
        self._strong = workbook.add_format(plain | {"bold": True, "bg_color": "#E8EEF2"})
        self._free = workbook.add_format(plain | {"border": 0})
        self._heading = workbook.add_format(plain | {"border": 0, "bold": True, "font_size": 13})
        for place, width in enumerate(_WIDTHS.values()):
            self._sheet.set_column(place, place, width)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        if labels.right_to_left:
            self._sheet.right_to_left()

    def write(self, plan: ParsedPlan) -> None:
        """Write the whole plan."""
        self._across([self._labels.network], self._heading)
        if plan.title:
            self._across([plan.title], self._heading)
        for label, value in framework_rows(plan, self._labels):
            lines = [value] if isinstance(value, str) else [f"• {item}" for item in value]
            self._merge(0, 1, label, self._strong)
            self._merge(2, _LAST, "\n".join(lines), self._plain)
            self._next_row(lines, 2)
        for area in plan.areas:
            self._write_area(area)

    def _write_area(self, area: ParsedArea) -> None:
        self._row += 1
        self._across([area_heading(area, self._labels)], self._heading)
        for objective in area.objectives:
            self._across([f"• {objective}"], self._free)
        self._cells([self._labels.columns[name] for name in COLUMNS], self._strong)
        for activity in area.activities:
            texts = activity_cells(activity, self._labels)
            self._cells(["\n".join(texts[name]) for name in COLUMNS], self._plain)

    def _across(self, lines: Sequence[str], style: Format) -> None:
        self._merge(0, _LAST, "\n".join(lines), style)
        self._next_row(lines, 0)

    def _next_row(self, lines: Sequence[str], first: int) -> None:
        """Go on below a merged cell, which a spreadsheet does not make high enough by itself."""
        width = sum(list(_WIDTHS.values())[first:])
        height = sum(_LINE_HEIGHT * (1 + len(part) // width) for line in lines for part in line.split("\n"))
        self._sheet.set_row(self._row, min(max(height, 20), _HIGHEST))
        self._row += 1

    def _merge(self, first: int, last: int, text: str, style: Format) -> None:
        self._sheet.merge_range(self._row, first, self._row, last, _checked(text), style)

    def _cells(self, texts: Sequence[str], style: Format) -> None:
        for place, text in enumerate(texts):
            self._sheet.write_string(self._row, place, _checked(text), style)
        self._row += 1


def _checked(text: str) -> str:
    if len(text) > LONGEST_CELL:
        raise ValueError(f"a cell of a spreadsheet holds at most {LONGEST_CELL} characters")
    return text
