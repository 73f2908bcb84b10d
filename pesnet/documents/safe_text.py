"""Text made safe to set: no control characters, no overridden direction, no formulas, no address that runs code."""

from __future__ import annotations

import re
import unicodedata

from pesnet.documents.content import Direction

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2064\u206a-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\uffff]"
)
_ISOLATES = re.compile("[\u2066-\u2069]")
_INVISIBLE = "[\\s\u00ad\u061c\u200b-\u200f\u2060-\u206f\ufeff]*"
_FORMULA = re.compile(_INVISIBLE + "[=+\\-@\uff1d\uff0b\uff0d\uff20\u2212]")
_NUMBER_OR_PHONE = re.compile(r"\s*[+\-\u2212]?[\d\s().,/%-]*\Z")
_CELL_ENDS = re.compile("([;\t\n])")
_FOLLOWED = re.compile(r"(https?://|mailto:|/(?!/)|#)\S*\Z", re.IGNORECASE)
_ABSOLUTE = re.compile(r"(https?://|mailto:)\S+\Z", re.IGNORECASE)


def clean(text: str) -> str:
    """The text in NFC without control and invisible characters and overrides; joiners and line feeds stay."""
    return _FORBIDDEN.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))


def without_isolates(text: str) -> str:
    """The text without the characters that open and close a part of another direction."""
    return _ISOLATES.sub("", text)


def direction_of(text: str) -> Direction | None:
    """The direction of the first letter, or None where there is no letter."""
    for character in text:
        match unicodedata.bidirectional(character):
            case "L":
                return "ltr"
            case "R" | "AL":
                return "rtl"
    return None


def without_formula(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would run; numbers and telephone numbers stay.

    A part after a semicolon, tab or line feed counts as a cell of its own, since spreadsheets may split there.
    """
    return "".join(
        f"'{part}" if _FORMULA.match(part) and not _NUMBER_OR_PHONE.match(part) else part
        for part in _CELL_ENDS.split(text)
    )


def followed(href: str) -> str:
    """The address if a page may link to it, otherwise nothing."""
    return href if _FOLLOWED.match(href) else ""


def absolute(href: str) -> str:
    """The address if it also works outside the portal, otherwise nothing."""
    return href if _ABSOLUTE.match(href) else ""
