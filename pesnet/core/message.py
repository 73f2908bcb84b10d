"""Sentences of the domain: written in English, shown in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Self


@dataclass(frozen=True, init=False)
class Message:
    """A sentence that is translated only where it is shown.

    ``one`` is the English sentence (the key of the catalogues), with ``%(name)s`` for each of ``values``. ``many`` is
    its English plural and ``n`` the number that chooses the form; ``n`` is also available as ``%(n)s``.
    Write ``Message("…", name=value)`` or ``counted("one …", "many …", n)``: both are read by the catalogue tools.
    """

    one: str
    many: str | None = None
    n: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __init__(self, one: str, /, **values: Any) -> None:
        object.__setattr__(self, "one", one)
        object.__setattr__(self, "values", values)

    def as_json(self) -> dict[str, Any]:
        """The message as it is stored in a JSON column: its English key, plural, number and plain values."""
        values = {key: value.as_json() if isinstance(value, Message) else value for key, value in self.values.items()}
        return {"one": self.one, "many": self.many, "n": self.n, "values": values}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Message:
        """The message that :meth:`as_json` wrote."""
        values = {
            key: cls.from_json(value) if isinstance(value, Mapping) and "one" in value else value
            for key, value in stored["values"].items()
        }
        if stored["many"] is None:
            return cls(stored["one"], **values)
        return counted(stored["one"], stored["many"], stored["n"], **values)


def counted(one: str, many: str, n: int, /, **values: Any) -> Message:
    """A sentence about ``n`` things, with its English singular and plural."""
    message = Message(one, **values)
    object.__setattr__(message, "many", many)
    object.__setattr__(message, "n", n)
    return message


class Labelled(Enum):
    """An enumeration whose members carry the words they are shown with: ``DRAFT = "draft", Message("Draft")``."""

    label: Message

    def __new__(cls, value: str, label: Message | None = None) -> Self:
        """Keep the value and hang the words on the member."""
        member = object.__new__(cls)
        member._value_ = value
        member.label = label or Message(value)
        return member
