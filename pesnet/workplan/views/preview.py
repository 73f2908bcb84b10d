"""What the page of a preview shows: the plan as understood, its doubts, and a form for each answer."""

from __future__ import annotations

from pesnet.core.message import Message
from pesnet.web.languages import language
from pesnet.workplan import corrections
from pesnet.workplan.forms.document import CorrectionForm, form_for
from pesnet.workplan.models import ActivityType, ImportState, PlanImport, Precision
from pesnet.workplan.parsed import CELL_NAMES, Doubt, DoubtKind, ParsedPlan
from pesnet.workplan.queries import party_choices
from pesnet.workplan.text import fold


class Preview:
    """The plan of an import with its doubts by place; ``sent`` is the answer that was refused, at its position."""

    def __init__(self, kept: PlanImport, position: int | None = None, sent: CorrectionForm | None = None) -> None:
        self.plan = ParsedPlan.from_json(kept.content)
        self.doubts = list(enumerate(self.plan.doubts))
        self.is_open = kept.state is ImportState.PREVIEW
        self.first_of = first_places(self.plan)
        self.forms: dict[int, CorrectionForm] = {}
        self.parties = party_choices(language())
        self.party_names = dict(self.parties)
        if self.is_open:
            self.forms = {at: self._form(at, kept) for at, _ in self.doubts if self.first_of[at] == at}
            if position is not None and sent is not None:
                self.forms[position] = sent

    def _form(self, at: int, kept: PlanImport) -> CorrectionForm:
        return form_for(self.plan, at, self.parties, version=kept.version)

    def remedies(self, doubt: Doubt) -> tuple[str, ...]:
        """The answers offered to a doubt."""
        return corrections.OFFERED[doubt.kind]

    def at(self, code: str | None) -> list[tuple[int, Doubt]]:
        """The doubts about one activity, or about the document as a whole."""
        return [(position, doubt) for position, doubt in self.doubts if doubt.code == code]

    def cell_name(self, cell: str) -> object:
        """The words for a cell; a column of the document's own is shown as written."""
        return CELL_NAMES.get(cell, cell)

    def type_label(self, value: str) -> Message:
        """The words for a type of activity."""
        return ActivityType(value).label

    def precision_label(self, value: str) -> Message:
        """The words for a precision."""
        return Precision(value).label

    @property
    def activities(self) -> int:
        """How many activities were understood."""
        return sum(len(area.activities) for area in self.plan.areas)


def first_places(plan: ParsedPlan) -> dict[int, int]:
    """For each doubt the position of the one that is answered for it: the same unknown wording is asked about once."""
    first: dict[str, int] = {}
    places: dict[int, int] = {}
    for position, doubt in enumerate(plan.doubts):
        is_name = doubt.kind is DoubtKind.UNKNOWN_COUNTRY
        places[position] = first.setdefault(fold(doubt.as_written), position) if is_name else position
    return places
