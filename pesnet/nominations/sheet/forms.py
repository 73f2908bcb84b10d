"""Forms for a delegation sheet and for its confirmation."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from pesnet.web import fields
from pesnet.web.forms import Form


class SheetForm(Form):
    """A filled sheet."""

    document = fields.file(_l("Filled sheet"), hint=_l("The Excel workbook (.xlsx) of this course, 2 MB at most."))


class ConfirmationForm(Form):
    """The preview that was seen, and whether what is complete is submitted at once."""

    seen = HiddenField()
    submits = fields.yes(
        _l("Submit all that are complete"),
        hint=_l("The others stay drafts. Without this box nothing is submitted; you submit each person on the portal."),
    )
