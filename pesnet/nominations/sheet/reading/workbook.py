"""The rows of a delegation sheet, read by the keys above its columns; whatever is no such sheet is refused."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from pesnet.core.message import Message
from pesnet.core.text import clean
from pesnet.nominations.sheet.keys import FIRST_ROW, KEYS, MARK, MOST_PEOPLE
from pesnet.nominations.sheet.read_sheet import ReadSheet, SheetRow
from pesnet.workplan.reading.archive import Archive
from pesnet.workplan.reading.unreadable import Unreadable

MOST_COLUMNS = 60
MOST_ABOUT = 20
LONGEST = 6000
"""Longer answers are cut: they are refused as too long all the same."""
FOREIGN = Message(
    "This is not a delegation sheet of the portal, or its hidden parts were removed. Download the sheet of this course "
    "and fill it."
)
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.IGNORECASE)
_FORMULAS, _CONTENT = {"f"}, {"v", "is", "t"}
Grid = list[list[Any]]


def read(source: Path | bytes) -> ReadSheet:
    """The sheet in the file; :class:`Unreadable` with the reason when it is none."""
    archive = Archive(source)
    _check(archive)
    grids = list(_grids(archive.content))
    about = next((found for grid in grids if (found := _about(grid)).get("mark") == MARK), None)
    people = next((grid for grid in grids if grid and {"id", "given_name"} <= set(_texts(grid[0]))), None)
    if about is None or people is None:
        raise Unreadable(FOREIGN)
    return ReadSheet(about, list(_rows(people)))


def _rows(grid: Grid) -> Iterator[SheetRow]:
    places = {key: place for place, key in enumerate(_texts(grid[0])) if key in KEYS}
    for number, cells in enumerate(grid[FIRST_ROW - 1 :], start=FIRST_ROW):
        texts = _texts(cells)
        values = {key: texts[place] for key, place in places.items() if place < len(texts) and texts[place]}
        if values:
            yield SheetRow(number, values)


def _about(grid: Grid) -> dict[str, str]:
    pairs = (_texts(cells[:2]) for cells in grid[:MOST_ABOUT])
    return {pair[0]: pair[1] for pair in pairs if len(pair) == 2 and pair[0]}


def _grids(content: bytes) -> Iterator[Grid]:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet in workbook.sheets_metadata:
            if sheet.typ == SheetTypeEnum.WorkSheet:
                yield workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OSError) as error:
        raise Unreadable(Message("The Excel file is damaged.")) from error


def _texts(cells: list[Any]) -> list[str]:
    return [clean(_text(cell))[:LONGEST] for cell in cells]


def _text(value: Any) -> str:
    """The value of a cell as its reader sees it: 962790000000.0 is a telephone number."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _check(archive: Archive) -> None:
    """Refuse macros, formulas and sheets that claim cells far out, before anything unfolds them in memory."""
    if any(name.lower().endswith("vbaproject.bin") for name in archive.names()):
        raise Unreadable(Message("The file contains macros. Save it as an Excel workbook without macros (.xlsx)."))
    for name in archive.xml_names():
        if name.lower().startswith("xl/worksheets/"):
            _check_cells(archive, name)


def _check_cells(archive: Archive, name: str) -> None:
    sheet = archive.part(name)
    for cell in () if sheet is None else sheet.iter("{*}c"):
        parts = {str(part.tag).rpartition("}")[2] for part in cell}
        place = _CELL.fullmatch(cell.get("r") or "")
        if parts & _FORMULAS:
            raise Unreadable(
                Message(
                    "Cell %(cell)s holds a formula. Replace it by its value and send the sheet again.",
                    cell=cell.get("r") or "?",
                )
            )
        if parts & _CONTENT and place and (int(place[2]) >= FIRST_ROW + MOST_PEOPLE or _far(place[1])):
            raise Unreadable(
                Message(
                    "The sheet has more than %(rows)s rows of people or %(columns)s columns.",
                    rows=str(MOST_PEOPLE),
                    columns=str(MOST_COLUMNS),
                )
            )


def _far(letters: str) -> bool:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number > MOST_COLUMNS
