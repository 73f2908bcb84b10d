"""One content in several languages as one field of a form."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from wtforms import FormField
from wtforms.utils import unset_value

from pesnet.core.languages import NAMES
from pesnet.core.translated import LANGUAGES, Translated
from pesnet.web import fields
from pesnet.web.forms import Form


class _Lines(Form):
    en = fields.text(NAMES["en"])
    fr = fields.text(NAMES["fr"])
    ar = fields.text(NAMES["ar"])


class _Paragraphs(Form):
    en = fields.long_text(NAMES["en"])
    fr = fields.long_text(NAMES["fr"])
    ar = fields.long_text(NAMES["ar"])


class Texts(FormField):  # type: ignore[misc]
    """A text in each language; what is not changed keeps its state and its source."""

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Show a :class:`Translated` value, or a tuple of them, one a line."""
        values = data if isinstance(data, tuple) else (data,) if isinstance(data, Translated) else ()
        given = {code: "\n".join(value.get(code) for value in values).rstrip("\n") for code in LANGUAGES}
        super().process(formdata, given, extra_filters)

    def read(self, before: Translated) -> Translated:
        """The content after what was typed."""
        return _changed(before, {code: self.form[code].data or "" for code in LANGUAGES})

    def read_lines(self, before: tuple[Translated, ...]) -> tuple[Translated, ...]:
        """The contents after what was typed, one on each line, the same line in every language."""
        lines = zip_longest(*((self.form[code].data or "").split("\n") for code in LANGUAGES), fillvalue="")
        typed = [dict(zip(LANGUAGES, (text.strip() for text in row), strict=True)) for row in lines]
        old = [*before, *([Translated()] * len(typed))]
        return tuple(text for text in map(_changed, old, typed) if text)


def texts(label: Any, *, hint: Any = "", is_long: bool = True) -> Texts:
    """A text in each language: paragraphs, or one line."""
    return Texts(_Paragraphs if is_long else _Lines, label, description=hint)


def _changed(before: Translated, typed: dict[str, str]) -> Translated:
    for code, text in typed.items():
        if text != before.get(code):
            before = before.replace(code, text)
    return before
