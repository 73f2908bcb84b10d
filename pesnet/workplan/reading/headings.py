"""Recognising the headings, headers and labels of a work plan in its three languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pesnet.workplan import layout
from pesnet.workplan.text import Word, fold, words

_PUNCTUATION = " \n:：.·-–—،,)"
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s*[-–—/]\s*((?:19|20)\d\d|\d\d))?(?!\d)")


@dataclass(frozen=True)
class AreaHeading:
    """The heading of a thematic area; the number is None when it is missing."""

    number: int | None
    title: str


@dataclass(frozen=True)
class Header:
    """A header row: the column that stands at each place, and the languages its words belong to."""

    columns: dict[int, str]
    languages: tuple[str, ...]


def area_heading(text: str) -> AreaHeading | None:
    """The area a line announces, as in *Thematic Area 1: Labour Market Information*."""
    found = words(text)
    for phrase in layout.AREA_PHRASES:
        length = len(phrase.split())
        if " ".join(word.folded for word in found[:length]) == phrase:
            return _numbered(text, found, length)
    return None


def _numbered(text: str, found: list[Word], length: int) -> AreaHeading | None:
    after = found[length - 1].end
    number = number_of(found[length].folded) if len(found) > length else None
    if number is not None:
        after = found[length].end
    rest = text[after:]
    if number is None and not rest.lstrip().startswith(tuple(":：-–—")):
        return None
    if number is not None and rest and rest[0].isalnum():
        return None
    return AreaHeading(number, rest.lstrip(_PUNCTUATION).rstrip())


def number_of(text: str, area: int | None = None) -> int | None:
    """The number written in a cell or heading: ``3``, ``3.``, ``٣``, ``III``, ``3.0``, and ``2.3`` in area 2."""
    parts = fold(text).split()
    if parts[1:] == ["0"] or (len(parts) == 2 and area is not None and parts[0] == str(area)):
        parts = parts[:1] if parts[1] == "0" else parts[1:]
    if len(parts) != 1:
        return None
    if parts[0].isascii() and parts[0].isdigit() and len(parts[0]) <= 3:
        return int(parts[0]) or None
    return layout.NUMERALS.get(parts[0])


def header(texts: Sequence[str]) -> Header | None:
    """What the cells of a row say when they are the header of a table of activities."""
    columns: dict[int, str] = {}
    languages: list[str] = []
    for place, text in enumerate(texts):
        column, spoken = _column(text)
        if column and column not in columns.values():
            columns[place] = column
            languages += spoken
    named = sum(1 for text in texts if text)
    if len(columns) < 3 or "title" not in columns.values() or 2 * len(columns) < named:
        return None
    return Header(columns, tuple(languages))


def _column(text: str) -> tuple[str | None, list[str]]:
    folded = fold(text)
    if len(text) > layout.LONGEST_HEADER:
        return None, []
    numbered = [language for language, forms in layout.NUMBER_HEADERS.items() if folded in forms]
    if numbered or text.strip() == "#":
        return "number", numbered
    for column, stems in layout.HEADER_STEMS.items():
        spoken = [language for language, forms in stems.items() if any(form in folded for form in forms)]
        if spoken:
            return column, spoken
    return None, []


def framework_text(label: str) -> str | None:
    """Which of the five framework texts a label announces."""
    folded = fold(label)
    if len(label) > layout.LONGEST_LABEL:
        return None
    for name, phrases in layout.FRAMEWORK_PHRASES.items():
        if any(phrase in folded for phrase in phrases):
            return name
    return None


def is_network_name(text: str) -> bool:
    """Whether the line is only the name of the network, which every document bears."""
    return fold(text) in layout.NETWORK_NAMES


def is_plan_title(text: str) -> bool:
    """Whether the line names a work plan."""
    folded = fold(text)
    return any(phrase in folded for phrase in layout.WORK_PLAN_PHRASES)


def years(text: str) -> tuple[int, int] | None:
    """The first and last year named in a title, as in *Work Plan 2021-2022*."""
    match = _YEARS.search(" ".join(digits_of(text).split()))
    if not match:
        return None
    first = int(match[1])
    last = int(match[2]) if match[2] else first
    last += first // 100 * 100 if last < 100 else 0
    return (first, last) if first <= last else (last, first)


def digits_of(text: str) -> str:
    """The text with all its decimal digits as Latin ones."""
    return "".join(str(int(letter)) if letter.isdecimal() else letter for letter in text)
