"""Translations are code: complete, with the same placeholders and tags; each sentence can be said in each language."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from gettext import c2py

import pytest
from babel.messages.catalog import Catalog, Message

from scripts.catalogues import FOLDER, LOCALES, as_forms, extracted, stored, wrong_with
from tests.house import source

TAG = re.compile(r"</?\w+[^>]*>")
PLACEHOLDER = re.compile(r"%\((\w+)\)([sd])")
SENTENCES = extracted()
PORTAL = source.sources("pesnet")
SPOKEN_BY = {"Message": 1, "counted": 2}
REBUILT = {"pesnet/core/message.py"}
"""Where sentences are made again of what was stored; they were extracted where they were written."""


def catalogue(locale: str) -> Catalog:
    """The catalogue of a language, as its file stands."""
    return stored(FOLDER / locale / "LC_MESSAGES" / "messages.po", locale)


def unsayable(message: Message) -> list[str]:
    """The forms of one translation that cannot be filled with the values of the sentence."""
    ids = as_forms(message.id)
    values = {name: 7 if kind == "d" else "seven" for text in ids for name, kind in PLACEHOLDER.findall(text)}
    if not values:
        return []
    return [form for form in as_forms(message.string) if not _can_be_filled(form, values)]


def _can_be_filled(form: str, values: dict[str, object]) -> bool:
    try:
        return bool(form % values)
    except (KeyError, TypeError, ValueError):
        return False


def otherwise_marked(message: Message) -> list[str]:
    """The forms of one translation whose tags differ from those of the sentence."""
    wanted = [Counter(TAG.findall(text)) for text in as_forms(message.id)]
    return [form for form in as_forms(message.string) if Counter(TAG.findall(form)) not in wanted]


def spoken(given: source.Sources) -> Iterator[tuple[str, str | None]]:
    """Every sentence that the domain makes: where, and its words; none where they are no plain text.

    The words of another sentence (``other.one``) were extracted where that one is made.
    """
    for path, text in given.items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SPOKEN_BY:
                for argument in node.args[: SPOKEN_BY[node.func.id]]:
                    if not (isinstance(argument, ast.Attribute) and argument.attr == "one"):
                        yield source.place(path, node), argument.value if isinstance(argument, ast.Constant) else None


def not_extracted(given: source.Sources, known: set[str]) -> list[str]:
    """Where a sentence is made that the catalogues do not know."""
    return [f"{place}: {words}" for place, words in spoken(given) if words not in known]


def every_form(catalog: Catalog) -> set[str]:
    """The English sentences of a catalogue, singular and plural."""
    return {form for message in catalog if message.id for form in as_forms(message.id)}


@pytest.mark.parametrize("locale", LOCALES)
def test_the_catalogue_is_complete(locale):
    assert list(wrong_with(FOLDER / locale / "LC_MESSAGES" / "messages.po", locale, SENTENCES)) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_sentence_can_be_said(locale):
    assert [form for message in catalogue(locale) if message.id for form in unsayable(message)] == []


def test_a_sentence_that_cannot_be_said_is_found():
    assert unsayable(Message("%(n)s of %(all)s", "%(n)s sur %(tous)s")) == ["%(n)s sur %(tous)s"]
    assert unsayable(Message("%(n)s places", "%(n)s places, 100 %")) == ["%(n)s places, 100 %"]
    assert unsayable(Message("100 %", "100 %")) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_sentence_keeps_its_tags(locale):
    assert [form for message in catalogue(locale) if message.id for form in otherwise_marked(message)] == []


def test_a_lost_tag_is_found():
    assert otherwise_marked(Message("<b>One</b>", "Un")) == ["Un"]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_counted_sentence_has_all_its_forms(locale):
    catalog = catalogue(locale)
    counted = [message for message in catalog if isinstance(message.id, tuple | list)]
    assert [message.id for message in counted if len(message.string) != catalog.num_plurals] == []


@pytest.mark.parametrize(
    ("locale", "forms"), [("en", [1, 0, 1, 1, 1, 1]), ("fr", [0, 0, 1, 1, 1, 1]), ("ar", [0, 1, 2, 3, 4, 5])]
)
def test_numbers_choose_the_right_form(locale, forms):
    choose = c2py(catalogue(locale).plural_expr)
    assert [choose(number) for number in (0, 1, 2, 3, 11, 100)] == forms


def test_every_sentence_of_the_domain_is_in_the_catalogues():
    given = {path: text for path, text in PORTAL.items() if path not in REBUILT}
    assert not_extracted(given, every_form(SENTENCES)) == []


def test_a_sentence_put_together_is_found():
    given = source.sample("Message('Known')\nMessage(f'Un{known}')\ncounted('one', 'many', 2)")
    assert not_extracted(given, {"Known", "one"}) == [
        "pesnet/samples/views.py:2: None",
        "pesnet/samples/views.py:3: many",
    ]
