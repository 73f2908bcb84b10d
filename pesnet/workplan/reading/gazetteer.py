"""Recognising countries and institutions in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pesnet.workplan.parsed import ParsedParty
from pesnet.workplan.text import Word, fold, words

_SEPARATOR = re.compile(r"[/;,|\n،؛•●]")
_NEVER_WITHIN_A_NAME = re.compile(r"[/;|؛•●]")
_CONNECTORS = {"and", "or", "et", "ou", "و", "او"}
_ATTACHED_AND = "و"


class _Piece(NamedTuple):
    start: int
    end: int
    code: str | None


class Gazetteer:
    """The names of countries and institutions, each with its code (ISO alpha-2 or acronym)."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = {fold(name): code for name, code in names.items() if fold(name)}
        self._longest = max((len(name.split()) for name in self.names), default=0)

    def code(self, name: str) -> str | None:
        """The code of exactly this name, or None."""
        return self.names.get(fold(name))

    def read(self, text: str) -> list[ParsedParty]:
        """The parties named in the text, in order; what is not known comes without a code."""
        return [
            ParsedParty(" ".join(text[piece.start : piece.end].split()), piece.code)
            for segment in self._segments(text)
            for piece in _whole_names(segment)
        ]

    def _segments(self, text: str) -> Iterator[list[_Piece]]:
        """The pieces of the text, split where a separator or a connector stands between two."""
        segment: list[_Piece] = []
        split = False
        for piece in self._pieces(text):
            if segment and (split or _SEPARATOR.search(text, segment[-1].end, piece.start)):
                yield segment
                segment = []
            split = False
            if piece.code == "":
                split = True
            else:
                segment.append(piece)
        if segment:
            yield segment

    def _pieces(self, text: str) -> Iterator[_Piece]:
        """Known names by longest match, single words elsewhere; a connector beside a known name has the code ``""``."""
        found = words(text)
        at = 0
        after_name = False
        while at < len(found):
            length, start, code = self._match(text, found, at)
            if length:
                yield _Piece(start, found[at + length - 1].end, code)
                at, after_name = at + length, True
                continue
            word = found[at]
            at += 1
            before_name = at < len(found) and bool(self._match(text, found, at)[0])
            connects = word.folded in _CONNECTORS and (after_name or before_name or at == len(found))
            yield _Piece(word.start, word.end, "" if connects else None)
            after_name = False

    def _match(self, text: str, found: list[Word], at: int) -> tuple[int, int, str | None]:
        """Length in words, start and code of the longest name that begins at a word."""
        first = found[at]
        for offset in (0, 1) if first.folded.startswith(_ATTACHED_AND) and len(first.folded) > 1 else (0,):
            for length in range(min(self._longest, len(found) - at), 0, -1):
                name = " ".join(word.folded for word in found[at : at + length])[offset:]
                end = found[at + length - 1].end
                if name in self.names and not _NEVER_WITHIN_A_NAME.search(text, first.start, end):
                    return length, first.start + offset, self.names[name]
        return 0, first.start, None


def _whole_names(segment: list[_Piece]) -> Iterator[_Piece]:
    """The names of a segment: "Papua New Guinea" must not be taken for Guinea, nor "Ministry of Jordan" for Jordan."""
    known = [piece for piece in segment if piece.code]
    if known == segment[-1:] and len(segment) > 1:
        yield _Piece(segment[0].start, segment[-1].end, None)
        return
    run: list[_Piece] = []
    for piece in segment:
        if piece.code is None:
            run.append(piece)
            continue
        if run:
            yield _Piece(run[0].start, run[-1].end, None)
            run = []
        yield piece
    if run:
        yield _Piece(run[0].start, run[-1].end, None)
