"""From a row of the outbox to a message: worded in the recipient's language, the same at every attempt."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, getaddresses
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pesnet.core import languages
from pesnet.core.message import Message
from pesnet.core.translated import Translated
from pesnet.mail.html import as_html
from pesnet.mail.models import Mail

TEMPLATES = Path(__file__).parents[1] / "templates"
ISOLATES = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
RIGHT_TO_LEFT = {"R", "AL", "AN"}
LINE = "\x0b"
"""Stands for a line end inside a value until the subject has been taken from the text."""


class Folding(EmailPolicy):
    """The library's policy, which loses spaces where it folds a long subject of other than Latin letters."""

    def fold(self, name: str, value: str) -> str:
        """A header in lines of the length allowed."""
        if name != "Subject":
            return str(super().fold(name, value))
        charset = None if value.isascii() else "utf-8"
        return f"{name}: {Header(value, charset, header_name=name).encode(linesep=self.linesep)}{self.linesep}"

    def fold_binary(self, name: str, value: str) -> bytes:
        """The same as bytes."""
        return self.fold(name, value).encode() if name == "Subject" else super().fold_binary(name, value)


SMTP = Folding(linesep="\r\n")


@dataclass(frozen=True)
class Letterhead:
    """What every mail of this installation carries: address for links, sender, where answers go, and the templates."""

    base_url: str
    sender: str
    reply_to: str = ""
    templates: Path = TEMPLATES


class Worded(str):
    """Text that is ready: a sentence or an address, which needs no isolation."""

    __slots__ = ()


def render(mail: Mail, context: Mapping[str, Any], letterhead: Letterhead) -> EmailMessage:
    """The whole message; the first line of its template is the subject, the rest after a blank line the text."""
    subject, text = worded(mail.letter, context, mail.language, letterhead)
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject
    message["From"] = _address(letterhead.sender)
    message["To"] = Address(addr_spec=mail.address)
    if letterhead.reply_to:
        message["Reply-To"] = _address(letterhead.reply_to)
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = f"<{mail.message_id}@{urlsplit(letterhead.base_url).hostname}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = mail.language
    message.set_content(text)
    message.add_alternative(as_html(text, subject, mail.language, letterhead.base_url), subtype="html")
    message.set_boundary(f"=_{mail.message_id}")
    return message


def worded(letter: str, context: Mapping[str, Any], language: str, letterhead: Letterhead) -> tuple[str, str]:
    """The subject and the text of a letter in a language."""
    environment = _environment(language, letterhead.base_url, letterhead.templates)
    filled = environment.get_template(f"mail/{letter}.txt").render(context)
    first, _separator, body = filled.partition("\n")
    if not first.startswith("Subject:"):
        raise ValueError(f"The template of {letter!r} does not begin with its subject.")
    text = environment.get_template("mail/frame.txt").render(body=Worded(body.strip()))
    subject = " ".join(first.removeprefix("Subject:").replace(LINE, " ").split())
    return subject, text.replace(LINE, "\n").strip() + "\n"


class Words:
    """What templates of letters may say in one language: sentences and values, each isolated where it must be."""

    def __init__(self, language: str, base_url: str) -> None:
        self.language = language
        self.base_url = base_url
        self.catalogue = languages.catalogue(language)

    def isolate(self, value: Any) -> str:
        """A value as it stands in the text."""
        if isinstance(value, Worded):
            return value
        if isinstance(value, Message):
            return self.say(value)
        return isolated(languages.shown(value, self.language), self.language)

    def gettext(self, text: str, **values: Any) -> Worded:
        """A sentence in the language."""
        return self._filled(self.catalogue.ugettext(text), values)

    def ngettext(self, one: str, many: str, n: int, **values: Any) -> Worded:
        """A sentence about ``n`` things."""
        return self._filled(self.catalogue.ungettext(one, many, n), {"num": n, "n": n, **values})

    def link(self, path: str = "") -> Worded:
        """The address of a page of the portal in the language."""
        return Worded(f"{self.base_url}/{self.language}/{path.lstrip('/')}")

    def say(self, message: Message) -> Worded:
        """A sentence of the domain."""
        return Worded(languages.say(message, self.language, self.isolate))

    def content_text(self, value: Translated) -> str:
        """Content in the language, or in the one there is."""
        return value.in_language(self.language).text

    def _filled(self, sentence: str, values: Mapping[str, Any]) -> Worded:
        return Worded(sentence % {name: self.isolate(value) for name, value in values.items()} if values else sentence)


@cache
def _environment(language: str, base_url: str, templates: Path) -> Environment:
    words = Words(language, base_url)
    environment = Environment(
        loader=FileSystemLoader([templates, TEMPLATES]),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - plain text
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=words.isolate,
    )
    environment.globals.update(_=words.gettext, gettext=words.gettext, ngettext=words.ngettext, link=words.link)
    environment.filters.update(
        say=words.say,
        day=lambda value, pattern="d MMMM y": languages.day(value, language, pattern),
        days=lambda start, end=None: languages.days(start, end, language),
        moment=lambda value, zone="UTC": languages.moment(value, language, zone),
        content_text=words.content_text,
    )
    return environment


def isolated(text: str, language: str) -> str:
    """A value fit to stand in a line of text: isolated where its direction could disturb the line."""
    clean = text.translate(ISOLATES).replace("\r\n", "\n").replace("\r", "\n").replace("\n", LINE)
    mixed = languages.DIRECTIONS[language] == "rtl" or any(
        unicodedata.bidirectional(character) in RIGHT_TO_LEFT for character in clean
    )
    return languages.isolated(clean) if mixed and clean else clean


def _address(text: str) -> Address:
    [(name, address)] = getaddresses([text])
    return Address(name, addr_spec=address)
