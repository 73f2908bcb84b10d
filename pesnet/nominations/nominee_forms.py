"""The forms of a person, and of what is said of a person for a course; a draft may be unfinished."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice

from pesnet.core.languages import NAMES, language_name
from pesnet.core.text import clean
from pesnet.courses.models import CallKind, Course
from pesnet.nominations.answers import ANSWERS
from pesnet.nominations.models import Nomination, Nominee, Sex
from pesnet.nominations.rules import LEVELS
from pesnet.nominations.services import NominationDetails, known
from pesnet.nominations.services.nominating import FOR_THE_COURSE, version_of
from pesnet.web import fields
from pesnet.web.forms import Form
from pesnet.web.languages import language

_LEVELS = [("", _l("No level given")), *((level, level) for level in LEVELS)]
WORDS = (
    "title",
    "given_name",
    "family_name",
    "native_name",
    "certificate_name",
    "institution",
    "position",
    "email",
    "telephone",
)

LIGHT = {"given_name", "family_name", "email", "position", "nominee", "version"}
NEEDED = {
    CallKind.FULL: ("given_name", "institution", "position", "experience"),
    CallKind.LIGHT: ("given_name", "email", "position"),
}
"""The answers that the form marks as needed, by the kind of the call."""


class PersonForm(Form):
    """What is known of a person; ``before`` is what was on record when the form was shown."""

    needed: ClassVar[dict[str, Any]] = dict.fromkeys(("level_en", "level_fr", "level_ar"), "")
    before = NominationDetails(given_name="")

    title = fields.text(_l("Title of the person"), hint=_l("Such as Ms, Mr, Dr, Eng., Prof. or H.E."))
    given_name = fields.name(
        _l("Given name as in the passport"), hint=_l("In Latin letters; for a single name, write it here")
    )
    family_name = fields.name(_l("Family name as in the passport"), hint=_l("In Latin letters"))
    native_name = fields.name(_l("Name in the native script"))
    certificate_name = fields.name(_l("Name for the certificate"), hint=_l("If it differs from the passport"))
    sex = fields.radio(
        _l("Sex"),
        [("female", _l("Woman")), ("male", _l("Man")), ("", _l("Not recorded"))],
        required=False,
    )
    email = fields.email(_l("E-mail"))
    telephone = fields.text(_l("Telephone"))
    institution = fields.text(_l("Institution"), hint=_l("Needed before the nomination is submitted"))
    position = fields.text(_l("Position"), hint=_l("It appears in the letter of invitation"))
    level_en = fields.choice(
        _l("Level of English"),
        _LEVELS,
        required=False,
        hint=_l("Enter the level in a language of the course, or the interpretation needed."),
    )
    level_fr = fields.choice(_l("Level of French"), _LEVELS, required=False)
    level_ar = fields.choice(_l("Level of Arabic"), _LEVELS, required=False)
    version = HiddenField()

    def validate(self, extra_validators: Any = None) -> bool:
        """A person has a name; only a draft may go without for a while."""
        valid = super().validate(extra_validators)
        if not self.given_name.data and not self.may_be_unfinished:
            self.given_name.errors = [_("Answer this question.")]
            return False
        return valid

    @property
    def may_be_unfinished(self) -> bool:
        """Whether what cannot be taken yet is kept beside what can."""
        return False

    def details(self, before: NominationDetails | None = None) -> NominationDetails:
        """What was typed; for what cannot be taken and what is not asked for, what was on record before."""
        before = before or self.before
        levels = {code: self._answer(f"level_{code}", before.language_levels.get(code, "")) for code in NAMES}
        sex = self._answer("sex", before.sex.value if before.sex else "")
        said: dict[str, Any] = {name: self._answer(name, getattr(before, name)) for name in self.texts()}
        return NominationDetails(
            **said,
            sex=Sex(sex) if sex else None,
            language_levels={code: level for code, level in levels.items() if level},
        )

    def texts(self) -> tuple[str, ...]:
        """The answers that are plain words."""
        return WORDS

    def _answer(self, name: str, before: str) -> str:
        return before if name not in self or self[name].errors else self[name].data or ""


class NominationForm(PersonForm):
    """A person and what is said of this person for a course."""

    needed: ClassVar[dict[str, Any]] = {**PersonForm.needed, "interpretation_into": ""}

    experience = fields.long_text(
        _l("Relevant experience"), hint=_l("Two or three sentences: what the person does in the field of the course")
    )
    interpretation_into = fields.choice(_l("Needs interpretation into"), required=False)
    statement = fields.long_text(
        _l("Statement"), hint=_l("What the person and the institution will do with the course")
    )
    nominee = HiddenField()

    @property
    def may_be_unfinished(self) -> bool:
        """A draft is kept as far as it is; nothing but a draft is looked at again without being sent."""
        return "draft" in request.form or request.method == "GET"

    def is_valid(self) -> bool:
        """Whether it can be taken: a draft as far as it is."""
        is_whole = super().is_valid()
        return is_whole or (request.method == "POST" and self.may_be_unfinished)

    def details(self, before: NominationDetails | None = None) -> NominationDetails:
        """What was typed, with the answers as they were typed when some cannot be taken."""
        said = super().details(before)
        return replace(said, unfit=typed_answers(request.form)) if self.error_list else said

    def texts(self) -> tuple[str, ...]:
        """The answers that are plain words."""
        return (*WORDS, *FOR_THE_COURSE)

    def keep_to_a_light_call(self) -> None:
        """Ask for name, e-mail and position only; what is known otherwise stays."""
        for name in [field.name for field in self if field.name not in LIGHT]:
            del self[name]


def typed_answers(given: Mapping[str, str]) -> dict[str, str]:
    """What was typed into the form of a nomination, as it is."""
    return {name: given[name] for name in (*ANSWERS, "nominee", "version") if name in given}


def is_as_saved(nomination: Nomination, answers: Mapping[str, str]) -> bool:
    """Whether these answers are those on record."""
    shown = _shown(nomination.nominee, nomination)
    return all(clean(text) == shown.get(name, "") for name, text in answers.items())


def nomination_form(
    course: Course, nominee: Nominee | None = None, nomination: Nomination | None = None
) -> NominationForm:
    """The form filled with what is known of the person and of the nomination, or with what was typed and not saved."""
    shown = _shown(nominee, nomination)
    typed = nomination.typed if nomination and request.method == "GET" else None
    form = NominationForm(MultiDict(typed.answers), data=shown) if typed else NominationForm(data=shown)
    form.before = known(nominee, nomination)
    for name in NEEDED[course.call]:
        form[name].flags.required = True
    if course.call is CallKind.LIGHT:
        form.keep_to_a_light_call()
    else:
        form.interpretation_into.choices = _interpretation(course, shown)
    if typed:
        form.validate()
        form.version.data = shown["version"]
    return form


def person_form(person: Nominee) -> PersonForm:
    """The form of a person on record."""
    form = PersonForm(data=_of_person(person) | {"version": str(person.version)})
    form.given_name.flags.required = True
    form.level_en.description = ""
    return form


def _interpretation(course: Course, shown: Mapping[str, str]) -> list[SelectChoice]:
    offered = {*course.interpretation, shown.get("interpretation_into", "")} - {""}
    languages = [("", _l("No interpretation")), *((code, language_name(code, language())) for code in sorted(offered))]
    return [SelectChoice(code, name) for code, name in languages]


def _shown(nominee: Nominee | None, nomination: Nomination | None) -> dict[str, str]:
    shown = {"sex": ""} | (_of_person(nominee) | {"nominee": str(nominee.id)} if nominee else {})
    if nomination:
        shown |= {name: getattr(nomination, name) for name in FOR_THE_COURSE}
        shown["version"] = version_of(nomination)
    return shown


def _of_person(person: Nominee) -> dict[str, str]:
    shown = {name: getattr(person, name) for name in WORDS}
    levels = {f"level_{code}": level for code, level in person.language_levels.items()}
    return shown | levels | {"sex": person.sex.value if person.sex else ""}
