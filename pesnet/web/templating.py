"""What templates may use: sentences, values and content in the reader's language, tokens, the menu."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, request
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf
from jinja2 import FileSystemBytecodeCache, StrictUndefined
from markupsafe import Markup, escape

from pesnet.core import languages as words
from pesnet.core.message import Message
from pesnet.core.translated import LANGUAGES, Shown, TextState, Translated
from pesnet.policy import Permission, may
from pesnet.web import menu, once
from pesnet.web.arrival import arrival
from pesnet.web.identity import actor
from pesnet.web.languages import direction, in_language, language

RANGE = re.compile(r"(?<![\w-])\d+[-–]\d+(?![\w-])")


def sentence(one: str, **values: Any) -> Markup:
    """A sentence of a template in the reader's language."""
    return _in_catalogue(language(), one) % values if values else _in_catalogue(language(), one)


def counted(one: str, many: str, num: int, **values: Any) -> Markup:
    """A sentence of a template about ``num`` things."""
    return Markup(words.catalogue(language()).ungettext(one, many, num)) % {"num": num, **values}  # noqa: S704 - translators write markup


@cache
def _in_catalogue(code: str, one: str) -> Markup:
    return Markup(words.catalogue(code).ugettext(one))  # noqa: S704 - translators write markup


def bdi(value: Any) -> Markup:
    """A value of unknown direction, isolated."""
    return Markup("<bdi>%s</bdi>") % (in_order(value),)


def in_order(value: Any) -> Any:
    """The value with ranges such as 2021-2022 kept in their order where the line runs from right to left."""
    if direction() != "rtl" or not isinstance(value, str) or not RANGE.search(value):
        return value
    return Markup(RANGE.sub(r'<bdi dir="ltr">\g<0></bdi>', str(escape(value))))  # noqa: S704 - escaped here


def ltr(value: Any) -> Markup:
    """A code, a range of numbers or an address: always left to right."""
    return Markup('<bdi dir="ltr">%s</bdi>') % (value,)


def say(message: Message) -> Markup:
    """A sentence of the domain, its values isolated."""
    parts: list[str] = []

    def keep(value: str) -> str:
        parts.append(value)
        return f"\x00{len(parts) - 1}\x00"

    sentence = escape(words.say(message, language(), keep))
    for number, part in enumerate(parts):
        sentence = sentence.replace(f"\x00{number}\x00", bdi(part))
    return sentence


def list_mark() -> str:
    """What stands between the words of a list."""
    return "، " if language() == "ar" else ", "


def plain(value: Any) -> str:
    """A value or sentence in the reader's language as plain text, for attributes and options."""
    return words.say(value, language(), str) if isinstance(value, Message) else words.shown(value, language())


def present(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes of a tag that have a value."""
    return {name: value for name, value in attributes.items() if value is not None}


def content(value: Translated | None) -> Markup:
    """Content in the reader's language; what is in another language or unofficial is marked."""
    shown = (value or Translated()).in_language(language())
    return Markup("%s%s") % (_tagged(shown), _mark(shown))


def paragraphs(value: Translated | str | None) -> Markup:
    """Longer content: blank lines part paragraphs, lines that begin with ``- `` are a list."""
    shown = (
        value.in_language(language())
        if isinstance(value, Translated)
        else Shown(value or "", "", False, TextState.ORIGINAL, False)
    )
    blocks = [block for block in shown.text.split("\n\n") if block.strip()]
    body = Markup("").join(_block(block) for block in blocks)
    attributes = (
        Markup(' lang="%s" dir="%s"') % (shown.language, words.DIRECTIONS[shown.language])
        if shown.language
        else Markup(' dir="auto"')
    )
    note = Markup("<p>%s</p>") % _mark(shown) if _mark(shown) else Markup("")
    return Markup("<div%s>%s</div>%s") % (attributes, body, note)


def _block(block: str) -> Markup:
    lines = block.split("\n")
    if all(line.startswith("- ") for line in lines):
        return Markup("<ul>%s</ul>") % Markup("").join(Markup("<li>%s</li>") % (in_order(line[2:]),) for line in lines)
    return Markup("<p>%s</p>") % Markup("<br>").join(in_order(line) for line in lines)


def _tagged(shown: Shown) -> Markup:
    if not shown.fallback:
        return Markup('<span dir="auto">%s</span>') % (in_order(shown.text),)
    return Markup('<span lang="%s" dir="%s">%s</span>') % (shown.language, words.DIRECTIONS[shown.language], shown.text)


def _mark(shown: Shown) -> Markup:
    if shown.fallback and shown.text:
        label = _("in %(language)s only", language=words.NAMES[shown.language])
    elif shown.outdated:
        label = _("translation older than its original")
    elif shown.state is TextState.UNOFFICIAL:
        label = _("unofficial translation")
    else:
        return Markup("")
    return Markup(' <small class="fallback">{}</small>').format(label)


def tokens() -> Markup:
    """The hidden fields of every form that is sent.

    Protection against forgery, and the key that makes it count once.
    """
    from_form = request.form.get("form_key", "") if request.method == "POST" else ""
    key = from_form or once.new_key()
    return Markup(
        '<input type="hidden" name="csrf_token" value="{}"><input type="hidden" name="form_key" value="{}">'
    ).format(generate_csrf(), key)


def _own_folder(instance: Path) -> str:
    """Another one when this module, with its settings of Jinja, has changed."""
    digest = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]
    folder = instance / "templates" / digest
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return str(folder)


def init_app(app: Flask, instance: Path) -> None:
    """Equip Jinja; compiled templates are kept in the instance's folder, so that a start need not compile them."""
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(_own_folder(instance))
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.do")
    app.jinja_env.filters.update(
        bdi=bdi,
        ltr=ltr,
        say=say,
        plain=plain,
        present=present,
        content=content,
        paragraphs=paragraphs,
        number=lambda value: ltr(words.number(value, language())),
        day=lambda value, pattern="d MMMM y": words.day(value, language(), pattern),
        weekday=lambda value: words.day(value, language(), "EEEE d MMMM y"),
        moment=moment,
        in_words=lambda code: words.language_name(code, language()),
        place=lambda zone: words.place(zone, language()),
    )
    app.jinja_env.globals.update(
        _=sentence,
        ngettext=counted,
        tokens=tokens,
        actor=actor,
        arrival=arrival,
        language=language,
        direction=direction,
        in_language=in_language,
        menu=menu,
        may=lambda permission, subject=None: may(actor(), permission, subject),
        Permission=Permission,
        LANGUAGES=LANGUAGES,
        language_names=words.NAMES,
        days=days,
        list_mark=list_mark,
        directions=words.DIRECTIONS,
    )


def days(start: date, end: date | None = None) -> Markup:
    """A range of days, isolated where it would flip."""
    text = words.days(start, end, language())
    return bdi(text)


def moment(value: datetime, zone: str | None = None) -> Markup:
    """A moment with weekday and zone; without a zone, in the reader's."""
    return bdi(words.moment(value, language(), zone or actor().time_zone))
