"""Reading the title of an activity, which begins with its type: *Training Course on “…”*."""

from __future__ import annotations

from dataclasses import dataclass

from pesnet.workplan import layout
from pesnet.workplan.text import words

_OPENING = "“„«\"'‘”"
_CLOSING = "”“»\"'’"
_MARKS = ":：-–—"
_PHRASES = sorted(
    ((phrase, kind) for kind, phrases in layout.TYPE_PHRASES.items() for phrase in phrases),
    key=lambda entry: -len(entry[0].split()),
)


@dataclass(frozen=True)
class Title:
    """The title without its type and quotation marks; ``certain`` says whether the type is beyond doubt."""

    bare: str
    type: str | None
    certain: bool


def read_title(text: str) -> Title:
    """The type and the bare title of an activity."""
    found = words(text)
    for phrase, kind in _PHRASES:
        length = len(phrase.split())
        if " ".join(word.folded for word in found[:length]) != phrase:
            continue
        rest = text[found[length - 1].end :].strip()
        for connector in layout.CONNECTORS:
            after = words(rest)[: len(connector.split())]
            if " ".join(word.folded for word in after) == connector:
                return Title(_unquoted(rest[after[-1].end :]), kind, certain=True)
        if rest[:1] in (*_OPENING, *_MARKS):
            return Title(_unquoted(rest.lstrip(_MARKS)), kind, certain=bool(rest))
        return Title(text, kind, certain=False)
    return Title(_unquoted(text), None, certain=False)


def begins_with_type(text: str) -> bool:
    """Whether the text begins as the title of an activity does."""
    title = read_title(text)
    return title.type is not None and title.certain


def _unquoted(text: str) -> str:
    text = text.strip()
    inner = text[1:-1].strip()
    whole = text[:1] in tuple(_OPENING) and text[-1:] in tuple(_CLOSING)
    return inner if whole and inner and not any(mark in inner for mark in '“”«»"') else text
