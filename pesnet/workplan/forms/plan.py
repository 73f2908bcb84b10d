"""Forms for a plan: answers to open questions, adoption, the decision on an activity."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pesnet.core.translated import Translated
from pesnet.web import fields
from pesnet.web.forms import Form
from pesnet.workplan.forms.document import labels
from pesnet.workplan.models import Activity, ActivityType, Decision, OpenQuestion
from pesnet.workplan.parsed import DoubtKind
from pesnet.workplan.services import Adoption
from pesnet.workplan.settling import NOBODY


class QuestionForm(Form):
    """The answer to an open question in words."""

    answer = fields.text(_l("What was done about it"), required=True)

    @property
    def given(self) -> str:
        """The answer as the act takes it."""
        return str(self.answer.data)


class PartyQuestionForm(QuestionForm):
    """The answer to who is meant."""

    answer = fields.choice(_l("Country or institution meant"))


class TypeQuestionForm(QuestionForm):
    """The answer to which type it is."""

    answer = fields.choice(_l("Type"))


def question_form(question: OpenQuestion, parties: Iterable[tuple[str, str]]) -> QuestionForm:
    """The form that settles an open question; its field has a name of its own on the page."""
    prefix = f"q{question.position}-"
    if question.kind == DoubtKind.UNKNOWN_COUNTRY:
        form: QuestionForm = PartyQuestionForm(prefix=prefix)
        form.answer.choices = [("", _("Choose")), *parties, (NOBODY, _("nobody: leave it out"))]
    elif question.kind == DoubtKind.UNKNOWN_TYPE:
        form = TypeQuestionForm(prefix=prefix)
        form.answer.choices = [("", _("Choose")), *labels(ActivityType)]
    else:
        form = QuestionForm(prefix=prefix)
    return form


class AdoptionForm(Form):
    """Where and when the network adopted the plan."""

    meeting = fields.text(_l("Meeting that adopted it"), required=True)
    adopted_on = fields.day(_l("Day of the adoption"), required=True)
    decision_document = fields.text(_l("Decision document"), hint=_l("Its number or address."))

    def read(self) -> Adoption:
        """The adoption as the act takes it."""
        return Adoption(self.meeting.data, self.adopted_on.data, self.decision_document.data or "")


class DecisionForm(Form):
    """What was decided about an activity, and why."""

    decision = fields.radio(_l("Decision"))
    reason_en = fields.long_text(_l("Reason, in English"), limit=1000)
    reason_fr = fields.long_text(_l("Reason, in French"), limit=1000)
    reason_ar = fields.long_text(_l("Reason, in Arabic"), limit=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decision.choices = [("none", _("As planned: take a decision back")), *labels(Decision)]

    @classmethod
    def of(cls, activity: Activity) -> DecisionForm:
        """The form with what was decided before."""
        reasons = {f"reason_{code}": activity.decision_reason.get(code) for code in ("en", "fr", "ar")}
        return cls(decision=activity.decision.value if activity.decision else "none", **reasons)

    def read(self) -> tuple[Decision | None, Translated]:
        """The decision and its reason; nothing of either when it is taken back."""
        chosen = next((member for member in Decision if member.value == self.decision.data), None)
        if chosen is None:
            return None, Translated()
        reason = Translated(en=self.reason_en.data, fr=self.reason_fr.data, ar=self.reason_ar.data)
        return chosen, reason
