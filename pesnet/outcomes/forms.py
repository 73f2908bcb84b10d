"""Forms of course reports, figures and recorded deliveries."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from pesnet.core.errors import DomainError
from pesnet.core.message import Message
from pesnet.core.translated import Translated
from pesnet.courses.models import Mode
from pesnet.courses.queries import party_choices
from pesnet.network.queries import countries, parties
from pesnet.outcomes.delivery import Delivery, Selected
from pesnet.outcomes.details import DeliveryDetails, FigureDetails, ReportDetails
from pesnet.outcomes.models import CourseReport, Figure, FigureKind, Qualifier
from pesnet.outcomes.numbers import read_number
from pesnet.policy import Actor
from pesnet.web import fields
from pesnet.web.forms import Form
from pesnet.web.languages import language
from pesnet.web.templating import plain
from pesnet.web.texts import texts
from pesnet.workplan.models import Activity, ActivityType, PartyRole

AS_WRITTEN = _l("As it is written, such as 1839 or 1.839. Leave it empty if it is not known: unknown is not 0.")
TEXTS = ("outputs", "results", "difficulties", "lessons", "follow_up", "variance_reason")
PROPOSED = Message("Nominations selected in the portal")


def _is_number(form: Form, field: Any) -> None:
    try:
        if field.data:
            read_number(field.data)
    except DomainError as doubt:
        raise ValidationError(plain(doubt.reasons[0])) from doubt


def _number(field: Any) -> int | None:
    return read_number(field.data) if field.data else None


class _PeopleFields(Form):
    """Participants, women and states as one source gives them."""

    needed = {"figures_source": _l("(needed with any figure)")}

    participants = fields.text(_l("Participants"), hint=AS_WRITTEN, limit=20)
    participants_qualifier = fields.choice(_l("The number of participants is"), required=False)
    women = fields.text(_l("of whom women"), limit=20)
    sex_recorded = fields.text(
        _l("of how many the sex is recorded"), hint=_l("Leave empty where it is recorded for all."), limit=20
    )
    states = fields.text(_l("Number of member states"), hint=_l("Only where the list below is not known."), limit=20)
    countries = fields.several(_l("Member states that took part"))
    figures_source = fields.text(_l("Source of these figures"), hint=_l("For instance: attendance list."))
    figures_as_of = fields.day(_l("As of"))

    validate_participants = _is_number
    validate_women = _is_number
    validate_sex_recorded = _is_number
    validate_states = _is_number

    def offer_people(self) -> None:
        """Fill the lists."""
        self.participants_qualifier.choices = _labels(Qualifier)
        self.countries.choices = [(country.code, plain(country.name)) for country in countries(language())]

    def read_figures(self) -> tuple[FigureDetails, ...]:
        """The figures that were given; none for what is not known."""
        qualifier = Qualifier(self.participants_qualifier.data or Qualifier.EXACT.value)
        source, as_of = self.figures_source.data or "", self.figures_as_of.data
        found = []
        if self.participants.data or self.women.data or qualifier is Qualifier.SEVERAL:
            found.append(
                FigureDetails(
                    FigureKind.PARTICIPANTS, source, _number(self.participants), qualifier, _number(self.women),
                    _number(self.sex_recorded), self.participants.data or "", as_of,
                )
            )  # fmt: skip
        if self.states.data:
            value = _number(self.states)
            found.append(FigureDetails(FigureKind.COUNTRIES, source, value, as_written=self.states.data, as_of=as_of))
        return tuple(found)


class ReportForm(_PeopleFields):
    """A course report."""

    needed = {**_PeopleFields.needed, **dict.fromkeys(("held_from", "held_to"), _l("(needed before it is sent)"))}
    version = fields.number(_l("Version"), most=10**9)
    held_from = fields.day(_l("First day as held"))
    held_to = fields.day(_l("Last day as held"))
    mode = fields.radio(_l("How people took part"), required=False)
    provided_by = fields.text(_l("Provided by"), hint=_l("The institutions and experts, as they are to be thanked."))
    funder = fields.text(_l("Paid for by"))
    outputs = texts(_l("Outputs"), hint=_l("What was produced: documents, lists, models."))
    results = texts(_l("Results"), hint=_l("What participants can do now, or have begun."))
    difficulties = texts(_l("Difficulties"))
    lessons = texts(_l("Lessons"))
    follow_up = texts(_l("Follow-up"))
    variance_reason = texts(_l("Reason for any difference from the plan"))

    def offer(self) -> ReportForm:
        """Fill the lists."""
        self.offer_people()
        self.mode.choices = _labels(Mode)
        return self

    def read(self, before: CourseReport) -> ReportDetails:
        """The report as the form would have it."""
        return ReportDetails(
            held_from=self.held_from.data,
            held_to=self.held_to.data,
            mode=Mode(self.mode.data) if self.mode.data else None,
            provided_by=self.provided_by.data or "",
            funder=self.funder.data or "",
            **{name: self[name].read(getattr(before, name)) for name in TEXTS},
            countries=tuple(self.countries.data or ()),
            figures=self.read_figures(),
        )


class FigureForm(Form):
    """A figure of another source."""

    kind = fields.radio(_l("What is counted"))
    value = fields.text(_l("The number"), hint=AS_WRITTEN, limit=20)
    qualifier = fields.choice(_l("The number is"), required=False)
    women = fields.text(_l("of whom women"), limit=20)
    sex_recorded = fields.text(_l("of how many the sex is recorded"), limit=20)
    as_of = fields.day(_l("As of"))
    source = fields.text(_l("Source"), required=True)
    source_url = fields.text(_l("Address of the source"), hint=_l("Begins with https://"), limit=1000)

    validate_value = _is_number
    validate_women = _is_number
    validate_sex_recorded = _is_number

    def offer(self) -> FigureForm:
        """Fill the lists."""
        self.kind.choices, self.qualifier.choices = _labels(FigureKind), _labels(Qualifier)
        return self

    def read(self) -> FigureDetails:
        """The figure as stated."""
        qualifier = Qualifier(self.qualifier.data or Qualifier.EXACT.value)
        return FigureDetails(
            FigureKind(self.kind.data), self.source.data, _number(self.value), qualifier, _number(self.women),
            _number(self.sex_recorded), self.value.data or "", self.as_of.data, self.source_url.data or "",
        )  # fmt: skip


class RemarksForm(Form):
    """What is to be changed in a report."""

    remarks = fields.long_text(_l("What is to be changed"), required=True)


class DeliveryForm(_PeopleFields):
    """A delivery that has no call in the portal."""

    title = texts(_l("Title"), is_long=False)
    type = fields.choice(_l("Kind of activity"))
    outside_plan_reason = texts(_l("Why it stands outside the plan"))
    starts_on = fields.day(_l("First day"), required=True)
    ends_on = fields.day(_l("Last day"), hint=_l("Leave empty if it is not known."))
    mode = fields.radio(_l("How people took part"), required=False)
    venue = texts(_l("Venue"), is_long=False)
    leads = fields.several(_l("Leads"), hint=_l("Leave empty where they are those of the plan."))
    providers = fields.several(_l("Providers"), hint=_l("Leave empty where they are those of the plan."))
    provided_by = fields.text(_l("Provided by, as the source says it"))
    funder = fields.text(_l("Paid for by"))
    summary = texts(_l("Note"))
    source = fields.text(_l("Source of what is recorded here"), required=True)
    source_url = fields.text(_l("Address of the source"), hint=_l("Begins with https://"), limit=1000)

    def offer(self, activity: Activity | None, actor: Actor) -> DeliveryForm:
        """Fill the lists; only a delivery outside the plan is asked why."""
        self.offer_people()
        self.type.choices, self.mode.choices = _labels(ActivityType), _labels(Mode)
        self.leads.choices = party_choices(language(), None if activity else actor)
        self.providers.choices = party_choices(language())
        if activity is not None:
            del self.outside_plan_reason
        return self

    def read(self) -> DeliveryDetails:
        """The delivery as the form says."""
        empty, known = Translated(), parties()
        return DeliveryDetails(
            title=self.title.read(empty),
            type=ActivityType(self.type.data),
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            source=self.source.data,
            source_url=self.source_url.data or "",
            mode=Mode(self.mode.data) if self.mode.data else None,
            venue=self.venue.read(empty),
            summary=self.summary.read(empty),
            outside_plan_reason=self.outside_plan_reason.read(empty) if "outside_plan_reason" in self else empty,
            leads=tuple(known[code] for code in self.leads.data or ()),
            providers=tuple(known[code] for code in self.providers.data or ()),
            provided_by=self.provided_by.data or "",
            funder=self.funder.data or "",
            countries=tuple(self.countries.data or ()),
            figures=self.read_figures(),
        )


def form_for(report: CourseReport, delivery: Delivery, proposed: Selected) -> ReportForm:
    """The form of a report with what is known: what it says itself, else who was selected through the portal."""
    kept = delivery.report
    stated = {figure.kind: figure for figure in delivery.figures if kept and figure.report_id == kept.id}
    people, states = stated.get(FigureKind.PARTICIPANTS), stated.get(FigureKind.COUNTRIES)
    values: dict[str, Any] = {name: getattr(report, name) for name in ("held_from", "held_to", "provided_by", "funder")}
    values |= {name: getattr(report, name) for name in TEXTS}
    values |= {"mode": report.mode.value if report.mode else None, "version": report.version or 0}
    values |= {"countries": list(delivery.country_codes), "states": _written(states)}
    if people:
        values |= _of_people(people)
    elif kept is None and proposed.people:
        values |= {
            "participants": str(proposed.people),
            "women": str(proposed.women),
            "sex_recorded": str(proposed.sex_recorded),
            "countries": list(proposed.country_codes),
            "figures_source": plain(PROPOSED),
        }
    return ReportForm(data=values).offer()


def delivery_form(activity: Activity | None, actor: Actor) -> DeliveryForm:
    """The form of a delivery, with what the plan says."""
    if activity is None:
        return DeliveryForm().offer(None, actor)
    values = {
        "title": activity.title,
        "type": activity.type.value if activity.type else None,
        "leads": [party.code for party in activity.of(PartyRole.LEAD)],
        "providers": [party.code for party in activity.of(PartyRole.PROVIDER)],
    }
    return DeliveryForm(data=values).offer(activity, actor)


def _of_people(figure: Figure) -> dict[str, Any]:
    return {
        "participants": _written(figure),
        "participants_qualifier": figure.qualifier.value,
        "women": _typed(figure.women),
        "sex_recorded": _typed(figure.sex_recorded),
        "figures_source": figure.source,
        "figures_as_of": figure.as_of,
    }


def _written(figure: Figure | None) -> str:
    return (figure.as_written or _typed(figure.value)) if figure else ""


def _typed(value: int | None) -> str:
    return "" if value is None else str(value)


def _labels(kind: Any) -> list[tuple[str, str]]:
    return [(member.value, plain(member.label)) for member in kind]
