"""A document as JSON: numbers stay numbers, dates are ISO 8601, links carry their address."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import singledispatch
from typing import Any

from pesnet.documents.content import Column, Document, Ltr, Name
from pesnet.documents.safe_text import clean, without_isolates


def render(document: Document) -> bytes:
    """The document as UTF-8 JSON."""
    whole = {
        "title": _typed(document.title),
        "language": document.language,
        "direction": document.direction,
        "subtitle": _typed(document.subtitle),
        "marks": _typed(document.marks),
        **({"head": _typed(document.head)} if document.head else {}),
        "blocks": [{"type": type(block).__name__.lower()} | _fields(block) for block in document.blocks],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _fields(part: Any) -> dict[str, Any]:
    return {field.name: _typed(getattr(part, field.name)) for field in fields(part)}


@singledispatch
def _typed(value: Any) -> Any:
    """Whatever has no case of its own is a part of the content model."""
    return _fields(value)


@_typed.register
def _(value: int | None) -> int | None:
    return value


@_typed.register
def _(value: Decimal) -> float | str:
    return float(value) if value.is_finite() else str(value)


@_typed.register
def _(value: date) -> str:
    return value.isoformat()


@_typed.register
def _(value: str) -> str:
    return without_isolates(clean(value))


@_typed.register
def _(value: Ltr | Name) -> str:
    return without_isolates(clean(value.text))


@_typed.register
def _(value: Column) -> dict[str, str]:
    return {"title": without_isolates(clean(value.title)), "kind": value.kind}


@_typed.register
def _(value: tuple) -> list[Any]:  # type: ignore[type-arg]  # dispatch wants the bare class
    return [_typed(item) for item in value]
