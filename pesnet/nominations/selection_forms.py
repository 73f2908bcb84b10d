"""Forms of a selection: proposals, the release, answers to an offered place, changed decisions."""

from __future__ import annotations

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from pesnet.nominations.models import ProposalKind
from pesnet.web import fields
from pesnet.web.forms import Form


class AnswerForm(Form):
    """Whether a selected person comes; the button says it."""

    reason = fields.long_text(_l("Reason"), hint=_l("The lead institution reads it."), limit=1000)

    def is_valid(self) -> bool:
        """Whether one of the two buttons was pressed and the reason can be taken."""
        return super().is_valid() and request.form.getlist("answer") in (["confirm"], ["decline"])

    def comes(self) -> bool:
        """Whether the answer is yes."""
        return request.form.get("answer") == "confirm"


class ReversalForm(Form):
    """What a released decision becomes, and why."""

    becomes = fields.radio(
        _l("New decision"),
        [
            ("selected", _l("Selected")),
            ("reserve", _l("Reserve")),
            ("not_selected", _l("Not selected")),
            ("undecided", _l("None yet: it is decided anew")),
        ],
    )
    reason = fields.long_text(_l("Reason"), required=True, hint=_l("The country reads it in the letter."), limit=1000)

    def kind(self) -> ProposalKind | None:
        """The decision that was chosen; nothing when it is to be decided anew."""
        return None if self.becomes.data == "undecided" else ProposalKind(self.becomes.data)


class ReleaseForm(Form):
    """The decisions that were seen in the preview."""

    decisions = HiddenField()
