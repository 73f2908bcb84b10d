"""Texts of the data files as content of the portal."""

from __future__ import annotations

from collections.abc import Mapping

from pesnet.core.translated import TextState, Translated


def translated(texts: Mapping[str, str] | None, original: str = "en") -> Translated:
    """A text of the data files: the original, and its translations as unofficial ones."""
    texts = texts or {}
    value = Translated(**{original: texts.get(original, "")})
    for language, text in texts.items():
        if language != original:
            value = value.replace(language, text, TextState.UNOFFICIAL)
    return value


def own_words(texts: Mapping[str, str] | None) -> Translated:
    """A text that was written in each language."""
    return Translated(**dict(texts or {}))
