"""The text of a mail as simple HTML: paragraphs, our own links, and the direction of its language."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from pesnet.core.languages import DIRECTIONS

BEGIN, END = "\u2068", "\u2069"
STYLE = "font-family:sans-serif;font-size:16px;line-height:1.5;max-width:40em"


def as_html(text: str, subject: str, language: str, base_url: str) -> str:
    """A page of the text's paragraphs; only addresses of this portal become links, whatever people typed."""
    blocks = [block for block in re.split(r"\n{2,}", text.strip()) if block.strip()]
    body = Markup("\n").join(Markup("<p>{}</p>").format(_lines(block, base_url)) for block in blocks)
    return Markup(
        '<!doctype html>\n<html lang="{language}" dir="{direction}">\n<head><meta charset="utf-8">'
        "<title>{subject}</title></head>\n"
        '<body style="{style}" lang="{language}" dir="{direction}">\n{body}\n</body>\n</html>\n'
    ).format(
        language=language,
        direction=DIRECTIONS[language],
        subject=subject.replace(BEGIN, "").replace(END, ""),
        style=STYLE,
        body=body,
    )


def _lines(block: str, base_url: str) -> Markup:
    return Markup("<br>\n").join(_line(line, base_url) for line in block.split("\n"))


def _line(line: str, base_url: str) -> Markup:
    address = re.compile(rf"({re.escape(base_url)}/[^\s{BEGIN}{END}]*)")
    parts = [_link(part) if number % 2 else _words(part) for number, part in enumerate(address.split(line))]
    return Markup("").join(parts)


def _link(address: str) -> Markup:
    return Markup('<a href="{0}" dir="ltr">{0}</a>').format(address)


def _words(text: str) -> Markup:
    escaped = str(escape(text)).replace(BEGIN, "<bdi>").replace(END, "</bdi>")
    return Markup(escaped)  # noqa: S704 - escaped just above
