"""Names as people of the 57 states have them in passports and in their own scripts, put together from lists.

``people.txt`` has three lines for each family of names: the states, given names and family names as ``Latin=native``,
the native part only where another script is in use. A family name of ``-`` stands for people with a single name.
"""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass
from itertools import product
from pathlib import Path

EACH = 36


@dataclass(frozen=True)
class Person:
    """A name in Latin letters, as in the passport, and in the native script."""

    state: str
    given: str
    family: str
    native: str

    @property
    def name(self) -> str:
        """The whole name in Latin letters."""
        return f"{self.given} {self.family}".strip()


LISTS = Path(__file__).with_name("people.txt")


def people() -> list[Person]:
    """Thirty-six people of each state, the same in every run."""
    found: list[Person] = []
    for states, given, family in (block.split("\n") for block in LISTS.read_text().strip().split("\n\n")):
        pairs = list(product(_parts(given), _parts(family)))
        random.Random(57).shuffle(pairs)
        codes = states.split()
        for number, ((first, own_first), (last, own_last)) in enumerate(pairs[: EACH * len(codes)]):
            native = f"{own_first} {own_last}".strip() if own_first else ""
            words = (unicodedata.normalize("NFC", word) for word in (first, last, native))
            found.append(Person(codes[number // EACH], *words))
    return found


def _parts(text: str) -> list[tuple[str, str]]:
    pairs = (part.strip().partition("=") for part in text.split(","))
    return [("" if latin == "-" else latin, native) for latin, _is, native in pairs]
