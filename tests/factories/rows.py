"""Rows with something in every column: each text is a mark that no other field has, so that it is known anywhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, Boolean, Column, Date, Integer, Uuid, inspect

from pesnet.core.model import InstantType, Model, TranslatedListType, TranslatedType
from pesnet.core.translated import LANGUAGES, Translated

NOW = datetime.now(UTC).replace(microsecond=0)
TODAY = NOW.date()
LETTERS = "abcdefghijkmnopqrstuvwy"
PLAIN: dict[str, Any] = {
    "language": "en", "languages": ["en", "fr"], "interpretation": ["ar"], "interpretation_into": "ar",
    "language_levels": {"en": "B2"}, "time_zone": "UTC", "deadline_zone": "UTC", "deadline_wall": "2030-01-01T12:00",
    "letter": "courses/published", "facts": {}, "media_type": "application/pdf", "kind": "reporting.document",
    "arguments": {}, "purpose": "report", "act": "course.edit", "subject_kind": "courses", "actor_kind": "user",
    "changes": {}, "version": 1, "timeline": "2025", "taken": 0, "places": 20, "attempts": 0, "progress": 0, "total": 0,
    "digest": "0", "endpoint": "site.home", "sex_recorded": 9, "women": 4, "value": 10, "cell": "title",
}  # fmt: skip
"""What columns hold that are codes and not words."""


@dataclass(frozen=True)
class Mark:
    """Where a mark stands: in which column of which row."""

    row: Model
    column: str

    def __repr__(self) -> str:
        return f"{type(self.row).__name__}.{self.column} of {describe(self.row)}"


@dataclass
class Marks:
    """Makes rows whose texts are marks, and knows where each mark stands."""

    places: dict[str, Mark] = field(default_factory=dict)
    numbers: Any = field(default_factory=count)

    def filled(self, model: type[Model], **given: Any) -> Any:
        """A row of the model with every column filled; what is given stays as it is."""
        row = model(**given)
        for name, column in inspect(model).columns.items():
            if name not in given and not column.foreign_keys:
                setattr(row, name, self._value(row, name, column))
        return row

    def new(self, row: Model, column: str) -> str:
        """A mark never used before: a word of letters that no language has and no search folds."""
        number, word = next(self.numbers), ""
        for _ in range(6):
            number, digit = divmod(number, len(LETTERS))
            word = LETTERS[digit] + word
        mark = f"zx{word}xz"
        self.places[mark] = Mark(row, column)
        return mark

    def _value(self, row: Model, name: str, column: Column[Any]) -> Any:
        if column.type.__class__.__name__ == "Enum":
            return next(iter(column.type.python_type))
        if name in PLAIN:
            return PLAIN[name]
        for kind, make in SIMPLE.items():
            if isinstance(column.type, kind):
                return make()
        if isinstance(column.type, TranslatedType):
            return self._translated(row, name)
        if isinstance(column.type, TranslatedListType):
            return (self._translated(row, name), self._translated(row, name))
        if isinstance(column.type, JSON):
            return None if column.nullable else [] if "addresses" in name else {}
        return self._text(row, name)

    def _translated(self, row: Model, name: str) -> Translated:
        return Translated(**{language: self.new(row, name) for language in LANGUAGES})

    def _text(self, row: Model, name: str) -> str:
        mark = self.new(row, name)
        if "email" in name or name in {"address", "mailbox"}:
            return f"{mark}@example.org"
        return f"https://{mark}.example.org/" if name.endswith("url") else mark


SIMPLE: dict[type, Any] = {
    Uuid: uuid4,
    Boolean: lambda: True,
    Integer: lambda: 3,
    Date: lambda: TODAY,
    InstantType: lambda: NOW,
}


def describe(row: Model) -> str:
    """What tells rows apart in a report of a fault: states, codes and keys."""
    words = ("state", "slug", "country_code", "role", "kind", "id")
    values = {word: getattr(row, word, None) for word in words}
    return ", ".join(str(value.value if isinstance(value, Enum) else value) for value in values.values() if value)


def days(number: int) -> date:
    """A day so many days from today."""
    return TODAY + timedelta(days=number)


def hours(number: int) -> datetime:
    """A moment so many hours from now."""
    return NOW + timedelta(hours=number)


def anybody() -> UUID:
    """An id that nothing has."""
    return uuid4()
