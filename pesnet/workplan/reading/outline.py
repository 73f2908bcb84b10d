"""Putting the rows of a document in order: framework texts, areas, objectives and activities, still as written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from pesnet.core.message import Message
from pesnet.workplan import layout
from pesnet.workplan.parsed import Doubt, DoubtKind
from pesnet.workplan.reading.headings import area_heading, framework_text, header, number_of
from pesnet.workplan.reading.rows import Cell, Line, Row
from pesnet.workplan.reading.titles import begins_with_type
from pesnet.workplan.text import fold

_PARTY_CELLS = {"lead", "provider"}


@dataclass
class RawActivity:
    """A row of a table of activities with the rows that continue it, its cells by column.

    ``copied`` are the columns whose text was taken from the merged cell above.
    """

    row: int | None
    cells: dict[str, list[Line]] = field(default_factory=dict)
    copied: set[str] = field(default_factory=set)
    doubts: list[Doubt] = field(default_factory=list)

    def text(self, column: str, joint: str = "\n") -> str:
        """The text of a cell."""
        return joint.join(line.text for line in self.cells.get(column, []))

    def own_text(self, column: str) -> str:
        """The text of a cell that the row has for itself."""
        return "" if column in self.copied else self.text(column, " ")


@dataclass
class RawArea:
    """An area as written; the number is None when it is missing."""

    number: int | None
    title: str
    row: int | None = None
    objectives: list[str] = field(default_factory=list)
    activities: list[RawActivity] = field(default_factory=list)
    headed: bool = False


class Outline:
    """The order of a document, built row by row."""

    def __init__(self) -> None:
        self.preamble: list[Line] = []
        self.framework: dict[str, list[Line]] = {}
        self.areas: list[RawArea] = []
        self.doubts: list[Doubt] = []
        self.languages: Counter[str] = Counter()
        self._columns: dict[int, str] = {}
        self._headers: list[str] = []
        self._table: int | None = None
        self._framework_text: str | None = None
        self._framework_row: str | None = None
        self._loose: list[tuple[Line, int | None]] = []

    @property
    def has_table(self) -> bool:
        """Whether a table of activities was found."""
        return any(area.headed for area in self.areas)

    def add(self, rows: Iterable[Row]) -> None:
        """Read all rows of a document."""
        for row in rows:
            if row.whole:
                self._add_texts(row.cells[0].lines, row.number)
            else:
                self._add_table_row(row)
        self._flush()

    def _add_texts(self, lines: Iterable[Line], number: int | None) -> None:
        for line in lines:
            self._add_text(line, number)

    def _add_text(self, line: Line, number: int | None) -> None:
        heading = None if line.bullet else area_heading(line.text)
        area = self.areas[-1] if self.areas else None
        if heading:
            self._flush()
            self.areas.append(RawArea(heading.number, heading.title, number))
        elif area and not area.title and not area.headed and not line.bullet:
            area.title = line.text
        elif area and not area.headed:
            self._add_objective(area, line, number)
        elif not area and not line.bullet and (name := framework_text(line.text)):
            self._framework_text = name
            self.framework.setdefault(name, [])
        elif not area and self._framework_text:
            self.framework[self._framework_text].append(line)
        else:
            self._loose.append((line, number))

    def _add_objective(self, area: RawArea, line: Line, number: int | None) -> None:
        if fold(line.text) in layout.OBJECTIVES_LABELS:
            return
        area.objectives.append(line.text)
        if not line.bullet:
            reason = Message("This line is no bullet; it was read as an objective of the area.")
            self.doubts.append(Doubt(number, "text", reason, line.text, DoubtKind.LOOSE_TEXT))

    def _add_table_row(self, row: Row) -> None:
        texts = [cell.text for cell in row.cells]
        if found := header(texts):
            self._begin_table(row, found.columns)
            self._loose += [(line, row.number) for cell in row.cells for line in cell.lines if line.bullet]
            self.languages.update(found.languages)
            self._headers = texts
            return
        if row.table != self._table and len(row.cells) != len(self._headers):
            self._columns = {}
        if self._columns and self.areas and not self._is_framework_row(texts):
            self._add_activity_row(row)
        else:
            self._add_framework_row(row)

    def _is_framework_row(self, texts: list[str]) -> bool:
        """Whether a label of a framework text stands where the number of an activity would."""
        return self._columns.get(0) == "number" and framework_text(texts[0]) is not None

    def _begin_table(self, row: Row, columns: dict[int, str]) -> None:
        """Take the header; a heading that stands since the last table opens an area without a number."""
        self._columns, self._table = columns, row.table
        self._framework_text = self._framework_row = None
        headings = [at for at, (line, _) in enumerate(self._loose) if (line.heading or 0) >= 2]
        if headings:
            (line, number), *objectives = self._loose[headings[-1] :]
            del self._loose[headings[-1] :]
            self._flush()
            self.areas.append(RawArea(None, line.text, number))
            for objective, at in objectives:
                self._add_objective(self.areas[-1], objective, at)
        elif not self.areas:
            self._flush()
            self.areas.append(RawArea(None, "", row.number))
        area = self.areas[-1]
        if not area.headed:
            self._find_missing_columns(row)
        area.headed = True

    def _find_missing_columns(self, row: Row) -> None:
        for column in layout.COLUMNS:
            if column not in self._columns.values():
                reason = Message("The table has no such column.")
                self.doubts.append(Doubt(row.number, column, reason, "", DoubtKind.MISSING_COLUMN))

    def _add_framework_row(self, row: Row) -> None:
        label, *values = [cell for cell in row.cells if cell.lines or cell is row.cells[0]]
        lines = [line for cell in values for line in cell.lines]
        lines += [line for line in label.lines if line.bullet]
        name = framework_text(label.text) or (None if label.lines else self._framework_row)
        if name:
            self._framework_row = name
            self.framework.setdefault(name, []).extend(lines)
        else:
            reason = Message("It is not clear what this row belongs to.")
            text = "\n".join(cell.text for cell in (label, *values) if cell.lines)
            self.doubts.append(Doubt(row.number, "framework", reason, text, DoubtKind.LOOSE_TEXT))

    def _add_activity_row(self, row: Row) -> None:
        area = self.areas[-1]
        area.headed = True
        previous = area.activities[-1] if area.activities else None
        activity = RawActivity(row.number)
        merged_number = False
        for place, cell in enumerate(row.cells):
            column = self._columns.get(place)
            merged_number |= column == "number" and cell.continues_above
            self._add_cell(activity, place, cell, previous)
        if previous and (merged_number or _continues(activity, previous)):
            _join(previous, activity, merged=merged_number)
        elif any(activity.cells.values()) or activity.doubts:
            area.activities.append(activity)

    def _add_cell(self, activity: RawActivity, place: int, cell: Cell, previous: RawActivity | None) -> None:
        column = self._columns.get(place)
        if column is None:
            if cell.lines:
                activity.doubts.append(_unknown_column(activity.row, self._headers, place, cell.text))
            return
        if cell.continues_above and previous and column != "number":
            activity.cells[column] = list(previous.cells.get(column, []))
            activity.copied.add(column)
            reason = Message("The cell is merged with the one above; its text was taken for both rows.")
            text = "\n".join(line.text for line in activity.cells[column])
            activity.doubts.append(Doubt(activity.row, column, reason, text, DoubtKind.MERGED_ROW))
            return
        activity.cells.setdefault(column, []).extend(cell.lines)
        covered = [name for at in range(place + 1, place + cell.span) if (name := self._columns.get(at))]
        if covered and cell.lines:
            self._spread(activity, column, covered, cell)

    def _spread(self, activity: RawActivity, column: str, covered: list[str], cell: Cell) -> None:
        """A cell over several columns: a lead that is also the provider, or a text read into the first."""
        if {column, *covered} <= _PARTY_CELLS:
            for name in covered:
                activity.cells[name] = list(cell.lines)
        elif column == "number" and number_of(cell.text) is None:
            activity.cells[covered[0]] = activity.cells.pop(column)
        reason = Message("The cell is merged over several columns.")
        activity.doubts.append(Doubt(activity.row, column, reason, cell.text, DoubtKind.MERGED_ROW))

    def _flush(self) -> None:
        """Text that stands nowhere: before the first area it may be the title, later it is a doubt."""
        if not self.areas:
            self.preamble += [line for line, _ in self._loose]
        else:
            reason = Message("It is not clear what this text belongs to.")
            self.doubts += [Doubt(at, "text", reason, line.text, DoubtKind.LOOSE_TEXT) for line, at in self._loose]
        self._loose = []


def _unknown_column(row: int | None, headers: list[str], place: int, text: str) -> Doubt:
    name = headers[place] if place < len(headers) else ""
    reason = Message("The column of this text is not known.")
    return Doubt(row, name or str(place + 1), reason, text, DoubtKind.LOOSE_TEXT)


def _continues(row: RawActivity, previous: RawActivity) -> bool:
    """Whether a row goes on with the activity above: it has no number (or the same again) and does not begin anew."""
    title, number = row.own_text("title"), row.text("number")
    if number:
        return not title and number_of(number) is not None and number_of(number) == number_of(previous.text("number"))
    return not begins_with_type(title) and not (title and row.own_text("timeline") and row.own_text("lead"))


def _join(previous: RawActivity, row: RawActivity, *, merged: bool) -> None:
    """Add the texts of a row to the activity it continues; a sentence broken over pages becomes one again."""
    texts = {name: lines for name, lines in row.cells.items() if lines and name not in row.copied | {"number"}}
    previous.doubts += [doubt for doubt in row.doubts if doubt.cell not in row.copied]
    if texts:
        reason = Message("This row has no number of its own; its text was joined to the activity above.")
        kind = DoubtKind.MERGED_ROW if merged else DoubtKind.JOINED_ROW
        text = "\n".join(line.text for lines in texts.values() for line in lines)
        previous.doubts.append(Doubt(row.row, "number", reason, text, kind))
    for column, lines in texts.items():
        _go_on(previous.cells.setdefault(column, []), lines, column)


def _go_on(above: list[Line], below: list[Line], column: str) -> None:
    if above and column not in {"beneficiary", "lead", "provider"} and not below[0].bullet:
        above[-1] = Line(f"{above[-1].text} {below[0].text}", above[-1].bullet)
        below = below[1:]
    above += below
