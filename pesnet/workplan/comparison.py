"""The differences of two versions of a plan, word by word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

FRAMEWORK = (
    "network_objective",
    "overall_objective",
    "guiding_principles",
    "monitoring_evaluation",
    "resource_mobilisation",
)
FIELDS = ("title", "type", "timeline", "venue", "leads", "providers", "sought", "beneficiaries", "description")
_TOKENS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """A part of a text, and whether it differs from the other version."""

    text: str
    is_changed: bool


@dataclass(frozen=True)
class Field:
    """A field in both versions, in pieces; without a difference both are one unchanged piece."""

    name: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        """Whether the versions differ here."""
        return any(piece.is_changed for piece in (*self.before, *self.after))


@dataclass(frozen=True)
class Entry:
    """The plan itself, an area or an activity in both versions; ``code`` is empty for the plan."""

    kind: str
    code: str
    title: str
    fields: tuple[Field, ...]
    fate: str = "kept"

    @property
    def is_changed(self) -> bool:
        """Whether anything differs."""
        return self.fate != "kept" or any(field.is_changed for field in self.fields)


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Entry]:
    """Both versions side by side: the plan, then each area with its activities, what was added or removed included."""
    entries = [_entry("plan", "", after["title"], _of_plan(before), _of_plan(after))]
    old_areas, new_areas = _by(before["areas"], "number"), _by(after["areas"], "number")
    for number in sorted({*old_areas, *new_areas}):
        old, new = old_areas.get(number), new_areas.get(number)
        shown = new or old or {}
        entries.append(_entry("area", str(number), shown["title"], _of_area(old), _of_area(new)))
        entries += _activities(old, new)
    return entries


def pieces(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The words of two texts, marked where they differ."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for side, words in ((left, old[a:b]), (right, new[c:d])):
            if words:
                side.append(Piece("".join(words), tag != "equal"))
    return tuple(left), tuple(right)


def _activities(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> list[Entry]:
    before = _by(old["activities"] if old else [], "code")
    after = _by(new["activities"] if new else [], "code")
    return [
        _entry("activity", code, (after.get(code) or before[code])["title"], before.get(code), after.get(code))
        for code in sorted({*before, *after}, key=lambda one: [int(part) for part in one.split(".")])
    ]


def _entry(
    kind: str, code: str, title: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> Entry:
    names = {"plan": ("title", "period", *FRAMEWORK), "area": ("title", "objectives"), "activity": FIELDS}[kind]
    fields = tuple(Field(name, *pieces(_text(before, name), _text(after, name))) for name in names)
    fate = "added" if before is None else "removed" if after is None else "kept"
    return Entry(kind, code, title, fields, fate)


def _of_plan(version: Mapping[str, Any]) -> dict[str, Any]:
    period = version["period"]
    return {"title": version["title"], "period": "–".join(map(str, period)) if period else "", **version["framework"]}


def _of_area(area: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return {"title": area["title"], "objectives": area["objectives"]} if area else None


def _by(rows: list[dict[str, Any]], key: str) -> dict[Any, dict[str, Any]]:
    return {row[key]: row for row in rows}


def _text(record: Mapping[str, Any] | None, name: str) -> str:
    """The field as one text: the items of a list of texts on lines, of codes with commas."""
    value = (record or {}).get(name) or ""
    if isinstance(value, list):
        return ("\n" if name == "objectives" or name in FRAMEWORK else ", ").join(value)
    return str(value)
