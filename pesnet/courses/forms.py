"""Forms of courses."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, HiddenField

from pesnet.core.languages import language_name
from pesnet.courses import queries
from pesnet.courses.details import CourseDetails, details_of
from pesnet.courses.models import Course, CourseState, Deadline, Mode
from pesnet.network.queries import countries
from pesnet.policy import Actor
from pesnet.web import fields
from pesnet.web.forms import Form
from pesnet.web.languages import language
from pesnet.web.templating import plain
from pesnet.web.texts import texts
from pesnet.workplan.models import ActivityType, BeneficiaryRule

TAUGHT_IN = ("en", "fr", "ar", "tr", "ru", "pt")
FIXED = ("leads", "places", "places_per_country", "nominees_per_country", "eligibility", "countries")
DEADLINE = ("deadline_day", "deadline_time", "deadline_zone")
TRANSLATED = (
    "title",
    "summary",
    "profile",
    "asked",
    "costs",
    "practical_note",
    "venue",
    "outside_plan_reason",
)
NEEDED = (
    "mode", "starts_on", "ends_on", "languages", "deadline_day", "deadline_time", "contact_name", "contact_email",
)  # fmt: skip
"""What may wait until the course is published."""
AS_TYPED = ("starts_on", "ends_on", "places", "places_per_country", "nominees_per_country", "decisions_by")


class _DeadlineFields(Form):
    deadline_day = fields.day(_l("Day of the deadline"))
    deadline_time = fields.text(_l("Time of the deadline"), hint=_l("Hours and minutes, such as 23:59."), limit=5)
    deadline_zone = fields.choice(_l("Time zone of the deadline"), required=False)

    def validate(self, extra_validators: Any = None) -> bool:
        """Take a deadline whole or not at all."""
        valid = super().validate(extra_validators)
        if "deadline_day" in self and self.deadline_day.data and _clock(self.deadline_time.data) is None:
            self.deadline_time.errors = [_("Enter hours and minutes, such as 23:59.")]
            return False
        return valid

    def read_deadline(self, zone: str) -> Deadline | None:
        """The deadline typed; ``zone`` is taken where none was chosen."""
        clock = _clock(self.deadline_time.data)
        if self.deadline_day.data is None or clock is None:
            return None
        return Deadline(self.deadline_day.data, clock, self.deadline_zone.data or zone)


class CourseForm(_DeadlineFields):
    """Everything of a course; what publication has fixed is left out for a published one."""

    needed = dict.fromkeys(NEEDED, _l("(needed for publication)"))

    version = HiddenField()
    title = texts(_l("Title"), is_long=False)
    type = fields.choice(_l("Kind of activity"))
    summary = texts(_l("What the course is about"))
    objectives = texts(_l("Objectives"), hint=_l("One on each line; the same line in each language."))
    outside_plan_reason = texts(_l("Why it is held outside the plan"))
    leads = FieldList(fields.choice(_l("Country or institution"), required=False), label=_l("Leads"))
    providers = FieldList(fields.choice(_l("Country or institution"), required=False), label=_l("Providers"))
    mode = fields.radio(_l("How people take part"), required=False)
    host_country = fields.choice(_l("Host country"), required=False)
    venue = texts(_l("Venue"), is_long=False, hint=_l("City and building, or the platform of an online course."))
    time_zone = fields.choice(_l("Time zone of the course"), required=False)
    starts_on = fields.day(_l("First day"))
    ends_on = fields.day(_l("Last day"))
    languages = fields.several(_l("Languages of instruction"))
    interpretation = fields.several(_l("Interpretation into"))
    places = fields.number(_l("Places in all"), hint=_l("Leave empty where there is no limit."), least=1)
    places_per_country = fields.number(_l("Places for each country"), least=1)
    nominees_per_country = fields.number(
        _l("Names each country may send"), hint=_l("May be more than its places, so that the lead can choose."), least=1
    )
    eligibility = fields.radio(_l("Who may nominate"), required=False)
    countries = fields.several(_l("Listed countries"))
    profile = texts(_l("For whom"))
    asked = texts(_l("What is asked of nominees"))
    costs = texts(_l("Who pays what"))
    practical_note = texts(_l("Practical note"))
    decisions_by = fields.day(_l("Decisions by"))
    contact_name = fields.text(_l("Contact"))
    contact_email = fields.email(_l("E-mail of the contact"))

    def offer(self, course: Course) -> CourseForm:
        """Fill the lists, and leave out what does not apply to this course."""
        _offer_lists(self)
        if course.activity_id is not None:
            del self.outside_plan_reason
        if course.state is CourseState.PUBLISHED:
            for name in (*FIXED, *DEADLINE):
                del self[name]
        return self

    def details(self, course: Course) -> CourseDetails:
        """The course as the form would have it."""
        before = details_of(course)
        zone = self.time_zone.data or queries.zone_of(self.host_country.data) or before.time_zone
        changes: dict[str, Any] = {name: self[name].data for name in AS_TYPED if name in self}
        changes |= {name: self[name].read(getattr(before, name)) for name in TRANSLATED if name in self}
        changes |= {
            "type": ActivityType(self.type.data),
            "objectives": self.objectives.read_lines(before.objectives),
            "mode": Mode(self.mode.data) if self.mode.data else None,
            "host_country_code": self.host_country.data or None,
            "time_zone": zone,
            "languages": tuple(self.languages.data),
            "interpretation": tuple(self.interpretation.data),
            "providers": _chosen(self.providers),
            "contact_name": self.contact_name.data or "",
            "contact_email": self.contact_email.data or "",
        }
        if "leads" in self:
            rule = BeneficiaryRule(self.eligibility.data) if self.eligibility.data else before.eligibility
            listed = tuple(sorted(self.countries.data)) if rule is BeneficiaryRule.LISTED else ()
            changes |= {
                "leads": _chosen(self.leads),
                "eligibility": rule,
                "countries": listed,
                "deadline": self.read_deadline(zone),
            }
        return replace(before, **changes)


class OutsideForm(Form):
    """The beginning of a course outside the plan."""

    title = texts(_l("Title"), is_long=False)
    type = fields.choice(_l("Kind of activity"))
    lead = fields.choice(_l("Lead"))
    outside_plan_reason = texts(_l("Why it is held outside the plan"))

    def offer(self, actor: Actor) -> OutsideForm:
        """Let the actor choose among the parties it may act for."""
        self.type.choices = _labels(ActivityType)
        self.lead.choices = [("", ""), *queries.party_choices(language(), actor)]
        return self


class DeadlineForm(_DeadlineFields):
    """A later deadline."""

    deadline_day = fields.day(_l("Day of the deadline"), required=True)
    deadline_time = fields.text(
        _l("Time of the deadline"), required=True, hint=_l("Hours and minutes, such as 23:59."), limit=5
    )
    deadline_zone = fields.choice(_l("Time zone of the deadline"))
    reason = fields.text(_l("Reason"), required=True, hint=_l("Everybody who was invited is told."))

    def offer(self) -> DeadlineForm:
        """Fill the list of zones."""
        self.deadline_zone.choices = _zones()
        return self


class ReasonForm(Form):
    """A reason for a move."""

    reason = fields.long_text(_l("Reason"), required=True)


def form_for(course: Course) -> CourseForm:
    """The form of a course, filled with what is written in it."""
    before = details_of(course)
    deadline = before.deadline
    return CourseForm(
        data={
            **{
                name: getattr(before, name)
                for name in (*TRANSLATED, *AS_TYPED, "objectives", "contact_name", "contact_email")
            },
            "version": str(course.version),
            "type": before.type.value,
            "mode": before.mode.value if before.mode else None,
            "leads": [*before.leads, ""],
            "providers": [*before.providers, ""],
            "host_country": before.host_country_code or "",
            "time_zone": before.time_zone,
            "languages": list(before.languages),
            "interpretation": list(before.interpretation),
            "eligibility": before.eligibility.value,
            "countries": list(before.countries),
            "deadline_day": deadline.day if deadline else None,
            "deadline_time": f"{deadline.time:%H:%M}" if deadline else "23:59",
            "deadline_zone": deadline.zone if deadline else "",
        }
    ).offer(course)


def _offer_lists(form: CourseForm) -> None:
    states = [(country.code, plain(country.name)) for country in countries(language())]
    taught = [(code, language_name(code, language())) for code in TAUGHT_IN]
    parties = [("", "–"), *queries.party_choices(language())]
    form.type.choices, form.mode.choices, form.eligibility.choices = (
        _labels(ActivityType),
        _labels(Mode),
        _labels(BeneficiaryRule),
    )
    form.host_country.choices = [("", "–"), *states]
    form.countries.choices, form.languages.choices, form.interpretation.choices = states, taught, taught
    form.time_zone.choices = form.deadline_zone.choices = _zones()
    for entry in (*form.leads, *form.providers):
        entry.choices = parties


def _zones() -> list[tuple[str, str]]:
    named = {country.time_zone: f"{plain(country.name)} – {country.time_zone}" for country in countries(language())}
    return [("", _("As at the place of the course")), *sorted(named.items(), key=lambda item: item[1]), ("UTC", "UTC")]


def _labels(kind: Any) -> list[tuple[str, str]]:
    return [(member.value, plain(member.label)) for member in kind]


def _chosen(entries: FieldList) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.data for entry in entries if entry.data))


def _clock(typed: str | None) -> time | None:
    try:
        return time.fromisoformat((typed or "").strip()).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        return None
