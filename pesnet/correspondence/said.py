"""The words of one letter, frozen when it is generated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Said:
    """What a letter says, in its language and in the order of the page; ``rows`` is the list of people, if any."""

    sender: tuple[str, ...] = ()
    reference: str = ""
    place_and_day: str = ""
    recipient: tuple[str, ...] = ()
    subject: str = ""
    replaces: str = ""
    body: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    remark: str = ""
    closing: str = ""
    signatory: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The words as they are stored."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Said:
        """The words that :meth:`as_json` wrote."""
        return cls(**{field.name: _read(stored[field.name]) for field in fields(cls) if field.name in stored})


def _read(value: Any) -> Any:
    return tuple(_read(part) for part in value) if isinstance(value, list | tuple) else value
