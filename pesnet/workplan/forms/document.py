"""Forms for a document and for the answers to its doubts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField

from pesnet.core.languages import NAMES
from pesnet.core.message import Labelled, Message
from pesnet.core.translated import LANGUAGES
from pesnet.web import fields
from pesnet.web.forms import Form
from pesnet.web.languages import language
from pesnet.web.templating import plain
from pesnet.workplan.corrections import Answer
from pesnet.workplan.models import ActivityType, PlanImport, Precision
from pesnet.workplan.parsed import FRAMEWORK_TEXTS, Doubt, DoubtKind, ParsedPlan
from pesnet.workplan.queries import party_choices

FRAMEWORK_NAMES = {
    "network_objective": Message("Objective of the network"),
    "overall_objective": Message("Overall objective"),
    "guiding_principles": Message("Guiding principles"),
    "monitoring_evaluation": Message("Monitoring and evaluation"),
    "resource_mobilisation": Message("Resource mobilisation"),
}


def labels(kind: type[Labelled]) -> list[tuple[str, str]]:
    """The members of an enumeration as choices, in the reader's language."""
    return [(member.value, plain(member.label)) for member in kind]


class VersionForm(Form):
    """What an act on something shown carries: the version that was shown."""

    version = HiddenField()

    @property
    def sent(self) -> int:
        """The version that was shown; -1, which nothing has, when it is no number."""
        return int(self.version.data) if str(self.version.data or "").isdecimal() else -1


class ImportForm(Form):
    """A document and the language of its texts."""

    document = fields.file(
        _l("Document"),
        hint=_l("A Word (.docx) or Excel (.xlsx) file in the layout of the adopted plan, 10 MB at most."),
    )
    language = fields.choice(
        _l("Language of the document"), required=False, hint=_l("Leave it open if the headers of the tables say it.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language.choices = [("", _("As the headers say")), *((code, NAMES[code]) for code in LANGUAGES)]

    def validate_document(self, field: Any) -> None:
        """A file must have been chosen."""
        if not field.data or not field.data.filename:
            field.errors = [*field.errors, _("Choose a file.")]


class ExportForm(Form):
    """Format and language of an export."""

    format = fields.radio(_l("Format"))
    language = fields.choice(_l("Language"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.format.choices = [("docx", _("Word, in the layout of the adopted document")), ("xlsx", _("Spreadsheet"))]
        self.language.choices = [(code, NAMES[code]) for code in LANGUAGES]


class CorrectionForm(VersionForm):
    """The answer to a doubt: ``remedy`` is the button that was pressed."""

    remedy = StringField()
    needs: dict[str, tuple[str, ...]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {name for names in self.needs.values() for name in names}:
            self[name].flags.required = True

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for what the chosen remedy needs; what it does not need cannot stand in its way."""
        super().validate(extra_validators)
        needed = self.needs.get(self.remedy.data or "", ())
        for field in self.answers():
            if not needed:
                field.errors = []
            elif field.short_name in needed and not field.data and not field.errors:
                field.errors = [_("Answer this question.")]
        return not self.error_list

    def answers(self) -> Iterator[Any]:
        """The fields that are shown."""
        return (field for field in self if field.short_name not in {"version", "remedy"})

    def prepare(self, plan: ParsedPlan, doubt: Doubt, parties: Iterable[tuple[str, str]]) -> None:
        """Fill the lists to choose from."""

    @property
    def answer(self) -> Answer:
        """What was answered."""
        values = {field.short_name: field.data for field in self.answers()}
        return Answer(self.remedy.data or "", values, self.sent)


class PartyForm(CorrectionForm):
    """Who is meant."""

    party = fields.choice(_l("Country or institution meant"), required=False)
    needs = {"name_party": ("party",)}

    def prepare(self, plan: ParsedPlan, doubt: Doubt, parties: Iterable[tuple[str, str]]) -> None:
        """Offer every party."""
        self.party.choices = [("", _("Choose")), *parties]


class NumberForm(CorrectionForm):
    """Which number."""

    number = fields.number(_l("Number"), least=1, most=999)
    needs = {"give_number": ("number",), "keep_apart": ("number",)}


class TypeForm(CorrectionForm):
    """Which type of activity."""

    type = fields.choice(_l("Type"), required=False)
    title = fields.text(_l("Title without the type"), limit=500)
    needs = {"choose_type": ("type",)}

    def prepare(self, plan: ParsedPlan, doubt: Doubt, parties: Iterable[tuple[str, str]]) -> None:
        """Offer every type."""
        self.type.choices = [("", _("Choose")), *labels(ActivityType)]


class TitleForm(CorrectionForm):
    """Which title."""

    title = fields.text(_l("Title"), limit=500)
    needs = {"write_title": ("title",)}


class TimeForm(CorrectionForm):
    """When, and how exactly that is known."""

    precision = fields.choice(_l("How exactly the time is known"), required=False)
    year = fields.number(_l("Year"), least=1990, most=2100)
    part = fields.number(_l("Quarter (1–4) or month (1–12)"), least=1, most=12)
    start = fields.day(_l("First day"))
    end = fields.day(_l("Last day"))
    needs = {"give_time": ("precision",)}

    def prepare(self, plan: ParsedPlan, doubt: Doubt, parties: Iterable[tuple[str, str]]) -> None:
        """Offer the precisions."""
        self.precision.choices = [("", _("Choose")), *labels(Precision)]


class PeriodForm(CorrectionForm):
    """Which years."""

    first = fields.number(_l("First year"), least=1990, most=2100)
    last = fields.number(_l("Last year"), least=1990, most=2100)
    needs = {"give_period": ("first", "last")}


class AreaForm(CorrectionForm):
    """Number and title of an area."""

    number = fields.number(_l("Number"), least=1, most=99)
    title = fields.text(_l("Title"), limit=500)
    needs = {"name_area": ("title",)}


class PlaceForm(CorrectionForm):
    """Where a text belongs."""

    place = fields.choice(_l("The text belongs to"), required=False)
    needs = {"attach": ("place",)}

    def prepare(self, plan: ParsedPlan, doubt: Doubt, parties: Iterable[tuple[str, str]]) -> None:
        """Offer the framework texts, the objectives of each area and the description of each activity."""
        self.place.choices = [
            ("", _("Choose")),
            *((name, plain(FRAMEWORK_NAMES[name])) for name in FRAMEWORK_TEXTS),
            *((f"area:{area.number}", _("Objectives of area %(number)s", number=area.number)) for area in plan.areas),
            *(
                (f"activity:{activity.code}", _("Description of activity %(code)s", code=activity.code))
                for area in plan.areas
                for activity in area.activities
            ),
        ]


FORMS: dict[DoubtKind, type[CorrectionForm]] = {
    DoubtKind.UNKNOWN_COUNTRY: PartyForm,
    DoubtKind.MISSING_NUMBER: NumberForm,
    DoubtKind.REPEATED_NUMBER: NumberForm,
    DoubtKind.JOINED_ROW: NumberForm,
    DoubtKind.UNKNOWN_TYPE: TypeForm,
    DoubtKind.MISSING_TITLE: TitleForm,
    DoubtKind.UNREAD_TIMELINE: TimeForm,
    DoubtKind.UNREAD_PERIOD: PeriodForm,
    DoubtKind.MISSING_AREA: AreaForm,
    DoubtKind.LOOSE_TEXT: PlaceForm,
}
"""The form of each kind of doubt; the others are answered by a button alone."""


def form_for(plan: ParsedPlan, position: int, parties: Iterable[tuple[str, str]], *, version: int) -> CorrectionForm:
    """The form that answers the doubt at this position; its fields have names of their own on the page."""
    doubt = plan.doubts[position]
    kind = FORMS.get(doubt.kind, CorrectionForm)
    first, last = plan.period or (None, None)
    form = kind(prefix=f"d{position}-", version=version, first=first, last=last)
    form.prepare(plan, doubt, parties)
    return form


def correction_form(kept: PlanImport, position: int) -> CorrectionForm:
    """The answer that was sent to the doubt at this position; a bare one when it is not there any more."""
    plan = ParsedPlan.from_json(kept.content)
    if position >= len(plan.doubts):
        return CorrectionForm(prefix=f"d{position}-")
    return form_for(plan, position, party_choices(language()), version=kept.version)
