"""The form of an activity: texts in three languages, time, parties in order."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FormField

from pesnet.core.errors import DomainError
from pesnet.network.queries import gazetteer_names, parties
from pesnet.web import fields
from pesnet.web.templating import plain
from pesnet.workplan.details import ActivityDetails, Named, named_of
from pesnet.workplan.forms.document import VersionForm, labels
from pesnet.workplan.forms.texts import TextsForm, shown_text
from pesnet.workplan.models import Activity, ActivityType, BeneficiaryRule, PartyRole, Precision
from pesnet.workplan.reading.gazetteer import Gazetteer
from pesnet.workplan.services import Change
from pesnet.workplan.text import fold
from pesnet.workplan.timing import covered_days

PARTY_FIELDS = {PartyRole.LEAD: "leads", PartyRole.PROVIDER: "providers", PartyRole.BENEFICIARY: "beneficiaries"}


class ActivityForm(VersionForm):
    """Everything about an activity that may be changed."""

    title = FormField(TextsForm, _l("Title"))
    type = fields.choice(_l("Type"), required=False)
    timeline = fields.text(_l("Timeline, as it is written"))
    precision = fields.choice(_l("How exactly the time is known"), required=False)
    year = fields.number(_l("Year"), least=1990, most=2100)
    part = fields.number(_l("Quarter (1–4) or month (1–12)"), least=1, most=12)
    start = fields.day(_l("First day"))
    end = fields.day(_l("Last day"))
    venue = fields.text(_l("Venue"))
    leads = fields.long_text(_l("Leads"), hint=_l("One country or institution on each line, in their order."))
    lead_sought = fields.yes(_l("A lead is sought"))
    providers = fields.long_text(_l("Providers"), hint=_l("One country or institution on each line, in their order."))
    provider_sought = fields.yes(_l("A provider is sought"))
    rule = fields.radio(_l("Who benefits"))
    beneficiaries = fields.long_text(_l("Listed beneficiaries"), hint=_l("One country or institution on each line."))
    description = FormField(TextsForm, _l("Description"))
    target_group = FormField(TextsForm, _l("Target group"))
    reason = fields.long_text(_l("Reason for the amendment"), limit=1000)

    def __init__(self, activity: Activity, **given: Any) -> None:
        super().__init__(data=shown(activity), **given)
        self.activity = activity
        self.named: dict[PartyRole, list[Named]] = {}
        self.type.choices = [("", _("not known")), *labels(ActivityType)]
        self.precision.choices = [("", _("not known")), *labels(Precision)]
        self.rule.choices = labels(BeneficiaryRule)
        self.reason.flags.required = True
        if not activity.area.plan.is_public:
            del self.reason

    def validate(self, extra_validators: Any = None) -> bool:
        """Also find every party that is named, and the days that the time covers."""
        super().validate(extra_validators)
        self.title.form.require()
        codes, known = Gazetteer(gazetteer_names()), parties()
        for role, name in PARTY_FIELDS.items():
            self.named[role] = self._placed(role, self[name], codes, {code: one.id for code, one in known.items()})
        if self.precision.data:
            try:
                covered_days(self._time())
            except DomainError as error:
                self.precision.errors = [plain(reason) for reason in error.reasons]
        return not self.error_list

    def read(self) -> ActivityDetails:
        """The activity as the act takes it; call it after validation."""
        start, end = covered_days(self._time()) if self.precision.data else (None, None)
        rule = next(member for member in BeneficiaryRule if member.value == self.rule.data)
        return ActivityDetails(
            type=next((member for member in ActivityType if member.value == self.type.data), None),
            title=self.title.form.read(self.activity.title),
            description=self.description.form.read(self.activity.description),
            target_group=self.target_group.form.read(self.activity.target_group),
            timeline=self.timeline.data or "",
            timeline_start=start,
            timeline_end=end,
            timeline_precision=next((member for member in Precision if member.value == self.precision.data), None),
            venue=self.venue.data or "",
            lead_sought=self.lead_sought.data,
            provider_sought=self.provider_sought.data,
            beneficiary_rule=rule,
            parties=self.named if rule is BeneficiaryRule.LISTED else {**self.named, PartyRole.BENEFICIARY: []},
        )

    @property
    def change(self) -> Change:
        """The version that was shown, and the reason if one was asked for."""
        return Change(self.sent, (self.reason.data or "") if "reason" in self else "")

    def _time(self) -> dict[str, Any]:
        return {name: self[name].data for name in ("precision", "year", "part", "start", "end")}

    def _placed(self, role: PartyRole, field: Any, codes: Gazetteer, ids: dict[str, Any]) -> list[Named]:
        """The parties of the lines; a wording that the activity already has keeps its meaning."""
        before = {fold(named.as_written): named.party_id for named in named_of(self.activity, role)}
        placed: list[Named] = []
        for line in dict.fromkeys(line.strip() for line in (field.data or "").splitlines() if line.strip()):
            code = codes.code(line) or (line if line in ids else None)
            if fold(line) not in before and code is None:
                field.errors = [*field.errors, _("No country or institution is known as %(name)s.", name=line)]
                continue
            party_id = before.get(fold(line)) or ids.get(code or "")
            if party_id and party_id in {named.party_id for named in placed}:
                field.errors = [*field.errors, _("%(name)s is named twice.", name=line)]
                continue
            placed.append(Named(line, party_id))
        return placed


def shown(activity: Activity) -> dict[str, Any]:
    """The activity as the form shows it."""
    language = activity.area.plan.language
    start, precision = activity.timeline_start, activity.timeline_precision
    by_month = {Precision.QUARTER: 3, Precision.MONTH: 1}
    is_day = precision is Precision.DAY
    part = (start.month - 1) // by_month[precision] + 1 if start and precision in by_month else None
    return {
        "version": activity.area.plan.version,
        "title": shown_text(activity.title, language),
        "description": shown_text(activity.description, language),
        "target_group": shown_text(activity.target_group, language),
        "type": activity.type.value if activity.type else "",
        "timeline": activity.timeline,
        "precision": precision.value if precision else "",
        "year": start.year if start and not is_day else None,
        "part": part,
        "start": start if is_day else None,
        "end": activity.timeline_end if is_day else None,
        "venue": activity.venue,
        "lead_sought": activity.lead_sought,
        "provider_sought": activity.provider_sought,
        "rule": activity.beneficiary_rule.value,
        **{
            name: "\n".join(named.as_written for named in named_of(activity, role))
            for role, name in PARTY_FIELDS.items()
        },
    }
