"""Forms of progress reports."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from pesnet.core.languages import NAMES
from pesnet.core.translated import LANGUAGES, Translated
from pesnet.reporting.services import ReportDetails
from pesnet.web import fields
from pesnet.web.forms import Form

LONGEST = 10000


class NewReportForm(Form):
    """A plan, a period and the meeting."""

    plan = fields.choice(_l("Work plan"), required=True)
    window_from = fields.day(_l("First day of the period"), required=True)
    window_to = fields.day(
        _l("Last day of the period"), required=True, hint=_l("Both days are included. The period is yours to choose.")
    )
    occasion_en = fields.text(_l("For which meeting, in English"))
    occasion_fr = fields.text(_l("For which meeting, in French"))
    occasion_ar = fields.text(_l("For which meeting, in Arabic"))

    def read(self) -> ReportDetails:
        """What the form says."""
        occasion = Translated(**{code: self[f"occasion_{code}"].data for code in LANGUAGES})
        return ReportDetails(self.window_from.data, self.window_to.data, occasion)


class TextForm(Form):
    """A part of a report in three languages."""

    text_en = fields.long_text(NAMES["en"], limit=LONGEST)
    text_fr = fields.long_text(NAMES["fr"], limit=LONGEST)
    text_ar = fields.long_text(NAMES["ar"], limit=LONGEST)
    version = fields.number(_l("Version"), most=10**9)

    def read(self) -> Translated:
        """What was written."""
        return Translated(**{code: self[f"text_{code}"].data for code in LANGUAGES})

    def in_languages(self) -> list[tuple[str, object]]:
        """The fields by language, for the page."""
        return [(code, self[f"text_{code}"]) for code in LANGUAGES]
