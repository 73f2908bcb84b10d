"""What the house asks of its templates: functions over given text, so that each can be shown to find a fault."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, meta, nodes

FOLDER = Path(__file__).parents[2] / "pesnet" / "templates"
INLINE = {
    "a script": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "a style sheet": re.compile(r"<style\b", re.IGNORECASE),
    "a style": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a handler": re.compile(r"<[^>{]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script's address": re.compile(r"javascript:", re.IGNORECASE),
    "another host's file": re.compile(r"(?:src|href)=[\"']?(?:https?:)?//", re.IGNORECASE),
}
_environment = Environment(extensions=["jinja2.ext.do", "jinja2.ext.i18n"], autoescape=True)


def templates() -> dict[str, str]:
    """Every template: its name and its text."""
    files = sorted(path for path in FOLDER.rglob("*") if path.is_file())
    return {path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in files}


def inline(given: Mapping[str, str]) -> list[str]:
    """What a strict content security policy would refuse."""
    return [
        f"{name}:{text[: found.start()].count(chr(10)) + 1}: {what}"
        for name, text in given.items()
        for what, pattern in INLINE.items()
        for found in pattern.finditer(text)
    ]


def unused_imports(given: Mapping[str, str]) -> list[str]:
    """The macros and macro files that neither the importing template uses nor the parts it includes."""
    problems = []
    for name, text in given.items():
        parts = [text, *(given[part] for part in _included(given, name))]
        used = {node.name for part in parts for node in _parsed(part).find_all(nodes.Name) if node.ctx == "load"}
        problems += [f"{name}: {alias}" for alias in sorted(_imported(text)) if alias not in used]
    return problems


def unused_macros(given: Mapping[str, str]) -> list[str]:
    """The macros that nobody calls, be it in their own file."""
    used = {
        word
        for text in given.values()
        for tree in [_parsed(text)]
        for word in (
            *(node.attr for node in tree.find_all(nodes.Getattr)),
            *(node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"),
            *(_first(name) for node in tree.find_all(nodes.FromImport) for name in node.names),
        )
    }
    return [
        f"{name}: {macro.name}"
        for name, text in given.items()
        for macro in _parsed(text).find_all(nodes.Macro)
        if macro.name not in used
    ]


def unreachable(given: Mapping[str, str], named: set[str]) -> list[str]:
    """The templates that neither the source names nor a template that can be reached."""
    waiting = [name for name in given if name in named]
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in reached and name in given:
            reached.add(name)
            waiting += [other for other in meta.find_referenced_templates(_parsed(given[name])) if other]
    return [name for name in given if name not in reached]


def missing(given: Mapping[str, str]) -> list[str]:
    """The templates that others name and that are not there."""
    return [
        f"{name}: {other}"
        for name, text in given.items()
        for other in meta.find_referenced_templates(_parsed(text))
        if other and other not in given
    ]


def _included(given: Mapping[str, str], name: str) -> set[str]:
    """The parts that a template takes into itself, and those that these take in."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        includes = _parsed(given[waiting.pop()]).find_all(nodes.Include)
        names = {node.template.value for node in includes if isinstance(node.template, nodes.Const)}
        waiting += [part for part in names - found if part in given]
        found |= names & set(given)
    return found


def _imported(text: str) -> set[str]:
    tree = _parsed(text)
    whole = {node.target for node in tree.find_all(nodes.Import)}
    return whole | {_last(name) for node in tree.find_all(nodes.FromImport) for name in node.names}


def _first(name: str | tuple[str, str]) -> str:
    return name if isinstance(name, str) else name[0]


def _last(name: str | tuple[str, str]) -> str:
    return name if isinstance(name, str) else name[1]


@cache
def _parsed(text: str) -> nodes.Template:
    return _environment.parse(text)
