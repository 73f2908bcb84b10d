"""The controls of forms as HTML: as WTForms draws them, in a fraction of the steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from markupsafe import Markup, escape
from wtforms.fields import Field
from wtforms.widgets import Input, Select, TextArea

Widget = TypeVar("Widget", bound=Input)
QUOTE = "&#34;"


def attributes(**given: Any) -> Markup:
    """The attributes of a tag by name; True stands alone, False and nothing are left out."""
    parts = [
        _attribute(name.rstrip("_"), value)
        for name, value in sorted(given.items())
        if value is not None and value is not False
    ]
    return Markup(" ".join(parts))  # noqa: S704 - each value is escaped


def _attribute(name: str, value: Any) -> str:
    return name if value is True else f'{name}="{str(escape(value)).replace(chr(34), QUOTE)}"'


def quick(widget: Widget) -> Widget:
    """The input with its attributes written by us."""
    widget.html_params = attributes
    return widget


class Area(TextArea):  # type: ignore[misc]
    """An input of several lines."""

    def __call__(self, field: Field, **given: Any) -> Markup:
        """Draw it with what was typed."""
        opening = attributes(**_about(field, self.validation_attrs, given))
        return Markup(f"<textarea {opening}>\r\n{escape(field._value())}</textarea>")  # noqa: S704, SLF001 - escaped; what a widget reads


class Options(Select):  # type: ignore[misc]
    """A list to choose one from."""

    def __call__(self, field: Field, **given: Any) -> Markup:
        """Draw it with its options."""
        opening = attributes(**_about(field, self.validation_attrs, given))
        options = [
            f"<option {attributes(value=option.value, selected=option.selected)}>{escape(option.label)}</option>"
            for option in field.iter_choices()
        ]
        return Markup(f"<select {opening}>{''.join(options)}</select>")  # noqa: S704 - each part is escaped


def _about(field: Field, checked: Sequence[str], given: Mapping[str, Any]) -> dict[str, Any]:
    flags = {name: getattr(field.flags, name) for name in checked}
    return {"id": field.id, "name": field.name, **flags, **given}
