"""Forms of nominations and of a selection."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from pesnet.nominations.answers import ANSWERS
from pesnet.nominations.models import Nominee, ProposalKind
from pesnet.nominations.queries import Row
from pesnet.nominations.services import Wish
from pesnet.nominations.services.nominating import Remarks
from pesnet.web import fields
from pesnet.web.forms import Form
from pesnet.web.templating import plain

APART = "apart"
"""The answer that two entries are two people."""


class MergeForm(Form):
    """What two entries that look alike are: one person with the details of either, or two people."""

    answer = fields.radio(_l("Are these two entries one person?"))


def merge_form(one: Nominee, other: Nominee) -> MergeForm:
    """The answers for these two entries; the value is the id of the entry whose details are kept."""
    form = MergeForm()
    form.answer.choices = [
        SelectChoice(str(one.id), _("One person: keep the details of the first entry")),
        SelectChoice(str(other.id), _("One person: keep the details of the second entry")),
        SelectChoice(APART, _("Two different people")),
    ]
    return form


class ReplaceForm(Form):
    """Who takes a nominee's place, and why."""

    reason = fields.long_text(_l("Reason"), required=True, hint=_l("The lead institution reads it."), limit=1000)
    nominee = fields.choice(_l("Who takes the place"), required=False)


def replace_form(people: Iterable[Nominee]) -> ReplaceForm:
    """The form with the people who are known."""
    form = ReplaceForm()
    known = [SelectChoice(str(person.id), f"{person.name} – {person.institution}".strip(" –")) for person in people]
    form.nominee.choices = [SelectChoice("", _("Somebody new")), *known]
    return form


class WithdrawForm(Form):
    """Why a nomination is withdrawn."""

    reason = fields.long_text(_l("Reason"), hint=_l("The lead institution reads it. A draft needs none."), limit=1000)


class SendBackForm(Form):
    """What is to be completed, and by when; a remark on each answer is added by :func:`send_back_form`."""

    remarks = fields.long_text(
        _l("What is to be completed"), hint=_l("In all; you can also remark on single answers below"), limit=2000
    )
    day = fields.day(
        _l("Complete by"), required=True, hint=_l("Year-month-day, such as 2026-11-21; may lie after the deadline")
    )
    clock = fields.text(_l("Clock time"), required=True, hint=_l("Hours and minutes, such as 23:59"))

    def complete_by(self, zone: str) -> datetime | None:
        """The moment meant, in the zone of the deadline."""
        return fields.wall_time(self.day.data, self.clock.data or "", zone)

    @property
    def has_remarks(self) -> bool:
        """Whether something was said on a single answer."""
        return any(self[f"on_{name}"].data for name in ANSWERS)

    def said(self) -> Remarks:
        """The remarks in all and by field."""
        by_field = {name: self[f"on_{name}"].data for name in ANSWERS if self[f"on_{name}"].data}
        return Remarks(self.remarks.data or "", by_field)


def send_back_form(**shown: Any) -> SendBackForm:
    """The form with a remark for each answer; with values to show it is not read from what was sent."""

    class OnTheseAnswers(SendBackForm):
        """One remark for each answer of a nomination."""

    for name, label in ANSWERS.items():
        setattr(OnTheseAnswers, f"on_{name}", fields.text(plain(label), limit=500))
    return OnTheseAnswers(formdata=None, data=shown) if shown else OnTheseAnswers()


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
