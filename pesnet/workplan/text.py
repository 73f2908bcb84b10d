"""Text as work plans contain it: tidied for keeping, folded for comparing."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from pesnet.network import names

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0670\u200c\u200d])+")
_MARKUP = re.compile(r"</?(?:ul|ol|li|p|br|span|div|b|i|u|em|strong|font)\b[^<>]*>", re.IGNORECASE)
_SPACES = re.compile(r"[^\S\n]+")
_KEPT_FORMAT = {"\u200c", "\u200d"}


class Word(NamedTuple):
    """A word of a text: folded, and where it stands."""

    folded: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of the text in order; hyphens, apostrophes and other punctuation separate them."""
    found = (Word(names.fold(match.group()), match.start(), match.end()) for match in _WORD.finditer(text))
    return [word for word in found if word.folded]


def fold(text: str) -> str:
    """The folded words of the text, one space between them: equal for all ways to write the same name."""
    return " ".join(word.folded for word in words(text))


def tidy(text: str) -> str:
    """The text as it is kept: NFC, no markup, control or direction characters, single spaces, no empty lines."""
    text = _MARKUP.sub("\n", text) if "<" in text else text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    kept = "".join(letter for letter in text.replace("\t", " ") if not _is_dropped(letter))
    lines = (_SPACES.sub(" ", line).strip() for line in unicodedata.normalize("NFC", kept).split("\n"))
    return "\n".join(line for line in lines if line)


def _is_dropped(letter: str) -> bool:
    category = unicodedata.category(letter)
    return category in {"Cc", "Cf", "Cs"} and letter != "\n" and letter not in _KEPT_FORMAT
