"""A document in any format, for the task worker and the commands; the web process uses only the light renderings."""

from __future__ import annotations

from collections.abc import Callable

from pesnet.documents import csv, docx, html, json, pdf, xlsx
from pesnet.documents.content import Document
from pesnet.documents.formats import FORMATS

__all__ = ["FORMATS", "render"]

_RENDERERS: dict[str, Callable[[Document], bytes]] = {
    "html": lambda document: html.page(document).encode(),
    "pdf": pdf.render,
    "docx": docx.render,
    "xlsx": xlsx.render,
    "csv": csv.render,
    "json": json.render,
}


def render(document: Document, format_name: str) -> bytes:
    """The document in a format of :data:`FORMATS`; KeyError for another."""
    return _RENDERERS[format_name](document)
