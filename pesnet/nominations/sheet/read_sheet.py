"""A delegation sheet as it was read: what it says of itself, and its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class SheetRow:
    """A row of people: its number as Excel shows it, and what stands in it by the key of the column."""

    number: int
    values: dict[str, str]

    def __getitem__(self, key: str) -> str:
        """What stands in a column; nothing when the column is not there."""
        return self.values.get(key, "")


@dataclass(frozen=True)
class ReadSheet:
    """What a file says of itself (version, course, country, language), and its rows that hold anything."""

    about: dict[str, str]
    rows: list[SheetRow] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The sheet as it is stored."""
        return {"about": self.about, "rows": [[row.number, row.values] for row in self.rows]}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> ReadSheet:
        """The sheet that :meth:`as_json` wrote."""
        return cls(stored["about"], [SheetRow(number, values) for number, values in stored["rows"]])
