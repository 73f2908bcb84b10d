"""The base of all forms: named fields, cleaned text, errors beside the field, the domain's reasons on top."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from babel.support import NullTranslations
from flask import Response, make_response, render_template, request
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectMultipleField, StringField
from wtforms.fields import Field
from wtforms.validators import InputRequired

from pesnet.core.errors import DomainError
from pesnet.core.languages import catalogue
from pesnet.core.message import Message
from pesnet.core.text import clean, clean_name, objection, objection_to_name
from pesnet.web.fields import PersonName
from pesnet.web.languages import language
from pesnet.web.templating import plain


class Form(FlaskForm):  # type: ignore[misc]
    """A form. ``problems`` are the domain's reasons why a valid form was refused."""

    class Meta:
        """The token is checked for every request in one place, not by each form."""

        csrf = False

        def get_translations(self, form: Any) -> NullTranslations:
            """Our catalogue; WTForms would read one of its own for every form."""
            return catalogue(language())

    needed: ClassVar[Mapping[str, Any]] = {}
    """Fields that may stay empty for now, with what is said of when they are needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.problems: tuple[Message, ...] = ()
        for field in self:
            field.flags.needed = self.needed.get(field.short_name)

    def is_valid(self) -> bool:
        """Whether the form was sent and every field can be taken."""
        return bool(request.method == "POST" and self.validate())

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each field, refuse names given twice and characters no text may contain."""
        valid = bool(super().validate(extra_validators))
        for field in self:
            if isinstance(field, StringField) and isinstance(field.data, str):
                field.errors = [*field.errors, *_objections(field)]
            if not isinstance(field, SelectMultipleField) and len(request.form.getlist(field.name)) > 1:
                field.errors = [*field.errors, _("This answer was given twice.")]
            valid = valid and not field.errors
        return valid

    def attempt(self, act: Callable[[], Any]) -> bool:
        """Do the act if the form is valid; whether it was done.

        The domain's reasons are kept to be shown on the form.
        """
        if not self.is_valid():
            return False
        try:
            act()
        except DomainError as error:
            self.problems = error.reasons
            return False
        return True

    @property
    def error_list(self) -> list[tuple[Field, str]]:
        """Every field with an error, in the order of the page, for the error summary."""
        return [(field, str(error)) for field in self for error in _flat(field.errors)]


def page(template: str, *, form: Form | None = None, **values: Any) -> Response:
    """Render a page; a form that was sent and comes back has status 422, so that nothing of its act is kept."""
    sent_back = form is not None and request.method == "POST"
    return make_response(render_template(template, form=form, **values), 422 if sent_back else 200)


def _objections(field: StringField) -> list[str]:
    """Clean what was typed, and say why it cannot be taken; spaces alone are no answer."""
    is_name = isinstance(field, PersonName)
    given = bool(field.data)
    field.data = clean_name(field.data) if is_name else clean(field.data)
    if given and not field.data and any(isinstance(check, InputRequired) for check in field.validators):
        return [_("Answer this question.")]
    reason = objection_to_name(field.data) if is_name else objection(field.data)
    return [plain(reason)] if reason else []


def _flat(errors: Any) -> list[str]:
    if isinstance(errors, dict):
        return [text for part in errors.values() for text in _flat(part)]
    return [text for part in errors for text in (_flat(part) if isinstance(part, list | tuple | dict) else [part])]
