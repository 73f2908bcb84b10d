"""Content that exists in several languages, as one immutable value."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

LANGUAGES = ("en", "fr", "ar")
FALLBACK_ORDER = ("en", "fr", "ar")


class TextState(StrEnum):
    """How far a text in one language may be relied upon."""

    ORIGINAL = "original"
    UNOFFICIAL = "unofficial"
    APPROVED = "approved"


@dataclass(frozen=True)
class Text:
    """A text in one language; ``source`` is the digest of the original it was translated from."""

    text: str
    state: TextState = TextState.ORIGINAL
    source: str | None = None


@dataclass(frozen=True)
class Shown:
    """What a reader gets: the text, the language it is in, and what to say of it."""

    text: str
    language: str
    fallback: bool
    state: TextState
    outdated: bool

    def __str__(self) -> str:
        return self.text


def digest(text: str) -> str:
    """A short fingerprint of a text, by which a translation knows its source."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, init=False)
class Translated:
    """Content per language. ``Translated(en="…", ar="…")`` makes originals; empty texts are left out."""

    texts: Mapping[str, Text]

    def __init__(self, texts: Mapping[str, Text] | None = None, /, **originals: str | None) -> None:
        given = {language: Text(text) for language, text in originals.items() if text}
        merged = {language: text for language, text in {**(texts or {}), **given}.items() if text.text}
        object.__setattr__(self, "texts", {code: merged[code] for code in sorted(merged)})

    def __bool__(self) -> bool:
        return bool(self.texts)

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __hash__(self) -> int:
        return hash(tuple(self.texts.items()))

    def __str__(self) -> str:
        return self.in_language("en").text

    def in_language(self, language: str) -> Shown:
        """The text for a reader of ``language``.

        That language, else the original, else the first there is, else empty.
        """
        for code in (language, *self._originals(), *FALLBACK_ORDER):
            if text := self.texts.get(code):
                return Shown(text.text, code, code != language, text.state, self.is_outdated(code))
        return Shown("", language, False, TextState.ORIGINAL, False)

    def get(self, language: str) -> str:
        """The text in exactly this language, or an empty string."""
        text = self.texts.get(language)
        return text.text if text else ""

    def is_outdated(self, language: str) -> bool:
        """Whether the original has changed since this translation was made."""
        text = self.texts.get(language)
        if text is None or text.source is None:
            return False
        originals = {digest(self.texts[code].text) for code in self._originals()}
        return bool(originals and text.source not in originals)

    def replace(self, language: str, text: str, state: TextState = TextState.ORIGINAL) -> Translated:
        """The same content with one language changed; an empty text removes it."""
        source = None
        if state is not TextState.ORIGINAL and (originals := self._originals()):
            source = digest(self.texts[originals[0]].text)
        return Translated({**self.texts, language: Text(text, state, source)})

    def as_json(self) -> dict[str, Any]:
        """The value as it is stored."""
        return {code: [text.text, text.state.value, text.source] for code, text in self.texts.items()}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any] | None) -> Translated:
        """The value that :meth:`as_json` wrote."""
        return _stored(tuple((code, *parts) for code, parts in (stored or {}).items()))

    def _originals(self) -> list[str]:
        return [code for code in FALLBACK_ORDER if code in self.texts and self.texts[code].state is TextState.ORIGINAL]


@lru_cache(maxsize=4096)
def _stored(parts: tuple[tuple[str, str, str, str | None], ...]) -> Translated:
    """The value with these texts; the same texts are read again and again, and the value cannot change."""
    return Translated({code: Text(text, TextState(state), source) for code, text, state, source in parts})
