"""Forms of nominations and of a selection."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from pesnet.core.languages import NAMES, language_name
from pesnet.courses.models import Course
from pesnet.nominations.models import Nomination, Nominee, ProposalKind, Sex
from pesnet.nominations.queries import Row
from pesnet.nominations.rules import LEVELS
from pesnet.nominations.services import NominationDetails, Wish
from pesnet.nominations.services.nominating import version_of
from pesnet.web import fields
from pesnet.web.forms import Form
from pesnet.web.languages import language
from pesnet.web.templating import plain

_LEVELS = [("", _l("No level given")), *((level, level) for level in LEVELS)]
PERSONAL = (
    "title",
    "given_name",
    "family_name",
    "native_name",
    "certificate_name",
    "institution",
    "position",
    "email",
    "telephone",
)
FOR_THE_COURSE = ("interpretation_into", "experience", "statement")


class NominationForm(Form):
    """A person and what is said of this person for a course."""

    needed = dict.fromkeys(("level_en", "level_fr", "level_ar", "interpretation_into"), "")

    title = fields.text(_l("Title of the person"), hint=_l("Such as Ms, Mr, Dr, Eng., Prof. or H.E."))
    given_name = fields.text(
        _l("Given name as in the passport"),
        required=True,
        hint=_l("In Latin letters; for a single name, write it here"),
    )
    family_name = fields.text(_l("Family name as in the passport"), hint=_l("In Latin letters"))
    native_name = fields.text(_l("Name in the native script"))
    certificate_name = fields.text(_l("Name for the certificate"), hint=_l("If it differs from the passport"))
    sex = fields.radio(
        _l("Sex"),
        [("female", _l("Woman")), ("male", _l("Man")), ("", _l("Not recorded"))],
        required=False,
    )
    email = fields.email(_l("E-mail"))
    telephone = fields.text(_l("Telephone"))
    institution = fields.text(_l("Institution"), hint=_l("Needed before the nomination is submitted"))
    position = fields.text(_l("Position"), hint=_l("It appears in the letter of invitation"))
    experience = fields.long_text(
        _l("Relevant experience"), hint=_l("Two or three sentences: what the person does in the field of the course")
    )
    level_en = fields.choice(
        _l("Level of English"),
        _LEVELS,
        required=False,
        hint=_l("Enter the level in a language of the course, or the interpretation needed."),
    )
    level_fr = fields.choice(_l("Level of French"), _LEVELS, required=False)
    level_ar = fields.choice(_l("Level of Arabic"), _LEVELS, required=False)
    interpretation_into = fields.choice(_l("Needs interpretation into"), required=False)
    statement = fields.long_text(
        _l("Statement"), hint=_l("What the person and the institution will do with the course")
    )
    nominee = HiddenField()
    version = HiddenField()

    def details(self) -> NominationDetails:
        """What was typed."""
        levels = {code: self[f"level_{code}"].data for code in NAMES if self[f"level_{code}"].data}
        said = {name: self[name].data or "" for name in (*PERSONAL, *FOR_THE_COURSE)}
        return NominationDetails(**said, sex=Sex(self.sex.data) if self.sex.data else None, language_levels=levels)


def nomination_form(
    course: Course, nominee: Nominee | None = None, nomination: Nomination | None = None
) -> NominationForm:
    """The form filled with what is known of the person and of the nomination."""
    known: dict[str, Any] = {"sex": ""}
    if nominee:
        known = {name: getattr(nominee, name) for name in PERSONAL}
        known["sex"] = nominee.sex.value if nominee.sex else ""
        known |= {f"level_{code}": level for code, level in nominee.language_levels.items()}
        known["nominee"] = str(nominee.id)
    if nomination:
        known |= {name: getattr(nomination, name) for name in FOR_THE_COURSE}
        known["version"] = version_of(nomination)
    form = NominationForm(data=known)
    offered = {*course.interpretation, known.get("interpretation_into") or ""} - {""}
    for name in ("institution", "position", "experience"):
        form[name].flags.required = True
    languages = [("", _l("No interpretation")), *((code, language_name(code, language())) for code in sorted(offered))]
    form.interpretation_into.choices = [SelectChoice(code, name) for code, name in languages]
    return form


class WithdrawForm(Form):
    """Why a nomination is withdrawn."""

    reason = fields.long_text(_l("Reason"), hint=_l("The lead institution reads it. A draft needs none."), limit=1000)


class SendBackForm(Form):
    """What is to be completed, and by when."""

    remarks = fields.long_text(_l("What is to be completed"), required=True, limit=2000)
    day = fields.day(
        _l("Complete by"), required=True, hint=_l("Year-month-day, such as 2026-11-21; may lie after the deadline")
    )
    clock = fields.text(_l("Clock time"), required=True, hint=_l("Hours and minutes, such as 23:59"))

    def complete_by(self, zone: str) -> datetime | None:
        """The moment meant, in the zone of the deadline."""
        return fields.wall_time(self.day.data, self.clock.data or "", zone)


class ReleaseForm(Form):
    """The decisions that were seen in the preview."""

    decisions = HiddenField()


class ProposalsForm(Form):
    """What is proposed for each nominee of a page; the fields of the rows are added by :func:`proposals_form`."""

    def wishes(self) -> dict[UUID, Wish]:
        """What was changed on the page, by nomination."""
        changed = {}
        for name in [name for name in self.data if name.startswith("kind_")]:
            key = name.removeprefix("kind_")
            kind = ProposalKind(self[name].data) if self[name].data else None
            rank = self[f"rank_{key}"].data if kind is ProposalKind.RESERVE else None
            if _as_shown(kind, rank) != self[f"was_{key}"].data:
                changed[UUID(key)] = Wish(kind, rank)
        return changed


def proposals_form(rows: Iterable[Row]) -> ProposalsForm:
    """A form with a choice, a reserve place and what was shown, for each of these rows."""

    class ForThesePeople(ProposalsForm):
        """The fields of one page."""

    choices = [("", _l("No proposal yet")), *((kind.value, plain(kind.label)) for kind in ProposalKind)]
    shown: dict[str, Any] = {}
    for row in rows:
        key, name = row.nomination.id.hex, row.nomination.nominee.name
        kind, rank = (row.proposal.kind, row.proposal.reserve_rank) if row.proposal else (None, None)
        setattr(
            ForThesePeople,
            f"kind_{key}",
            fields.choice(_l("Proposal for %(name)s", name=name), choices, required=False),
        )
        setattr(
            ForThesePeople,
            f"rank_{key}",
            fields.number(_l("Reserve place of %(name)s", name=name), least=1, most=10000),
        )
        setattr(ForThesePeople, f"was_{key}", HiddenField(validators=[Optional()]))
        shown |= {f"kind_{key}": kind.value if kind else "", f"rank_{key}": rank, f"was_{key}": _as_shown(kind, rank)}
    return ForThesePeople(data=shown)


def posted_ids() -> list[UUID]:
    """The nominations whose proposals a sent form speaks of."""
    keys = [name.removeprefix("kind_") for name in request.form if name.startswith("kind_")]
    return [UUID(key) for key in keys if len(key) == 32 and set(key) <= set("0123456789abcdef")]


def _as_shown(kind: ProposalKind | None, rank: int | None) -> str:
    return f"{kind.value if kind else ''}:{rank or ''}"
