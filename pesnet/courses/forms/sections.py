"""The course in sections, each a page of its own: what it is, when and where, the call, what nominees need to know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import FieldList, HiddenField

from pesnet.core.languages import language_name
from pesnet.courses import queries
from pesnet.courses.details import CourseDetails, details_of
from pesnet.courses.forms.call import DeadlineFields, zones
from pesnet.courses.models import CallKind, Course, CourseState, Mode
from pesnet.courses.planning import Plan
from pesnet.courses.services.writing import proposed_call
from pesnet.network.queries import countries
from pesnet.web import fields
from pesnet.web.forms import Form
from pesnet.web.languages import language
from pesnet.web.templating import plain
from pesnet.web.texts import texts
from pesnet.workplan.models import ActivityType, BeneficiaryRule

TAUGHT_IN = ("en", "fr", "ar", "tr", "ru", "pt")


NEEDED = (
    "mode", "starts_on", "ends_on", "languages", "deadline_day", "deadline_time", "contact_name", "contact_email",
)  # fmt: skip
"""What may wait until the course is published."""


class SectionForm(Form):
    """A section of a course; ``fixed`` are the fields that publication has fixed."""

    needed = dict.fromkeys(NEEDED, _l("(needed for publication)"))
    translated: ClassVar[tuple[str, ...]] = ()
    as_typed: ClassVar[tuple[str, ...]] = ()
    fixed: ClassVar[tuple[str, ...]] = ()
    version = HiddenField()

    def offer(self, course: Course) -> None:
        """Fill the lists, and leave out what does not apply to this course."""
        if course.state is CourseState.PUBLISHED:
            for name in self.fixed:
                del self[name]

    def details(self, course: Course) -> CourseDetails:
        """The course as the form would have it."""
        before = details_of(course)
        changes: dict[str, Any] = {name: self[name].data for name in self.as_typed if name in self}
        changes |= {name: self[name].read(getattr(before, name)) for name in self.translated if name in self}
        return replace(before, **changes | self.more(before))

    def more(self, before: CourseDetails) -> dict[str, Any]:
        """What the form changes beside texts and plain values."""
        return {}

    @classmethod
    def shown(cls, details: CourseDetails) -> dict[str, Any]:
        """What the form shows of a course."""
        return {name: getattr(details, name) for name in (*cls.translated, *cls.as_typed)}


class WhatForm(SectionForm):
    """What a course is, and who leads and provides it."""

    translated = ("title", "summary", "outside_plan_reason")
    fixed = ("leads",)
    title = texts(_l("Title"), is_long=False)
    type = fields.choice(_l("Kind of activity"))
    summary = texts(_l("What the course is about"))
    objectives = texts(_l("Objectives"), hint=_l("One on each line; the same line in each language."))
    outside_plan_reason = texts(_l("Why it is held outside the plan"))
    leads = FieldList(fields.choice(_l("Country or institution"), required=False), label=_l("Leads"))
    providers = FieldList(fields.choice(_l("Country or institution"), required=False), label=_l("Providers"))

    def offer(self, course: Course) -> None:
        """Fill the lists of kinds and parties."""
        self.type.choices = labels(ActivityType)
        parties = [("", "–"), *queries.party_choices(language())]
        for entry in (*self.leads, *self.providers):
            entry.choices = parties
        if course.activity_id is not None:
            del self.outside_plan_reason
        super().offer(course)

    def more(self, before: CourseDetails) -> dict[str, Any]:
        """Kind, objectives and parties."""
        changes = {
            "type": ActivityType(self.type.data),
            "objectives": self.objectives.read_lines(before.objectives),
            "providers": _chosen(self.providers),
        }
        return changes | ({"leads": _chosen(self.leads)} if "leads" in self else {})

    @classmethod
    def shown(cls, details: CourseDetails) -> dict[str, Any]:
        """With a line for one more lead and provider."""
        return super().shown(details) | {
            "type": details.type.value,
            "objectives": details.objectives,
            "leads": [*details.leads, ""],
            "providers": [*details.providers, ""],
        }


class WhenForm(SectionForm):
    """When, where, how and in which languages."""

    translated = ("venue",)
    as_typed = ("starts_on", "ends_on")
    mode = fields.radio(_l("How people take part"), required=False)
    host_country = fields.choice(_l("Host country"), required=False)
    venue = texts(_l("Venue"), is_long=False, hint=_l("City and building, or the platform of an online course."))
    time_zone = fields.choice(_l("Time zone of the course"), required=False)
    starts_on = fields.day(_l("First day"))
    ends_on = fields.day(_l("Last day"))
    languages = fields.several(_l("Languages of instruction"))
    interpretation = fields.several(_l("Interpretation into"))

    def offer(self, course: Course) -> None:
        """Fill the lists; the first day of a published course changes only when it is postponed."""
        taught = [(code, language_name(code, language())) for code in TAUGHT_IN]
        self.mode.choices, self.languages.choices, self.interpretation.choices = labels(Mode), taught, taught
        states = [(country.code, plain(country.name)) for country in countries(language())]
        self.host_country.choices = [("", "–"), *states]
        self.time_zone.choices = zones()
        self.is_draft = course.state is not CourseState.PUBLISHED
        if course.starts_on and not self.is_draft:
            del self.starts_on

    def more(self, before: CourseDetails) -> dict[str, Any]:
        """Mode, place, zone and languages; a draft that goes online is proposed a light call."""
        mode = Mode(self.mode.data) if self.mode.data else None
        changes = {
            "mode": mode,
            "host_country_code": self.host_country.data or None,
            "time_zone": self.time_zone.data or queries.zone_of(self.host_country.data) or before.time_zone,
            "languages": tuple(self.languages.data),
            "interpretation": tuple(self.interpretation.data),
        }
        turns = self.is_draft and mode is not before.mode
        return changes | ({"call": proposed_call(mode)} if turns else {})

    @classmethod
    def shown(cls, details: CourseDetails) -> dict[str, Any]:
        """What is written."""
        return super().shown(details) | {
            "mode": details.mode.value if details.mode else None,
            "host_country": details.host_country_code or "",
            "time_zone": details.time_zone,
            "languages": list(details.languages),
            "interpretation": list(details.interpretation),
        }


class CallForm(SectionForm, DeadlineFields):
    """How much the call asks for, until when, how many people, and who may nominate."""

    as_typed = ("places", "places_per_country", "nominees_per_country", "decisions_by", "confirm_by")
    fixed = (
        "call", "deadline_day", "deadline_time", "deadline_zone",
        "places", "places_per_country", "nominees_per_country", "eligibility", "countries",
    )  # fmt: skip
    call = fields.radio(
        _l("Kind of call"),
        hint=_l(
            "A full call asks for experience, ranks and a selection. "
            "A light call asks for name, e-mail and position, and accepts people at once while there are places."
        ),
    )
    decisions_by = fields.day(_l("Decisions by"))
    confirm_by = fields.day(_l("Selected people confirm by"))
    places = fields.number(_l("Places in all"), hint=_l("Leave empty where there is no limit."), least=1)
    places_per_country = fields.number(_l("Places for each country"), least=1)
    nominees_per_country = fields.number(
        _l("Names each country may send"), hint=_l("May be more than its places, so that the lead can choose."), least=1
    )
    eligibility = fields.radio(_l("Who may nominate"), required=False)
    countries = fields.several(_l("Listed countries"))

    def offer(self, course: Course) -> None:
        """Fill the lists of states and zones."""
        self.call.choices, self.eligibility.choices = labels(CallKind), labels(BeneficiaryRule)
        self.countries.choices = [(country.code, plain(country.name)) for country in countries(language())]
        self.deadline_zone.choices = zones()
        super().offer(course)

    def more(self, before: CourseDetails) -> dict[str, Any]:
        """The kind of call, who may nominate and until when."""
        if "call" not in self:
            return {}
        rule = BeneficiaryRule(self.eligibility.data) if self.eligibility.data else before.eligibility
        return {
            "call": CallKind(self.call.data),
            "eligibility": rule,
            "countries": tuple(sorted(self.countries.data)) if rule is BeneficiaryRule.LISTED else (),
            "deadline": self.read_deadline(before.time_zone),
        }

    @classmethod
    def shown(cls, details: CourseDetails) -> dict[str, Any]:
        """What is written."""
        deadline = details.deadline
        return super().shown(details) | {
            "call": details.call.value,
            "eligibility": details.eligibility.value,
            "countries": list(details.countries),
            "deadline_day": deadline.day if deadline else None,
            "deadline_time": f"{deadline.time:%H:%M}" if deadline else "23:59",
            "deadline_zone": deadline.zone if deadline else "",
        }

    def take_over(self, plan: Plan) -> None:
        """Put the proposed days into the form; nothing is saved yet."""
        for name, field in (
            ("deadline", "deadline_day"),
            ("decisions_by", "decisions_by"),
            ("confirm_by", "confirm_by"),
        ):
            if name in plan.steps and field in self:
                self[field].data = plan.steps[name].day


class NomineesForm(SectionForm):
    """For whom the course is, what is asked of them, who pays, and whom to ask."""

    translated = ("profile", "asked", "costs", "practical_note")
    as_typed = ("contact_name", "contact_email")
    profile = texts(_l("For whom"))
    asked = texts(_l("What is asked of nominees"))
    statements = texts(
        _l("Statements asked"),
        hint=_l("What nominees declare, one on each line; the same line in each language."),
    )
    costs = texts(_l("Who pays what"))
    practical_note = texts(_l("Practical note"))
    contact_name = fields.name(_l("Contact"))
    contact_email = fields.email(_l("E-mail of the contact"))

    def more(self, before: CourseDetails) -> dict[str, Any]:
        """What nominees declare."""
        return {
            "statements": self.statements.read_lines(before.statements),
            "contact_name": self.contact_name.data or "",
            "contact_email": self.contact_email.data or "",
        }

    @classmethod
    def shown(cls, details: CourseDetails) -> dict[str, Any]:
        """What is written."""
        return super().shown(details) | {"statements": details.statements}


SECTIONS: dict[str, type[SectionForm]] = {
    "what": WhatForm,
    "when": WhenForm,
    "call": CallForm,
    "nominees": NomineesForm,
}
"""The sections in their order, by the word in their address."""


def section_form(section: str, course: Course, *, is_sent: bool) -> SectionForm:
    """The form of a section: as it was sent, or filled with what is written."""
    kind = SECTIONS[section]
    form = kind() if is_sent else kind(data={**kind.shown(details_of(course)), "version": str(course.version)})
    form.offer(course)
    return form


def labels(kind: Iterable[Any]) -> list[tuple[str, str]]:
    """The choices of an enumeration with words."""
    return [(member.value, plain(member.label)) for member in kind]


def _chosen(entries: FieldList) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in entries.data if code))
