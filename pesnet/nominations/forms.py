"""Forms about nominations: merging people, replacing, many people, the countries, withdrawing, sending back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice

from pesnet.core.errors import DomainError
from pesnet.core.message import Message
from pesnet.core.wall import clock_time, moment_of, objection_to
from pesnet.nominations.answers import ANSWERS
from pesnet.nominations.models import Nominee
from pesnet.nominations.services import NominationDetails
from pesnet.nominations.services.nominating import Remarks
from pesnet.web import fields
from pesnet.web.forms import Form
from pesnet.web.templating import plain

APART = "apart"
"""The answer that two entries are two people."""


class MergeForm(Form):
    """What two entries that look alike are: one person with the details of either, or two people."""

    answer = fields.radio(_l("Are these two entries one person?"))


def merge_form(one: Nominee, other: Nominee) -> MergeForm:
    """The answers for these two entries; the value is the id of the entry whose details are kept."""
    form = MergeForm()
    form.answer.choices = [
        SelectChoice(str(one.id), _("One person: keep the details of the first entry")),
        SelectChoice(str(other.id), _("One person: keep the details of the second entry")),
        SelectChoice(APART, _("Two different people")),
    ]
    return form


class ReplaceForm(Form):
    """Who takes a nominee's place, and why."""

    reason = fields.long_text(_l("Reason"), required=True, hint=_l("The lead institution reads it."), limit=1000)
    nominee = fields.choice(_l("Who takes the place"), required=False)


def replace_form(people: Iterable[Nominee]) -> ReplaceForm:
    """The form with the people who are known."""
    form = ReplaceForm()
    known = [SelectChoice(str(person.id), f"{person.name} – {person.institution}".strip(" –")) for person in people]
    form.nominee.choices = [SelectChoice("", _("Somebody new")), *known]
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
    """What is to be completed, and by when; a remark on each answer is added by :func:`send_back_form`."""

    remarks = fields.long_text(
        _l("What is to be completed"), hint=_l("In all; you can also remark on single answers below"), limit=2000
    )
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

    @property
    def has_remarks(self) -> bool:
        """Whether something was said on a single answer."""
        return any(self[f"on_{name}"].data for name in ANSWERS)

    def said(self) -> Remarks:
        """The remarks in all and by field."""
        by_field = {name: self[f"on_{name}"].data for name in ANSWERS if self[f"on_{name}"].data}
        return Remarks(self.remarks.data or "", by_field)


def send_back_form(**shown: Any) -> SendBackForm:
    """The form with a remark for each answer; with values to show it is not read from what was sent."""

    class OnTheseAnswers(SendBackForm):
        """One remark for each answer of a nomination."""

    for name, label in ANSWERS.items():
        setattr(OnTheseAnswers, f"on_{name}", fields.text(plain(label), limit=500))
    return OnTheseAnswers(formdata=None, data=shown) if shown else OnTheseAnswers()


def _person(line: str) -> NominationDetails:
    mark = next((mark for mark in ("\t", ";", ",") if mark in line), ",")
    name, email, position = ([part.strip() for part in line.split(mark, 2)] + ["", ""])[:3]
    return NominationDetails(given_name=name, email=email, position=position)
