"""The formats in which a document can be had."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    """A format with its media type, its file extension and whether the web process can render it itself."""

    media_type: str
    extension: str
    light: bool


FORMATS = {
    "html": Format("text/html; charset=utf-8", "html", light=True),
    "pdf": Format("application/pdf", "pdf", light=False),
    "docx": Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", light=False),
    "xlsx": Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", light=True),
    "csv": Format("text/csv; charset=utf-8", "csv", light=True),
    "json": Format("application/json", "json", light=True),
}
