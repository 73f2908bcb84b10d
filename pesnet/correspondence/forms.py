"""Forms of letters, their steps and their wordings."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from pesnet.core.languages import NAMES
from pesnet.core.message import Labelled
from pesnet.correspondence.composing import LetterDetails
from pesnet.correspondence.models import Channel
from pesnet.correspondence.words import Wording
from pesnet.web import fields
from pesnet.web.forms import Form
from pesnet.web.templating import plain


class LetterForm(Form):
    """What is chosen for a letter before it is generated."""

    to = HiddenField()
    into = HiddenField()
    replaces = HiddenField()
    salutation = fields.text(
        _l("Salutation"), hint=_l("Proposed from the title and the recorded sex; change it where it does not fit.")
    )
    place = fields.text(_l("Place of writing"), hint=_l("It stands before the date."))
    signatory = fields.text(_l("Who signs"))
    function = fields.text(_l("Function of who signs"))
    remark = fields.long_text(_l("A paragraph of your own"), hint=_l("It stands before the closing."), limit=2000)

    def details(self, language: str) -> LetterDetails:
        """What was chosen."""
        said = {name: self[name].data or "" for name in ("salutation", "place", "signatory", "function", "remark")}
        return LetterDetails(language, **said)


class BatchForm(Form):
    """What all letters of a course share."""

    place = fields.text(_l("Place of writing"), hint=_l("Leave it empty to take that of the lead, in each language."))
    signatory = fields.text(_l("Who signs"))
    function = fields.text(_l("Function of who signs"))
    form = fields.radio(_l("Files to make"), [("pdf", _l("PDF, ready to sign")), ("docx", _l("Word, to be worked on"))])

    def details(self) -> LetterDetails:
        """What was chosen; the language is each recipient's own."""
        return LetterDetails(
            "en", place=self.place.data or "", signatory=self.signatory.data or "", function=self.function.data or ""
        )


class SignForm(Form):
    """That a letter was signed."""

    day = fields.day(_l("Signed on"), required=True)
    number = fields.text(
        _l("Sender’s own number"), hint=_l("The number in the sender’s own register, where it has one.")
    )


class SendForm(Form):
    """That a letter was sent."""

    channel = fields.radio(_l("Channel"))
    day = fields.day(_l("Sent on"), required=True)


class AcknowledgeForm(Form):
    """That the receipt was acknowledged."""

    day = fields.day(_l("Acknowledged on"), required=True)
    note = fields.long_text(_l("Note"), limit=1000)


class WithdrawLetterForm(Form):
    """Why a letter is withdrawn."""

    reason = fields.long_text(_l("Reason"), required=True, limit=1000)


class ScanForm(Form):
    """The signed letter as a file."""

    scan = fields.file(_l("Signed scan"), hint=_l("PDF, JPEG or PNG, at most 10 MB"))


class WordingForm(Form):
    """What letters of a kind say in a language."""

    subject = fields.text(_l("Line of the subject"), required=True, limit=300)
    body = fields.long_text(
        _l("Body"), required=True, limit=10000,
        hint=_l("An empty line parts paragraphs; lines that begin with “- ” make a list."),
    )  # fmt: skip
    closing = fields.long_text(_l("Closing"), limit=1000)
    version = fields.number(_l("Version"), most=10**9)

    def read(self) -> Wording:
        """What was written."""
        return Wording(self.subject.data or "", self.body.data or "", self.closing.data or "")


STEP_FORMS: dict[str, type[Form]] = {
    "sign": SignForm,
    "send": SendForm,
    "acknowledge": AcknowledgeForm,
    "withdraw": WithdrawLetterForm,
}
"""The form of each step."""


def step_form(name: str, today: date) -> Form:
    """The form of a step, with today where a day is asked for."""
    form = STEP_FORMS[name](data={"day": today})
    if isinstance(form, SendForm):
        form.channel.choices = _labels(Channel)
    return form


def languages() -> list[tuple[str, str]]:
    """The languages of letters, each by its own name."""
    return list(NAMES.items())


def _labels(kind: type[Labelled]) -> list[tuple[Any, str]]:
    return [(member.value, plain(member.label)) for member in kind]
