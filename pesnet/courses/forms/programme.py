"""Forms of what belongs to a course: a session, a document asked, the joining link, an answer on the dates."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pesnet.core.languages import day
from pesnet.core.translated import Translated
from pesnet.core.wall import clock_time
from pesnet.courses.forms.sections import labels
from pesnet.courses.models import AskedStage, Course, CourseSession
from pesnet.courses.services import DocumentAsked, SessionDetails, WantedDates
from pesnet.network.queries import countries
from pesnet.web import fields
from pesnet.web.forms import Form
from pesnet.web.languages import language
from pesnet.web.templating import plain
from pesnet.web.texts import texts

CLOCK = _l("Hours and minutes, such as 09:30.")
MOST_DAYS = 60


class SessionForm(Form):
    """A session of the agenda."""

    title = texts(_l("Title of the session"), is_long=False)
    day_number = fields.choice(_l("Day of the course"))
    starts = fields.text(_l("Begins at"), hint=CLOCK, limit=5)
    ends = fields.text(_l("Ends at"), hint=CLOCK, limit=5)
    speaker = fields.name(_l("Speaker"))
    speaker_institution = fields.text(_l("Institution of the speaker"))
    speaker_country = fields.choice(_l("Country of the speaker"), required=False)

    def validate(self, extra_validators: Any = None) -> bool:
        """Take clock times only as they can be read."""
        valid = super().validate(extra_validators)
        for field in (self.starts, self.ends):
            if field.data and clock_time(field.data) is None:
                field.errors = [_("Enter hours and minutes, such as 23:59.")]
                valid = False
        return valid

    def details(self, before: Translated) -> SessionDetails:
        """What was typed."""
        return SessionDetails(
            day_number=int(self.day_number.data),
            title=self.title.read(before),
            starts=clock_time(self.starts.data or ""),
            ends=clock_time(self.ends.data or ""),
            speaker=self.speaker.data or "",
            speaker_institution=self.speaker_institution.data or "",
            speaker_country_code=self.speaker_country.data or None,
        )


class DocumentForm(Form):
    """A document nominees are asked for."""

    name = texts(_l("Name of the document"), is_long=False, hint=_l("Such as curriculum vitae, or letter of support."))
    stage = fields.radio(_l("When it is asked for"), labels(AskedStage))
    is_required = fields.yes(_l("It is required"))

    def asked(self) -> DocumentAsked:
        """What was typed."""
        return DocumentAsked(self.name.read(Translated()), AskedStage(self.stage.data), self.is_required.data)


class JoiningLinkForm(Form):
    """How people join."""

    url = fields.text(
        _l("Address of the meeting"), hint=_l("Begins with https://. Empty takes the link away."), limit=500
    )
    note = fields.long_text(
        _l("Note for joining"), hint=_l("Such as a meeting number or when the room opens."), limit=1000
    )


class MaterialForm(Form):
    """A file for the invited countries."""

    title = texts(_l("Title of the file"), is_long=False)
    file = fields.file(_l("File"), hint=_l("PDF, Word, PowerPoint or Excel, at most 20 MB."))

    def validate_file(self, field: Any) -> None:
        """A file must have been chosen."""
        if not field.data or not field.data.filename:
            field.errors = [*field.errors, _("Choose a file.")]


class DatesForm(Form):
    """The days a provider agrees to or would rather have."""

    starts_on = fields.day(_l("First day"), required=True)
    ends_on = fields.day(_l("Last day"))
    note = fields.long_text(_l("Note to the lead"), limit=1000)

    def wanted(self) -> WantedDates:
        """What was typed."""
        return WantedDates(self.starts_on.data, self.ends_on.data, self.note.data or "")


def session_form(course: Course, row: CourseSession | None = None) -> SessionForm:
    """The form of a session; a new one comes after the last."""
    known: dict[str, Any] = {"day_number": str(max((row.day_number for row in course.sessions), default=1))}
    if row:
        known = {name: getattr(row, name) for name in ("title", "starts", "ends", "speaker", "speaker_institution")}
        known |= {"day_number": str(row.day_number), "speaker_country": row.speaker_country_code or ""}
    form = SessionForm(data=known)
    form.day_number.choices = _days(course)
    states = [(country.code, plain(country.name)) for country in countries(language())]
    form.speaker_country.choices = [("", "–"), *states]
    return form


def dates_form(course: Course) -> DatesForm:
    """The form of an answer; the dates of the course stand in it."""
    return DatesForm(data={"starts_on": course.starts_on, "ends_on": course.ends_on})


def _days(course: Course) -> list[tuple[str, str]]:
    last = (course.ends_on - course.starts_on).days + 1 if course.starts_on and course.ends_on else MOST_DAYS // 4
    numbers = range(1, min(last, MOST_DAYS) + 1)
    named = {number: CourseSession(day_number=number).held_on(course.starts_on) for number in numbers}
    return [
        (str(number), _("Day %(n)s, %(day)s", n=number, day=day(on, language())) if on else _("Day %(n)s", n=number))
        for number, on in named.items()
    ]
