"""Texts in three languages with their states, as parts of the forms of a plan."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pesnet.core.languages import NAMES
from pesnet.core.translated import LANGUAGES, TextState, Translated
from pesnet.web import fields
from pesnet.web.forms import Form

STATES = {
    TextState.ORIGINAL: _l("original"),
    TextState.UNOFFICIAL: _l("unofficial translation"),
    TextState.APPROVED: _l("approved translation"),
}
GAP = "–"
"""Stands on the line of an item that a language does not have."""


class TextsForm(Form):
    """A text in each language, with its state."""

    en = fields.long_text(NAMES["en"])
    fr = fields.long_text(NAMES["fr"])
    ar = fields.long_text(NAMES["ar"])
    en_state = fields.choice(_l("State of the English text"), required=False)
    fr_state = fields.choice(_l("State of the French text"), required=False)
    ar_state = fields.choice(_l("State of the Arabic text"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in LANGUAGES:
            self[f"{code}_state"].choices = [(state.value, text) for state, text in STATES.items()]

    def read(self, before: Translated) -> Translated:
        """The text with what was changed; an untouched translation keeps the original it was made from."""
        return changed(before, {code: self[code].data or "" for code in LANGUAGES}, self.states)

    def require(self) -> None:
        """Ask for a text where no language has one."""
        if not any(self[code].data for code in LANGUAGES):
            self.en.errors = [_("Answer this question.")]

    @property
    def states(self) -> dict[str, TextState]:
        """The state that was chosen for each language."""
        return {code: TextState(self[f"{code}_state"].data or TextState.ORIGINAL) for code in LANGUAGES}


class ListsForm(TextsForm):
    """Several texts, one on each line and the same line in every language; a state for all texts of a language."""

    def read_items(self, before: tuple[Translated, ...]) -> tuple[Translated, ...]:
        """The texts after what was typed; what was not changed keeps its state and its source."""
        lines = zip_longest(*(self._lines(code) for code in LANGUAGES), fillvalue="")
        typed = [dict(zip(LANGUAGES, row, strict=True)) for row in lines]
        shown = {code: item.texts[code].state for item in reversed(before) for code in item}
        items = [*before, *([Translated()] * len(typed))]
        return tuple(item for item in (self._item(*pair, shown) for pair in zip(items, typed, strict=False)) if item)

    def _lines(self, code: str) -> list[str]:
        lines = [line.strip() for line in (self[code].data or "").split("\n")]
        return ["" if line == GAP else line for line in lines]

    def _item(self, before: Translated, typed: dict[str, str], shown: dict[str, TextState]) -> Translated:
        states = dict(self.states)
        for code, text in before.texts.items():
            if typed[code] == on_one_line(text.text):
                typed[code] = text.text
                states[code] = text.state if states[code] is shown[code] else states[code]
        return changed(before, typed, states)


def changed(before: Translated, typed: dict[str, str], states: dict[str, TextState]) -> Translated:
    """The content with the languages that differ replaced, originals first."""
    result = before
    for code in sorted(LANGUAGES, key=lambda one: states[one] is not TextState.ORIGINAL):
        known = before.texts.get(code)
        if (known.text, known.state) != (typed[code], states[code]) if known else typed[code]:
            result = result.replace(code, typed[code], states[code])
    return result


def shown_text(value: Translated, original: str) -> dict[str, str]:
    """A text as its form shows it."""
    return {code: value.get(code) for code in LANGUAGES} | shown_states((value,), original)


def shown_items(values: tuple[Translated, ...], original: str) -> dict[str, str]:
    """Several texts as their form shows them."""
    lines = {code: [on_one_line(value.get(code)) for value in values] for code in LANGUAGES}
    texts = {code: "\n".join(line or GAP for line in lines[code]) if any(lines[code]) else "" for code in LANGUAGES}
    return texts | shown_states(values, original)


def shown_states(values: tuple[Translated, ...], original: str) -> dict[str, str]:
    """The state in each language; a text still to be written is an original in the plan's own language."""
    new = {code: TextState.ORIGINAL if code == original else TextState.UNOFFICIAL for code in LANGUAGES}
    known = {code: value.texts[code].state for value in reversed(values) for code in value}
    return {f"{code}_state": state.value for code, state in (new | known).items()}


def on_one_line(text: str) -> str:
    """The text without line feeds."""
    return text.replace("\n", " ").strip()
