"""The tables of a document as CSV for spreadsheets: UTF-8 with byte order mark, ISO dates, no formulas."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from pesnet.documents.content import Bars, Column, Document, Facts, Figures, Link, Table, Text
from pesnet.documents.inline import plain
from pesnet.documents.safe_text import without_formula


def render(document: Document) -> bytes:
    """One table alone starts with its head; several are preceded by their captions and parted by an empty line.

    Footers are left out, so that a column can be added up.
    """
    tables = [table for block in document.blocks for table in _tables(block)]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for position, table in enumerate(tables):
        if position:
            writer.writerow([])
        if len(tables) > 1 and table.caption:
            writer.writerow([_cell(table.caption, document)])
        if any(column.title for column in table.columns):
            writer.writerow([_cell(column.title, document) for column in table.columns])
        writer.writerows([_cell(cell, document) for cell in row] for row in table.rows)
    return codecs.BOM_UTF8 + out.getvalue().encode()


def _tables(block: object) -> Iterable[Table]:
    match block:
        case Table():
            yield block
        case Bars():
            yield block.as_table()
        case Facts():
            yield Table("", (Column(""), Column("")), block.pairs)
        case Figures():
            rows = tuple((item.name, item.value, item.definition) for item in block.items)
            yield Table("", (Column(""), Column("", "number"), Column("")), rows)


def _cell(cell: Text, document: Document) -> str:
    match cell:
        case date():
            return cell.isoformat()
        case int() | Decimal():
            return str(cell)
        case Link():
            return _cell(cell.text, document)
    return without_formula(plain(cell, document.language))
