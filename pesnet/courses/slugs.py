"""Addresses of courses, made from their titles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import count

from pesnet.core.translated import LANGUAGES, Translated

LONGEST = 60


def slug_of(title: Translated, is_taken: Callable[[str], bool]) -> str:
    """A free address for a course: the first title that can be written in Latin letters, numbered where needed."""
    plain = next((slug for code in LANGUAGES if (slug := _latin(title.get(code)))), "course")
    return next(slug for number in count(1) if not is_taken(slug := plain if number == 1 else f"{plain}-{number}"))


def _latin(text: str) -> str:
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", ascii_text.replace("'", ""))
    slug = ""
    for word in words:
        if slug and len(slug) + len(word) + 1 > LONGEST:
            break
        slug = f"{slug}-{word}".strip("-")
    return "course-new" if slug == "new" else slug[:LONGEST]
