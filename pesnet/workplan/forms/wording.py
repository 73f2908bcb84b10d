"""The forms for a plan's own texts and for those of a thematic area."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FormField

from pesnet.web import fields
from pesnet.workplan.amendments import AreaTexts, PlanTexts
from pesnet.workplan.conversion import LISTS, TEXTS
from pesnet.workplan.forms.document import VersionForm
from pesnet.workplan.forms.texts import ListsForm, TextsForm, shown_items, shown_text
from pesnet.workplan.models import ThematicArea, WorkPlan
from pesnet.workplan.services import Change

LINES = _l("One on each line, the same line in every language. A dash (–) stands where a language has none.")


class AmendmentForm(VersionForm):
    """What every change of a plan asks: the title, the version that was shown, and the reason once it is adopted."""

    title = FormField(TextsForm, _l("Title"))

    def __init__(self, plan: WorkPlan, **given: Any) -> None:
        super().__init__(data={**given, "version": plan.version})
        self.reason.flags.required = True
        if not plan.is_public:
            del self.reason

    def validate(self, extra_validators: Any = None) -> bool:
        """Also ask for a title in some language."""
        super().validate(extra_validators)
        self.title.form.require()
        return not self.error_list

    @property
    def change(self) -> Change:
        """The version that was shown, and the reason if one was asked for."""
        return Change(self.sent, (self.reason.data or "") if "reason" in self else "")


class PlanTextsForm(AmendmentForm):
    """The title, the period and the framework of a plan."""

    first_year = fields.number(_l("First year of the period"), least=1990, most=2100)
    last_year = fields.number(_l("Last year of the period"), least=1990, most=2100)
    network_objective = FormField(TextsForm, _l("Objective of the network"))
    overall_objective = FormField(TextsForm, _l("Overall objective"))
    guiding_principles = FormField(ListsForm, _l("Guiding principles"), description=LINES)
    monitoring_evaluation = FormField(ListsForm, _l("Monitoring and evaluation"), description=LINES)
    resource_mobilisation = FormField(ListsForm, _l("Resource mobilisation"), description=LINES)
    reason = fields.long_text(_l("Reason for the amendment"), limit=1000)

    def __init__(self, plan: WorkPlan) -> None:
        texts = {name: shown_text(getattr(plan, name), plan.language) for name in ("title", *TEXTS)}
        lists = {name: shown_items(getattr(plan, name), plan.language) for name in LISTS}
        super().__init__(plan, first_year=plan.first_year or None, last_year=plan.last_year or None, **texts, **lists)
        self.plan = plan

    def validate(self, extra_validators: Any = None) -> bool:
        """Also ask for both years or neither."""
        super().validate(extra_validators)
        years = (self.first_year, self.last_year)
        for field in years:
            if field.data is None and not field.errors and any(other.data for other in years):
                field.errors = [_("Answer this question.")]
        return not self.error_list

    def read(self) -> PlanTexts:
        """The texts as the act takes them."""
        texts = {name: self[name].form.read(getattr(self.plan, name)) for name in ("title", *TEXTS)}
        lists = {name: self[name].form.read_items(getattr(self.plan, name)) for name in LISTS}
        return PlanTexts(first_year=self.first_year.data or 0, last_year=self.last_year.data or 0, **texts, **lists)


class AreaTextsForm(AmendmentForm):
    """The title and the objectives of a thematic area."""

    objectives = FormField(ListsForm, _l("Objectives"), description=LINES)
    reason = fields.long_text(_l("Reason for the amendment"), limit=1000)

    def __init__(self, area: ThematicArea) -> None:
        language = area.plan.language
        title, objectives = shown_text(area.title, language), shown_items(area.objectives, language)
        super().__init__(area.plan, title=title, objectives=objectives)
        self.area = area

    def read(self) -> AreaTexts:
        """The texts as the act takes them."""
        return AreaTexts(self.title.form.read(self.area.title), self.objectives.form.read_items(self.area.objectives))
