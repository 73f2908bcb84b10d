"""A document as tagged PDF (PDF/UA-1), set by typst with fonts of our own, no network and no other file."""

from __future__ import annotations

import json
import re
import tempfile
from functools import cache, singledispatch
from pathlib import Path
from typing import Any

import fontpkg_amiri
import typst

from pesnet.documents.content import (
    PUBLISHER,
    Bars,
    Block,
    Bullets,
    Document,
    Facts,
    Figures,
    Heading,
    Language,
    Note,
    Paragraph,
    Signature,
    Table,
    Text,
)
from pesnet.documents.inline import pieces, plain
from pesnet.documents.safe_text import absolute

_VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0670]")
_TEMPLATES = Path(__file__).parent / "templates"


def render(document: Document) -> bytes:
    """The document as PDF; where no font has a character the file is tagged but not declared PDF/UA-1."""
    data = json.dumps(_data(document))
    try:
        return compiled(template(), data, standards=["ua-1"])
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return compiled(template(), data, standards=[])


def template() -> bytes:
    """The one typst source of all documents."""
    return b"".join((_TEMPLATES / name).read_bytes() for name in ("look.typ", "document.typ"))


def compiled(source: bytes, data: str, *, standards: list[typst.PDFStandard]) -> bytes:
    """The PDF of a typst source that sees ``sys.inputs.document`` and an empty folder as its whole world."""
    with tempfile.TemporaryDirectory() as nothing:
        compiler = typst.Compiler(
            source,
            root=nothing,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            package_path=nothing,
            package_cache_path=nothing,
        )
        pdf = compiler.compile(format="pdf", sys_inputs={"document": data}, pdf_standards=standards)
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no PDF.")
    return pdf


@cache
def _fonts() -> typst.Fonts:
    files = [str(fontpkg_amiri.ROOT)]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=files)


def _data(document: Document) -> dict[str, Any]:
    language = document.language
    return {
        "title": plain(document.title, language) or PUBLISHER,
        "heading": _line((document.head.subject if document.head else document.title) or PUBLISHER, language),
        "head": _head(document),
        "subtitle": _line(document.subtitle, language),
        "marks": [_line(mark, language) for mark in document.marks],
        "publisher": PUBLISHER,
        "language": language,
        "direction": document.direction,
        "wide": document.wide,
        "blocks": _blocks(document),
    }


def _head(document: Document) -> dict[str, Any] | None:
    head = document.head
    if head is None:
        return None
    parts = {"sender": head.sender, "aside": head.aside, "recipient": head.recipient}
    return {name: [_line(text, document.language) for text in lines] for name, lines in parts.items()}


def _blocks(document: Document) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = []
    level = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            if text := _line(block.text, document.language):  # PDF/UA-1 refuses an empty heading and a skipped level
                level = max(1, min(block.level, level + 1))
                blocks.append({"type": "heading", "level": level, "text": text})
        else:
            blocks.append(_block(block, document.language))
    return blocks


@singledispatch
def _block(block: Block, _language: Language) -> dict[str, Any]:
    return {"type": type(block).__name__.lower()}


@_block.register
def _(block: Paragraph, language: Language) -> dict[str, Any]:
    return {"type": "paragraph", "text": _line(block.text, language)}


@_block.register
def _(block: Bullets, language: Language) -> dict[str, Any]:
    return {"type": "bullets", "items": [_line(item, language) for item in block.items]}


@_block.register
def _(block: Facts, language: Language) -> dict[str, Any]:
    return {"type": "facts", "pairs": [[_line(part, language) for part in pair] for pair in block.pairs]}


@_block.register
def _(block: Figures, language: Language) -> dict[str, Any]:
    items = [
        {
            "value": _line(item.linked, language),
            "name": _line(item.name, language),
            "definition": _line(item.definition, language),
        }
        for item in block.items
    ]
    return {"type": "figures", "items": items}


@_block.register
def _(block: Table, language: Language) -> dict[str, Any]:
    return {
        "type": "table",
        "caption": _line(block.caption, language),
        "columns": [
            {"title": _line(column.title, language), "kind": column.kind, "share": column.share}
            for column in block.columns
        ],
        "rows": [[_line(cell, language) for cell in row] for row in block.rows],
        "footer": [_line(cell, language) for cell in block.footer],
    }


@_block.register
def _(block: Bars, language: Language) -> dict[str, Any]:
    lengths = [None if isinstance(bar.value, str) else float(block.length(bar)) for bar in block.rows]
    return _block(block.as_table(), language) | {"type": "bars", "lengths": lengths}


@_block.register
def _(block: Note, language: Language) -> dict[str, Any]:
    return {"type": "note", "kind": block.kind, "text": _line(block.text, language)}


@_block.register
def _(block: Signature, language: Language) -> dict[str, Any]:
    return {"type": "signature", "lines": [_line(line, language) for line in block.lines]}


def _line(text: Text, language: Language) -> list[dict[str, str]]:
    """The pieces of a line; Arabic vowel signs are left out, as they garble words that are copied or searched."""
    return [
        {"text": _VOWEL_SIGNS.sub("", piece.text), "direction": piece.direction or "", "href": absolute(piece.href)}
        for piece in pieces(text, language)
    ]
