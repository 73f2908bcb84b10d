"""Collect the sentences of the source into the catalogues (``update``), or say what is wrong with them (``check``).

Sentences are the arguments of ``_``, ``gettext``, ``ngettext``, ``lazy_gettext``, ``lazy_ngettext`` and of their short
forms ``_l`` and ``_n``, the first of ``Message`` and the first two of ``counted``; in templates also ``{% trans %}``.
Files are written in the order of the sentences, without dates and line numbers: they change only with the words.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po
from babel.plural import to_gettext

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "translations"
LOCALES = ("en", "fr", "ar")
SOURCE = "en"
KEYWORDS = DEFAULT_KEYWORDS | {
    "Message": (1,),
    "counted": (1, 2),
    "_l": None,
    "_n": (1, 2),
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
}
HEADER = """\
# The sentences of the OIC-PESNET portal: {language}.
# Copyright (C) the OIC-PESNET portal contributors, MIT licence.
msgid ""
msgstr ""
"Project-Id-Version: OIC-PESNET portal\\n"
"Language: {locale}\\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
# Babel's own header for Arabic swaps "many" and "other"; the rule of the CLDR does not.
PLURALS = {"ar": to_gettext(Locale("ar").plural_form).rstrip(";")}
PLACEHOLDER = re.compile(r"%\((\w+)\)")
# What a sentence calls the number that chooses its form: a form may say it in words.
NUMBERS = {"n", "num"}


def main(order: str) -> int:
    """Carry out ``update`` or ``check``; returns the exit code."""
    sentences = extracted()
    problems = 0
    for locale in LOCALES:
        path = FOLDER / locale / "LC_MESSAGES" / "messages.po"
        if order == "update":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(merged(path, locale, sentences), encoding="utf-8")
            continue
        for problem in wrong_with(path, locale, sentences):
            print(f"{path.relative_to(ROOT)}: {problem}")
            problems += 1
    return 1 if problems else 0


def extracted() -> Catalog:
    """Every sentence of the source, with the comments for translators."""
    catalog = Catalog()
    with (ROOT / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]
    found = extract_from_dir(ROOT, methods, options, KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True)
    for _path, _line, sentence, comments, context in found:
        catalog.add(sentence, auto_comments=comments, context=context)
    return catalog


def merged(path: Path, locale: str, sentences: Catalog) -> str:
    """The text of a locale's catalogue as it should stand: today's sentences with the translations there are."""
    catalog = stored(path, locale)
    catalog.update(deepcopy(sentences), no_fuzzy_matching=True)
    if locale == SOURCE:
        for message in catalog:
            message.string = message.id or message.string
    body = io.BytesIO()
    write_po(body, catalog, width=120, no_location=True, sort_output=True, ignore_obsolete=True, omit_header=True)
    plurals = PLURALS.get(locale, catalog.plural_forms)
    header = HEADER.format(language=Locale(locale).english_name, locale=locale, plurals=plurals)
    return header + body.getvalue().decode()


def stored(path: Path, locale: str) -> Catalog:
    """A locale's catalogue as its file says; empty when there is none."""
    if not path.exists():
        return Catalog(locale)
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def wrong_with(path: Path, locale: str, sentences: Catalog) -> Iterator[str]:
    """What is wrong with a catalogue: not current, not complete, unsure or with other placeholders than its source."""
    if not path.exists() or path.read_text(encoding="utf-8") != merged(path, locale, sentences):
        yield "is not current; run: make i18n"
        return
    catalog = stored(path, locale)
    for message, errors in catalog.check():
        yield from (f"{message.id!r}: {error}" for error in errors)
    for message in catalog:
        if message.id:
            yield from (f"{message.id!r}: {problem}" for problem in wrong_with_message(message))


def wrong_with_message(message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    if message.fuzzy:
        yield "is marked as unsure"
    ids, forms = as_forms(message.id), as_forms(message.string)
    wanted = {name for sentence in ids for name in PLACEHOLDER.findall(sentence)}
    for form in forms:
        if not form:
            yield "is not translated"
        elif missing := wanted - set(PLACEHOLDER.findall(form)) - (NUMBERS if len(forms) > 1 else set()):
            yield f"the translation lacks {', '.join(sorted(missing))}"


def as_forms(text: object) -> list[str]:
    """The forms of a sentence: one, or one per plural."""
    return [str(form) for form in text] if isinstance(text, list | tuple) else [str(text or "")]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
