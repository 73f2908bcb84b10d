"""A document as HTML: a fragment for the portal's own pages, or a page that stands alone and prints well."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from pesnet.documents.content import PUBLISHER, Document, Language, Text
from pesnet.documents.inline import Piece, pieces, plain
from pesnet.documents.safe_text import followed

TEMPLATES = Path(__file__).parent / "templates"

_environment = Environment(
    loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def fragment(document: Document) -> Markup:
    """The blocks of the document without its title, with headings from the second level on."""
    return _filled("fragment.html", _context(document))


def page(document: Document) -> Markup:
    """The whole document as one file that needs no other."""
    style = Markup((TEMPLATES / "page.css").read_text())  # noqa: S704 - a file of our own
    return _filled("page.html", _context(document) | {"style": style, "publisher": PUBLISHER})


def _filled(template: str, context: dict[str, object]) -> Markup:
    return Markup(_environment.get_template(template).render(context))  # noqa: S704 - the template escapes


def _context(document: Document) -> dict[str, object]:
    return {
        "document": document,
        "kind_of": lambda block: type(block).__name__,
        "line": lambda text: _line(text, document.language),
        "plain": lambda text: plain(text, document.language),
    }


def _line(text: Text, language: Language) -> Markup:
    return Markup("").join(
        _anchor(href, Markup("").join(map(_piece, parts)))
        for href, parts in groupby(pieces(text, language), key=lambda piece: followed(piece.href))
    )


def _anchor(href: str, words: Markup) -> Markup:
    return Markup('<a href="{}">{}</a>').format(href, words) if href else words


def _piece(piece: Piece) -> Markup:
    words = Markup("<br>").join(escape(part) for part in piece.text.split("\n"))
    return Markup('<bdi dir="{}">{}</bdi>').format(piece.direction, words) if piece.direction else words
