"""Forms of a selection: proposals, the release, answers to an offered place, changed decisions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from pesnet.core.message import Message
from pesnet.nominations.models import ProposalKind
from pesnet.nominations.services import Wish
from pesnet.nominations.services.assessing import Question
from pesnet.web import fields
from pesnet.web.forms import Form
from pesnet.web.texts import texts

KEY = re.compile("kind_[0-9a-f]{32}")
POINTS = re.compile("points_[0-9a-f]{32}")
KINDS = {"", *(kind.value for kind in ProposalKind)}
LAST_PLACE = 10000


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


class ProposalsForm(Form):
    """What is proposed for each nominee of a page: plain controls, read by name.

    ``kind_KEY`` is the choice, ``rank_KEY`` the reserve place and ``was_KEY`` what the page had shown.
    """

    def __init__(self) -> None:
        super().__init__()
        self.typed: dict[str, tuple[str, str]] = {}
        self._was: dict[str, str] = {}

    def is_valid(self) -> bool:
        """Whether the form was sent and every choice can be taken."""
        if request.method != "POST":
            return False
        self.problems = tuple(dict.fromkeys(self._read()))
        return not self.problems

    def wishes(self) -> dict[UUID, Wish]:
        """What was changed on the page, by nomination."""
        changed = {}
        for key, (kind, rank) in self.typed.items():
            place = int(rank) if rank and kind == ProposalKind.RESERVE.value else None
            if f"{kind}:{place or ''}" != self._was[key]:
                changed[UUID(key)] = Wish(ProposalKind(kind) if kind else None, place)
        return changed

    def ids(self) -> list[UUID]:
        """The nominations that the form speaks of."""
        return [UUID(key) for key in self.typed]

    def _read(self) -> Iterator[Message]:
        for name in [name for name in request.form if KEY.fullmatch(name)]:
            key = name.removeprefix("kind_")
            kind, rank = request.form[name], request.form.get(f"rank_{key}", "").strip()
            self.typed[key] = (kind, rank)
            self._was[key] = request.form.get(f"was_{key}", ":")
            if any(len(request.form.getlist(f"{part}_{key}")) > 1 for part in ("kind", "rank", "was")):
                yield Message("This answer was given twice.")
            if kind not in KINDS:
                yield Message("Choose from the list.")
            if rank and not (rank.isdecimal() and len(rank) < 6 and 1 <= int(rank) <= LAST_PLACE):
                yield Message("A reserve place is a whole number from 1 to %(most)s.", most=LAST_PLACE)


class CriteriaForm(Form):
    """By what the nominees of a course are compared."""

    names = texts(_l("Criteria"), hint=_l("One on each line; the same line in each language."))
    weights = fields.text(
        _l("Weights"), hint=_l("One whole number from 1 to 10 for each criterion, such as 3 2 1; empty: all alike.")
    )

    def questions(self) -> list[Question]:
        """The criteria that were typed, with their weights; a number that cannot be read weighs nothing."""
        names = self.names.read_lines(())
        words = (self.weights.data or "").replace(",", " ").replace("،", " ").split()
        weights = [int(word) if word.isdecimal() and len(word) < 4 else 0 for word in words]
        weights += [1] * len(names) if not weights else [0] * (len(names) - len(weights))
        return [Question(name, weight) for name, weight in zip(names, weights, strict=False)]


class PointsForm(Form):
    """One's own points on each criterion."""

    def points(self) -> dict[UUID, int]:
        """What was given, by criterion."""
        return {
            UUID(name.removeprefix("points_")): int(value)
            for name, value in request.form.items()
            if POINTS.fullmatch(name) and value in {"0", "1", "2", "3", "4", "5"}
        }


class CommentForm(Form):
    """A remark for the others who select."""

    text = fields.long_text(
        _l("Comment"),
        required=True,
        hint=_l("Read inside the lead institution, never by a country."),
        limit=2000,
    )
