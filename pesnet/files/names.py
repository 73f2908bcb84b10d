"""The name under which a file is offered."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 120
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\\/:*?\"<>|;]+")


def offered(name: str) -> str:
    """The name without folders, control characters and what no file system takes; never empty, never a hidden file."""
    clean = _UNFIT.sub(" ", unicodedata.normalize("NFC", name))
    parts = PurePosixPath(" ".join(clean.split()).lstrip(". "))
    stem, ending = parts.stem[:LONGEST].rstrip(". "), parts.suffix[:10]
    return f"{stem or 'file'}{ending}"
