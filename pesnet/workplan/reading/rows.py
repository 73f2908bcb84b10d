"""The rows of a document: what Word and Excel files have in common."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pesnet.workplan.text import tidy

_BULLET = "•●▪◦‣⁃∙■□○◆➢✓\uf0b7\uf0a7\uf0d8"
_LEADING_BULLET = re.compile(rf"^(?:[{_BULLET}]|[-–—*·o](?=\s))\s*")
_BULLET_WITHIN = re.compile(rf"(?:^|\s+)[{_BULLET}]\s*")


@dataclass(frozen=True)
class Line:
    """A line of text: a paragraph, an item of a list or a heading with its level (0 for a title)."""

    text: str
    bullet: bool = False
    heading: int | None = None


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its lines, how many columns it covers, whether it continues the cell above."""

    lines: tuple[Line, ...] = ()
    span: int = 1
    continues_above: bool = False

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True)
class Row:
    """A row of a table, with a cell for each column of the grid; or a paragraph, whose number and table are None.

    ``whole`` says that the one text of the row stands across it, as a heading does.
    """

    cells: tuple[Cell, ...]
    number: int | None = None
    table: int | None = None
    whole: bool = False


def lines_of(text: str, *, bullet: bool = False, heading: int | None = None) -> tuple[Line, ...]:
    """The tidied lines of a paragraph or cell; bullets written as characters become items."""
    lines = []
    for line in tidy(text).split("\n"):
        lines += _items(line, bullet=bullet, heading=heading)
    return tuple(lines)


def _items(line: str, *, bullet: bool, heading: int | None) -> list[Line]:
    first, *items = _BULLET_WITHIN.split(line)
    marked = _LEADING_BULLET.match(first)
    first = _LEADING_BULLET.sub("", first)
    lines = [Line(first, bullet or bool(marked), heading)] if first.strip() else []
    return lines + [Line(item.strip(), bullet=True) for item in items if item.strip()]
