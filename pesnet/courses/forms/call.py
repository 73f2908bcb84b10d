"""Forms of acts on a call: deadline, new dates, reasons."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pesnet.core.wall import clock_time
from pesnet.courses import queries
from pesnet.courses.models import Course, Deadline
from pesnet.courses.planning import Days
from pesnet.courses.services import NewDates
from pesnet.network.queries import countries
from pesnet.policy import Actor
from pesnet.web import fields
from pesnet.web.forms import Form
from pesnet.web.languages import language
from pesnet.web.templating import plain
from pesnet.web.texts import texts
from pesnet.workplan.models import ActivityType

TOLD = _l("Everybody who was invited is told.")


class DeadlineFields(Form):
    """A deadline in three fields."""

    deadline_day = fields.day(_l("Day of the deadline"))
    deadline_time = fields.text(_l("Time of the deadline"), hint=_l("Hours and minutes, such as 23:59."), limit=5)
    deadline_zone = fields.choice(_l("Time zone of the deadline"), required=False)

    def validate(self, extra_validators: Any = None) -> bool:
        """Take a deadline whole or not at all."""
        valid = super().validate(extra_validators)
        if "deadline_day" in self and self.deadline_day.data and clock_time(self.deadline_time.data or "") is None:
            self.deadline_time.errors = [_("Enter hours and minutes, such as 23:59.")]
            return False
        return valid

    def read_deadline(self, zone: str) -> Deadline | None:
        """The deadline typed; ``zone`` is taken where none was chosen."""
        clock = clock_time(self.deadline_time.data or "")
        if self.deadline_day.data is None or clock is None:
            return None
        return Deadline(self.deadline_day.data, clock, self.deadline_zone.data or zone)


class OutsideForm(Form):
    """The beginning of a course outside the plan."""

    title = texts(_l("Title"), is_long=False)
    type = fields.choice(_l("Kind of activity"))
    lead = fields.choice(_l("Lead"))
    outside_plan_reason = texts(_l("Why it is held outside the plan"))

    def offer(self, actor: Actor) -> OutsideForm:
        """Let the actor choose among the parties it may act for."""
        self.type.choices = [(kind.value, plain(kind.label)) for kind in ActivityType]
        self.lead.choices = [("", ""), *queries.party_choices(language(), actor)]
        return self


class DeadlineForm(DeadlineFields):
    """A later deadline."""

    deadline_day = fields.day(_l("Day of the deadline"), required=True)
    deadline_time = fields.text(
        _l("Time of the deadline"), required=True, hint=_l("Hours and minutes, such as 23:59."), limit=5
    )
    deadline_zone = fields.choice(_l("Time zone of the deadline"))
    reason = fields.text(_l("Reason"), required=True, hint=TOLD)


class PostponeForm(DeadlineFields):
    """The new dates of a course."""

    starts_on = fields.day(_l("New first day"), required=True)
    ends_on = fields.day(_l("New last day"))
    deadline_day = fields.day(_l("New day of the deadline"), hint=_l("Leave it as it is where the call is not longer."))
    decisions_by = fields.day(_l("Decisions by"))
    confirm_by = fields.day(_l("Selected people confirm by"))
    reason = fields.text(_l("Reason"), required=True, hint=_l("It is shown on the page of the course."))

    def dates(self, course: Course) -> NewDates:
        """The dates as typed; a deadline that stays is none."""
        deadline = self.read_deadline(course.time_zone)
        stays = deadline is not None and deadline.instant == course.nominations_close_at
        return NewDates(
            self.starts_on.data,
            self.ends_on.data,
            None if stays else deadline,
            self.decisions_by.data,
            self.confirm_by.data,
        )

    def days(self) -> Days:
        """The days as typed, for the warnings beside them."""
        names = ("starts_on", "ends_on", "decisions_by", "confirm_by")
        return Days(deadline=self.deadline_day.data, **{name: self[name].data for name in names})


class ReasonForm(Form):
    """A reason for a move."""

    reason = fields.long_text(_l("Reason"), required=True)


def deadline_form(course: Course) -> DeadlineForm:
    """The form of a later deadline."""
    form = DeadlineForm(data={"deadline_time": course.deadline_wall[11:], "deadline_zone": course.deadline_zone})
    form.deadline_zone.choices = zones()
    return form


def postpone_form(course: Course) -> PostponeForm:
    """The form of new dates; the deadline stands as it is, the other days are empty."""
    form = PostponeForm(
        data={
            "deadline_day": course.deadline.day if course.deadline else None,
            "deadline_time": course.deadline_wall[11:],
            "deadline_zone": course.deadline_zone,
        }
    )
    form.deadline_zone.choices = zones()
    return form


def zones() -> list[tuple[str, str]]:
    """The time zones of the member states, by the reader's alphabet."""
    named = {country.time_zone: f"{plain(country.name)} – {country.time_zone}" for country in countries(language())}
    return [("", _("As at the place of the course")), *sorted(named.items(), key=lambda item: item[1]), ("UTC", "UTC")]
