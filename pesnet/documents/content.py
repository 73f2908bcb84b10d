"""What a document holds: typed blocks and values, with every string already in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Language = Literal["en", "fr", "ar"]
Direction = Literal["ltr", "rtl"]
Kind = Literal["text", "number", "date"]

PUBLISHER = "OIC-PESNET"


@dataclass(frozen=True)
class Ltr:
    """Text that reads from left to right in every language: a range, a code, a percentage, a web address."""

    text: str


@dataclass(frozen=True)
class Name:
    """Text that a person typed, of unknown direction."""

    text: str


@dataclass(frozen=True)
class Link:
    """Words or a number that open an address, which must be http(s), mailto, ``/…`` or ``#…`` to be followed."""

    text: str | int | Decimal | Ltr | Name
    href: str


Value = str | int | Decimal | date | Ltr | Name | Link
"""One typed value; a moment, a year and an unknown value are given as text."""

Text = Value | tuple[Value, ...]
"""A value, or several that follow each other in one line."""


@dataclass(frozen=True)
class Heading:
    """The heading of a part; level 1 stands directly under the title."""

    text: Text
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text; a line feed starts a new line."""

    text: Text


@dataclass(frozen=True)
class Bullets:
    """A list without order."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Facts:
    """A summary list: pairs of a name and what is known about it."""

    pairs: tuple[tuple[str, Text], ...]


@dataclass(frozen=True)
class Figure:
    """A headline figure with its name, its definition and the address of the records counted."""

    value: str | int | Decimal | Ltr
    name: str
    definition: str = ""
    href: str = ""

    @property
    def linked(self) -> Value:
        """The value, as a link where there are records to open."""
        return Link(self.value, self.href) if self.href else self.value


@dataclass(frozen=True)
class Figures:
    """Headline figures shown together."""

    items: tuple[Figure, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table; ``width`` is its share of the line, 0 the usual share of its kind."""

    title: str
    kind: Kind = "text"
    width: float = 0

    @property
    def share(self) -> float:
        """The share of the line that the column takes."""
        return self.width or {"text": 3.0, "number": 1.5, "date": 2.0}[self.kind]


@dataclass(frozen=True)
class Table:
    """Rows under named columns, with one value or line per cell; ``name`` is a short name for the sheet."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    footer: tuple[Text, ...] = ()
    name: str = ""

    def __post_init__(self) -> None:
        """Refuse rows that are longer or shorter than the head."""
        lines = (*self.rows, self.footer) if self.footer else self.rows
        if any(len(line) != len(self.columns) for line in lines):
            raise ValueError(f"A row of the table {self.caption!r} has not {len(self.columns)} cells.")


@dataclass(frozen=True)
class Bar:
    """A row of a bar chart; a value that is text (unknown) has no bar."""

    label: Text
    value: int | Decimal | str


@dataclass(frozen=True)
class Bars:
    """A bar chart with its data; ``label`` and ``measure`` head the columns, bars are drawn up to ``maximum``."""

    caption: str
    label: str
    measure: str
    rows: tuple[Bar, ...]
    maximum: int | Decimal | None = None
    name: str = ""

    @property
    def full(self) -> Decimal:
        """The value of a bar of full length, never 0."""
        known = [Decimal(bar.value) for bar in self.rows if not isinstance(bar.value, str)]
        return max(Decimal(self.maximum or 0), *known, Decimal(0)) or Decimal(1)

    def as_table(self) -> Table:
        """The data of the chart as a table of two columns."""
        columns = (Column(self.label), Column(self.measure, "number"))
        return Table(self.caption, columns, tuple((bar.label, bar.value) for bar in self.rows), name=self.name)

    def length(self, bar: Bar) -> Decimal:
        """How long the bar is, from 0 to 1."""
        return Decimal(0) if isinstance(bar.value, str) else max(Decimal(bar.value), Decimal(0)) / self.full


@dataclass(frozen=True)
class Note:
    """A remark set apart from the text."""

    text: Text
    kind: Literal["info", "warning"] = "info"


@dataclass(frozen=True)
class Signature:
    """Room to sign, and under it who signs: name, function, institution."""

    lines: tuple[Text, ...]


@dataclass(frozen=True)
class PageBreak:
    """What follows starts on a new page, where there are pages."""


Block = Heading | Paragraph | Bullets | Facts | Figures | Table | Bars | Note | Signature | PageBreak


@dataclass(frozen=True)
class Letterhead:
    """The head of a letter: who writes, its number with place and day, to whom, and the line of its subject."""

    sender: tuple[Text, ...]
    aside: tuple[Text, ...]
    recipient: tuple[Text, ...]
    subject: Text

    @property
    def lines(self) -> tuple[Text, ...]:
        """Everything above the subject, line by line."""
        return (*self.sender, *self.aside, *self.recipient)


@dataclass(frozen=True)
class Document:
    """A report, letter or list; ``marks`` such as "sample" stand on every page, ``wide`` turns the page.

    A letter has a ``head``, whose subject stands where other documents have their title.
    """

    title: str
    language: Language
    subtitle: str = ""
    blocks: tuple[Block, ...] = ()
    marks: tuple[str, ...] = ()
    wide: bool = False
    head: Letterhead | None = None

    @property
    def direction(self) -> Direction:
        """The direction in which the document's language reads."""
        return "rtl" if self.language == "ar" else "ltr"
