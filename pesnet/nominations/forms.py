"""Forms of nominations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice

from pesnet.core.errors import DomainError
from pesnet.core.languages import NAMES, language_name
from pesnet.core.message import Message
from pesnet.core.wall import clock_time, moment_of, objection_to
from pesnet.courses.models import CallKind, Course
from pesnet.nominations.models import Nomination, Nominee, Sex
from pesnet.nominations.rules import LEVELS
from pesnet.nominations.services import NominationDetails
from pesnet.nominations.services.nominating import version_of
from pesnet.web import fields
from pesnet.web.forms import Form
from pesnet.web.languages import language

_LEVELS = [("", _l("No level given")), *((level, level) for level in LEVELS)]
PERSONAL = (
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
FOR_THE_COURSE = ("interpretation_into", "experience", "statement")


class NominationForm(Form):
    """A person and what is said of this person for a course; ``kept`` is what the form does not ask for."""

    kept: Mapping[str, Any] = MappingProxyType({})

    needed = dict.fromkeys(("level_en", "level_fr", "level_ar", "interpretation_into"), "")

    title = fields.text(_l("Title of the person"), hint=_l("Such as Ms, Mr, Dr, Eng., Prof. or H.E."))
    given_name = fields.name(
        _l("Given name as in the passport"),
        required=True,
        hint=_l("In Latin letters; for a single name, write it here"),
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
    experience = fields.long_text(
        _l("Relevant experience"), hint=_l("Two or three sentences: what the person does in the field of the course")
    )
    level_en = fields.choice(
        _l("Level of English"),
        _LEVELS,
        required=False,
        hint=_l("Enter the level in a language of the course, or the interpretation needed."),
    )
    level_fr = fields.choice(_l("Level of French"), _LEVELS, required=False)
    level_ar = fields.choice(_l("Level of Arabic"), _LEVELS, required=False)
    interpretation_into = fields.choice(_l("Needs interpretation into"), required=False)
    statement = fields.long_text(
        _l("Statement"), hint=_l("What the person and the institution will do with the course")
    )
    nominee = HiddenField()
    version = HiddenField()

    def details(self) -> NominationDetails:
        """What was typed."""
        typed = {**self.kept, **self.data}
        levels = {code: typed[f"level_{code}"] for code in NAMES if typed.get(f"level_{code}")}
        said = {name: typed.get(name) or "" for name in (*PERSONAL, *FOR_THE_COURSE)}
        return NominationDetails(**said, sex=Sex(typed["sex"]) if typed.get("sex") else None, language_levels=levels)

    def keep_to_a_light_call(self, known: Mapping[str, Any]) -> None:
        """Ask for name, e-mail and position only; what is known otherwise stays."""
        self.kept = known
        for name in [field.name for field in self if field.name not in LIGHT]:
            del self[name]


def nomination_form(
    course: Course, nominee: Nominee | None = None, nomination: Nomination | None = None
) -> NominationForm:
    """The form filled with what is known of the person and of the nomination."""
    known: dict[str, Any] = {"sex": ""}
    if nominee:
        known = {name: getattr(nominee, name) for name in PERSONAL}
        known["sex"] = nominee.sex.value if nominee.sex else ""
        known |= {f"level_{code}": level for code, level in nominee.language_levels.items()}
        known["nominee"] = str(nominee.id)
    if nomination:
        known |= {name: getattr(nomination, name) for name in FOR_THE_COURSE}
        known["version"] = version_of(nomination)
    form = NominationForm(data=known)
    if course.call is CallKind.LIGHT:
        form.keep_to_a_light_call(known)
        return form
    offered = {*course.interpretation, known.get("interpretation_into") or ""} - {""}
    for name in ("institution", "position", "experience"):
        form[name].flags.required = True
    languages = [("", _l("No interpretation")), *((code, language_name(code, language())) for code in sorted(offered))]
    form.interpretation_into.choices = [SelectChoice(code, name) for code, name in languages]
    return form


class PeopleForm(Form):
    """Many people at once, one on each line."""

    people = fields.long_text(
        _l("People"),
        required=True,
        hint=_l(
            "One on each line: name, e-mail, position. Paste the three columns from a sheet, "
            "or part them by semicolons or commas."
        ),
        limit=20000,
    )

    def details(self) -> list[NominationDetails]:
        """The people typed; what stands in no third part is left empty."""
        lines = [line for line in (self.people.data or "").split("\n") if line.strip()]
        return [_person(line) for line in lines]


class CountriesForm(Form):
    """The countries that may nominate, and why this changes."""

    countries = fields.several(_l("Countries that may nominate"), required=True)
    reason = fields.text(_l("Reason"), required=True, hint=_l("The countries taken out are told."))


class WithdrawForm(Form):
    """Why a nomination is withdrawn."""

    reason = fields.long_text(_l("Reason"), hint=_l("The lead institution reads it. A draft needs none."), limit=1000)


class SendBackForm(Form):
    """What is to be completed, and by when."""

    remarks = fields.long_text(_l("What is to be completed"), required=True, limit=2000)
    day = fields.day(
        _l("Complete by"), required=True, hint=_l("Year-month-day, such as 2026-11-21; may lie after the deadline")
    )
    clock = fields.text(_l("Clock time"), required=True, hint=_l("Hours and minutes, such as 23:59"))

    def complete_by(self, zone: str) -> datetime:
        """The moment meant, in the zone of the deadline."""
        clock = clock_time(self.clock.data or "")
        if clock is None:
            raise DomainError(Message("Give the clock time as hours and minutes, such as 23:59."))
        if reason := objection_to(self.day.data, clock, zone):
            raise DomainError(reason)
        return moment_of(self.day.data, clock, zone)


def _person(line: str) -> NominationDetails:
    mark = next((mark for mark in ("\t", ";", ",") if mark in line), ",")
    name, email, position = ([part.strip() for part in line.split(mark, 2)] + ["", ""])[:3]
    return NominationDetails(given_name=name, email=email, position=position)
