"""Values as they are shown: numbers and dates in words of the language, and pieces that keep their own direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

from pesnet.documents.content import Direction, Language, Link, Ltr, Name, Text, Value
from pesnet.documents.safe_text import clean, direction_of, without_isolates

_ISOLATED = re.compile("([\u2066-\u2068])([^\u2066-\u2069]*)\u2069")
_LOCALE_OF_DATES = {"en": "en_GB", "fr": "fr", "ar": "ar"}
_MARKED: dict[str, Direction] = {"\u2066": "ltr", "\u2067": "rtl"}
_LATIN = "A-Za-z\u00c0-\u024f"
_NUMERIC = re.compile(
    rf"(?<![\d{_LATIN}/._:@+-])"
    r"(?:\+\d[\d ().-]*\d"
    r"|[+\-\u2212]?\d+(?:[.,:/\u202f\u00a0]\d+|[-\u2013\u2212\u00d7]\d+| [-\u2013\u2212\u00d7] \d+)*%?)"
    rf"(?![\d{_LATIN}/@])"
)
_PLAIN_NUMBER = re.compile(r"[\d.,:]*\Z")


@dataclass(frozen=True)
class Piece:
    """Words in one direction (None: that of the document), which may open an address."""

    text: str
    direction: Direction | None = None
    href: str = ""


def shown(value: Value, language: Language) -> str:
    """One value as a reader sees it, with Latin digits in every language."""
    match value:
        case str():
            return clean(value)
        case Ltr() | Name():
            return without_isolates(clean(value.text))
        case Link():
            return shown(value.text, language)
        case date():
            return format_date(value, "long", locale=_LOCALE_OF_DATES[language])
    if isinstance(value, Decimal) and not value.is_finite():
        return str(value)
    return format_decimal(value, locale=language, numbering_system="latn", decimal_quantization=False)


def pieces(text: Text, language: Language) -> list[Piece]:
    """The pieces of a line; in Arabic, ranges, signs and percentages within words become pieces of their own."""
    values = text if isinstance(text, tuple) else (text,)
    return [piece for value in values for piece in _pieces_of(value, language) if piece.text]


def plain(text: Text, language: Language) -> str:
    """The line as plain text."""
    return "".join(piece.text for piece in pieces(text, language))


def _pieces_of(value: Value, language: Language) -> Iterator[Piece]:
    words = shown(value, language)
    match value:
        case Ltr():
            yield Piece(words, "ltr")
        case Name():
            yield Piece(words, direction_of(words) or "ltr")
        case Link():
            yield from (Piece(piece.text, piece.direction, value.href) for piece in _pieces_of(value.text, language))
        case _:
            yield from _split(words, language)


def _split(words: str, language: Language) -> Iterator[Piece]:
    start = 0
    for found in _ISOLATED.finditer(words):
        yield from _numbers_apart(without_isolates(words[start : found.start()]), language)
        inner = found[2]
        direction = _MARKED.get(found[1]) or direction_of(inner) or "ltr"
        parts = list(_numbers_apart(inner, language)) if direction == "rtl" else []
        yield from parts if len(parts) > 1 else [Piece(inner, direction)]
        start = found.end()
    yield from _numbers_apart(without_isolates(words[start:]), language)


def _numbers_apart(words: str, language: Language) -> Iterator[Piece]:
    if language != "ar":
        yield Piece(words)
        return
    start = 0
    for found in _NUMERIC.finditer(words):
        if not _PLAIN_NUMBER.match(found[0]):
            yield Piece(words[start : found.start()])
            yield Piece(found[0], "ltr")
            start = found.end()
    yield Piece(words[start:])
