"""Fields of forms, each with a label, a hint and errors in our own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    FileField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email, InputRequired, NumberRange, Optional, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, EmailInput, ListWidget, RadioInput, TextInput

from pesnet.web.controls import Area, Options, quick

SHORT = 200
LONG = 5000
YEARS = range(1900, 2200)


def _options(choices: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in choices]


def _presence(required: bool) -> Any:  # noqa: FBT001 - handed through
    return InputRequired(_l("Answer this question.")) if required else Optional()


def text(label: Any, *, required: bool = False, hint: Any = "", limit: int = SHORT) -> StringField:
    """One line of text."""
    return StringField(label, [_presence(required), _length(limit)], description=hint, widget=quick(TextInput()))


def name(label: Any, *, required: bool = False, hint: Any = "") -> StringField:
    """The name of a person, in any one script."""
    return PersonName(label, [_presence(required), _length(SHORT)], description=hint, widget=quick(TextInput()))


def long_text(label: Any, *, required: bool = False, hint: Any = "", limit: int = LONG) -> TextAreaField:
    """Several lines of text."""
    return TextAreaField(label, [_presence(required), _length(limit)], description=hint, widget=Area())


def email(label: Any, *, required: bool = False, hint: Any = "") -> EmailField:
    """An e-mail address."""
    address = Email(_l("Enter an address such as name@example.org."), granular_message=False)
    checks = [_presence(required), _length(SHORT), address]
    return EmailField(label, checks, description=hint, widget=quick(EmailInput()))


def password(label: Any, *, hint: Any = "") -> PasswordField:
    """A password; never shown again."""
    return PasswordField(label, [InputRequired(_l("Answer this question.")), _length(SHORT)], description=hint)


def number(label: Any, *, required: bool = False, hint: Any = "", least: int = 0, most: int = 100000) -> IntegerField:
    """A whole number within limits."""
    within = NumberRange(least, most, _l("Enter a whole number from %(min)d to %(max)d."))
    return WholeNumber(label, [_presence(required), within], description=hint)


def day(label: Any, *, required: bool = False, hint: Any = "") -> DateField:
    """A calendar day, typed or picked."""
    return Day(label, [_presence(required)], description=hint)


def choice(
    label: Any, choices: Iterable[tuple[str, Any]] = (), *, required: bool = True, hint: Any = ""
) -> SelectField:
    """One of several, from a list."""
    return Choice(label, [_presence(required)], choices=_options(choices), description=hint, validate_choice=True)


def radio(label: Any, choices: Iterable[tuple[str, Any]] = (), *, required: bool = True, hint: Any = "") -> RadioField:
    """One of a few, all in sight."""
    return Radios(label, [_presence(required)], choices=_options(choices), description=hint)


def several(
    label: Any, choices: Iterable[tuple[str, Any]] = (), *, required: bool = False, hint: Any = ""
) -> SelectMultipleField:
    """Any of several, as boxes to tick."""
    return Boxes(label, [_presence(required)], choices=_options(choices), description=hint)


def yes(label: Any, *, hint: Any = "") -> BooleanField:
    """A box to tick."""
    return BooleanField(label, description=hint)


def file(label: Any, *, hint: Any = "") -> FileField:
    """A file to send."""
    return FileField(label, description=hint)


def _length(limit: int) -> Callable[[Any, Any], None]:
    def check(form: Any, field: Any) -> None:
        if field.data and len(field.data) > limit:
            raise ValidationError(_("This is too long: at most %(limit)s characters.", limit=limit))

    check.field_flags = {"maxlength": limit}  # type: ignore[attr-defined]
    return check


class PersonName(StringField):  # type: ignore[misc]
    """The name of a person; forms clean and check it by the rule of names."""


class _Readable:
    def pre_validate(self, form: Any) -> None:
        """Check no further what could not be read."""
        if self.process_errors:  # type: ignore[attr-defined]
            raise StopValidation


class WholeNumber(_Readable, IntegerField):  # type: ignore[misc]
    """A whole number whose refusal is in our words."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read Latin or Arabic digits."""
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        try:
            self.data = int(valuelist[0])
        except ValueError:
            self.data = None
            raise ValueError(_("Enter a whole number.")) from None


class Day(_Readable, DateField):  # type: ignore[misc]
    """A day whose refusal is in our words."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read ``2026-11-21``."""
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        try:
            self.data = date.fromisoformat(valuelist[0].strip())
            if self.data.year not in YEARS:
                raise ValueError
        except ValueError:
            self.data = None
            raise ValueError(_("Enter a day as year-month-day, such as 2026-11-21.")) from None


class _Listed:
    def pre_validate(self, form: Any) -> None:
        """Refuse what is not in the list."""
        known = {str(value) for value, *_rest in self.iter_choices()}  # type: ignore[attr-defined]
        data = self.data if isinstance(self.data, list) else [self.data]  # type: ignore[attr-defined]
        if any(item not in (None, "") and str(item) not in known for item in data):
            raise ValidationError(_("Choose from the list."))


class Choice(_Listed, SelectField):  # type: ignore[misc]
    """A list to choose from."""

    widget = Options()


class Radios(_Listed, RadioField):  # type: ignore[misc]
    """A few answers in sight."""

    option_widget = quick(RadioInput())


class Boxes(_Listed, SelectMultipleField):  # type: ignore[misc]
    """Boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = quick(CheckboxInput())
