"""The rows of a Word file: paragraphs and tables in the order of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from pesnet.core.message import Message
from pesnet.workplan.parsed import Doubt, DoubtKind
from pesnet.workplan.reading.archive import Archive
from pesnet.workplan.reading.rows import Cell, Line, Row, lines_of
from pesnet.workplan.reading.unreadable import Unreadable

_WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "AlternateContent", "Choice"}
_LEFT_OUT = {"del", "moveFrom", "Fallback", "instrText", "delText", "rPr", "pPr"}
_CHARACTERS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_HEADING_STYLE = re.compile(r"heading (\d)|(title)")
_LIST_STYLE = re.compile(r"list|bullet")
_WIDEST = 60


@dataclass(frozen=True)
class _Style:
    name: str
    bullet: bool


class WordDocument:
    """A Word file read row by row; ``doubts`` are the notes that stand outside its body."""

    def __init__(self, archive: Archive, main_part: str) -> None:
        document = archive.part(main_part)
        body = None if document is None else next((node for node in document if _tag(node) == "body"), None)
        if body is None:
            raise Unreadable(Message("The Word file has no text."))
        folder = main_part.rpartition("/")[0]
        self._body = body
        self._styles = _styles(archive.part(f"{folder}/styles.xml"))
        self._row = self._table = 0
        self.doubts = _notes(archive, folder)

    def rows(self) -> Iterator[Row]:
        """The paragraphs and the rows of the tables; table rows are numbered through the whole document."""
        for block in _blocks(self._body):
            if _tag(block) == "p":
                yield from self._paragraph_rows(block)
            else:
                self._table += 1
                yield from self._table_rows(block, self._table)

    def _paragraph_rows(self, paragraph: etree._Element) -> Iterator[Row]:
        lines = self._lines(paragraph)
        if lines:
            yield Row((Cell(lines),), whole=True)

    def _table_rows(self, table: etree._Element, number: int) -> Iterator[Row]:
        for row in _children(table, "tr"):
            self._row += 1
            cells = self._cells(row)
            filled = [cell for cell in cells if cell.lines]
            if filled or any(cell.continues_above for cell in cells):
                whole = bool(cells) and filled == [cells[0]] and cells[0].span == len(cells)
                yield Row(tuple(cells), self._row, number, whole)

    def _cells(self, row: etree._Element) -> list[Cell]:
        """A cell for each column of the grid: a cell over several columns is followed by empty ones."""
        cells = [Cell()] * _number(_property(row, "trPr", "gridBefore"), 0)
        for node in _children(row, "tc"):
            span = min(_number(_property(node, "tcPr", "gridSpan"), 1), _WIDEST)
            merge = _property(node, "tcPr", "vMerge")
            above = merge is not None and _value(merge) != "restart"
            lines = tuple(line for block in self._inner_blocks(node) for line in self._lines(block))
            cells += [Cell(lines, span, above and not lines), *[Cell()] * (span - 1)]
        return cells

    def _inner_blocks(self, node: etree._Element) -> Iterator[etree._Element]:
        """The paragraphs of a cell, those of tables within it too."""
        for block in _blocks(node):
            if _tag(block) == "p":
                yield block
                continue
            for row in _children(block, "tr"):
                for cell in _children(row, "tc"):
                    yield from self._inner_blocks(cell)

    def _lines(self, paragraph: etree._Element) -> tuple[Line, ...]:
        style = self._styles.get(_value(_property(paragraph, "pPr", "pStyle")) or "", _Style("", bullet=False))
        heading = _HEADING_STYLE.match(style.name)
        level = int(heading[1] or 0) if heading else None
        numbering = _property(paragraph, "pPr", "numPr")
        bullet = level is None and (style.bullet if numbering is None else not _switched_off(numbering))
        lines = lines_of("".join(_texts(paragraph)), bullet=bullet, heading=level)
        return lines[:1] + tuple(replace(line, bullet=False) if bullet else line for line in lines[1:])


def _tag(node: etree._Element) -> str:
    """The name of an element without its namespace; comments and the like have none."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _blocks(node: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables directly in an element, also those in controls and insertions."""
    for child in node:
        if _tag(child) in {"p", "tbl"}:
            yield child
        elif _tag(child) in _WRAPPERS:
            yield from _blocks(child)


def _children(node: etree._Element, name: str) -> Iterator[etree._Element]:
    for child in node:
        if _tag(child) == name:
            yield child
        elif _tag(child) in _WRAPPERS:
            yield from _children(child, name)


def _texts(node: etree._Element) -> Iterator[str]:
    for child in node:
        name = _tag(child)
        if name == "t":
            yield child.text or ""
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif name == "p":
            yield "\n"
            yield from _texts(child)
        elif name not in _LEFT_OUT:
            yield from _texts(child)


def _property(node: etree._Element, group: str, name: str) -> etree._Element | None:
    found = (child for properties in node if _tag(properties) == group for child in properties if _tag(child) == name)
    return next(found, None)


def _value(node: etree._Element | None) -> str | None:
    if node is None:
        return None
    return next((str(value) for key, value in node.attrib.items() if str(key).rpartition("}")[2] == "val"), None)


def _number(node: etree._Element | None, default: int) -> int:
    value = _value(node) or ""
    return min(int(value), _WIDEST) if value.isascii() and value.isdigit() and len(value) < 4 else default


def _switched_off(numbering: etree._Element) -> bool:
    """Whether the paragraph takes itself out of the list of its style."""
    return any(_tag(child) == "numId" and _value(child) == "0" for child in numbering)


def _styles(root: etree._Element | None) -> dict[str, _Style]:
    """The names of the styles by their ids, and whether they make items of lists."""
    styles = {}
    for node in [] if root is None else root:
        identity = next((value for key, value in node.attrib.items() if str(key).rpartition("}")[2] == "styleId"), None)
        if _tag(node) == "style" and identity is not None:
            name = (_value(next((child for child in node if _tag(child) == "name"), None)) or "").lower()
            bullet = _property(node, "pPr", "numPr") is not None or bool(_LIST_STYLE.match(name))
            styles[str(identity)] = _Style(name, bullet and name != "list paragraph")
    return styles


def _notes(archive: Archive, folder: str) -> list[Doubt]:
    """The footnotes and endnotes, which have no place in a work plan."""
    reason = Message("This note stands outside the text of the plan.")
    doubts = []
    for name in ("footnotes", "endnotes"):
        root = archive.part(f"{folder}/{name}.xml")
        for note in [] if root is None else root:
            lines = lines_of("".join(_texts(note)))
            doubts += [Doubt(None, "text", reason, line.text, DoubtKind.LOOSE_TEXT) for line in lines]
    return doubts
