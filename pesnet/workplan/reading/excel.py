"""The rows of an Excel file, sheet after sheet."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from pesnet.core.message import Message
from pesnet.workplan.reading.archive import Archive
from pesnet.workplan.reading.headings import number_of
from pesnet.workplan.reading.rows import Cell, Row, lines_of
from pesnet.workplan.reading.unreadable import Unreadable

MOST_ROWS = 5000
MOST_COLUMNS = 60
MOST_MERGED = 2000
_REFERENCE = re.compile(r"([A-Z]{0,3})([0-9]{1,7})", re.IGNORECASE)
_Places = dict[tuple[int, int], int]


class ExcelDocument:
    """An Excel file read row by row."""

    def __init__(self, archive: Archive) -> None:
        for name in archive.xml_names():
            _check_extent(archive, name)
        try:
            workbook = CalamineWorkbook.from_filelike(io.BytesIO(archive.content))
            sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
            self._sheets = [workbook.get_sheet_by_name(sheet.name) for sheet in sheets]
        except (CalamineError, ValueError, OSError) as error:
            raise Unreadable(Message("The Excel file is damaged.")) from error

    def rows(self) -> Iterator[Row]:
        """The rows that have text; each sheet is a table, its rows numbered as Excel shows them."""
        for table, sheet in enumerate(self._sheets):
            yield from _sheet_rows(sheet, table)


def _sheet_rows(sheet: CalamineSheet, table: int) -> Iterator[Row]:
    spans, below = _merged(sheet)
    for at, values in enumerate(sheet.to_python(skip_empty_area=False)):
        cells = tuple(
            Cell(lines := lines_of(_text(value)), spans.get((at, place), 1), (at, place) in below and not lines)
            for place, value in enumerate(values)
        )
        filled = [place for place, cell in enumerate(cells) if cell.lines]
        if filled or any(cell.continues_above for cell in cells):
            alone = filled == [0] and number_of(cells[0].text) is None
            yield Row(cells, at + 1, table, whole=alone)


def _merged(sheet: CalamineSheet) -> tuple[_Places, set[tuple[int, int]]]:
    """How many columns a merged cell covers, and the places below its first row."""
    spans: _Places = {}
    below: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in (sheet.merged_cell_ranges or [])[:MOST_MERGED]:
        if bottom < MOST_ROWS and right < MOST_COLUMNS:
            spans[(top, left)] = right - left + 1
            below |= {(row, left) for row in range(top + 1, bottom + 1)}
    return spans, below


def _text(value: Any) -> str:
    """The value of a cell as its reader sees it: 2021.0 is 2021, a day is an ISO date."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time | timedelta):
        return str(value)
    return "" if value is None else str(value)


def _check_extent(archive: Archive, name: str) -> None:
    """Refuse a sheet that claims cells far out: it would be unfolded in memory."""
    sheet = archive.part(name)
    for node in () if sheet is None else sheet.iter():
        place = str(node.tag).rpartition("}")[2] in {"row", "c"}
        reference = _REFERENCE.fullmatch(node.get("r") or "") if place else None
        if reference and (int(reference[2]) > MOST_ROWS or _column(reference[1]) > MOST_COLUMNS):
            raise Unreadable(
                Message(
                    "The sheet has more than %(rows)s rows or %(columns)s columns.",
                    rows=str(MOST_ROWS),
                    columns=str(MOST_COLUMNS),
                )
            )


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
