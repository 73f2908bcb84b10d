"""A document as JSON text and back, to cross from one process into another."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pesnet.documents import content
from pesnet.documents.content import Document

_CLASSES: dict[str, type[Any]] = {
    name: kind for name, kind in vars(content).items() if isinstance(kind, type) and is_dataclass(kind)
}


def as_json(document: Document) -> str:
    """The whole document as text; :func:`from_json` gives an equal one back."""
    return json.dumps(_packed(document), ensure_ascii=True)


def from_json(text: str | bytes) -> Document:
    """The document that :func:`as_json` wrote; ValueError when it is none."""
    document = _unpacked(json.loads(text))
    if not isinstance(document, Document):
        raise ValueError("This is not a document.")
    return document


def _packed(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {
            "is": type(value).__name__,
            **{field.name: _packed(getattr(value, field.name)) for field in fields(value)},
        }
    if isinstance(value, tuple | list):
        return [_packed(part) for part in value]
    if isinstance(value, Decimal):
        return {"is": "Decimal", "text": str(value)}
    if isinstance(value, date):
        return {"is": "date", "text": value.isoformat()}
    return value


def _unpacked(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_unpacked(part) for part in value)
    if not isinstance(value, dict):
        return value
    values = {name: _unpacked(part) for name, part in value.items() if name != "is"}
    match value["is"]:
        case "Decimal":
            return Decimal(values["text"])
        case "date":
            return date.fromisoformat(values["text"])
        case name:
            return _CLASSES[name](**values)
