"""A row of a delegation sheet with the person it means, what it would do, and what is to be said about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from pesnet.core.message import Labelled, Message
from pesnet.nominations import rules
from pesnet.nominations.models import Nomination, Nominee
from pesnet.nominations.services import NominationDetails
from pesnet.nominations.sheet import layout
from pesnet.nominations.sheet.answers import details_of, with_answers
from pesnet.nominations.sheet.read_sheet import SheetRow


class Effect(Labelled):
    """What a row would do."""

    MAKE = "make", Message("New nomination")
    CHANGE = "change", Message("Changes")
    SAME = "same", Message("Nothing changes")
    LEAVE = "leave", Message("Not nominated")
    REFUSE = "refuse", Message("Cannot be taken")


@dataclass(frozen=True)
class Remark:
    """An error, which keeps the row out, or a doubt, which does not: its column and its reason."""

    key: str
    reason: Message
    is_error: bool = False

    @property
    def column(self) -> Message:
        """The head of the column."""
        return layout.BY_KEY.get(self.key, layout.BY_KEY["given_name"]).label


@dataclass
class Line:
    """A row of the sheet with the person it means, what it would do and what is to be said about it."""

    row: SheetRow
    nominee: Nominee | None = None
    nomination: Nomination | None = None
    effect: Effect = Effect.LEAVE
    answers: dict[str, str] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    missing: list[rules.Required] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name as the sheet gives it."""
        return " ".join(part for part in (self.row["given_name"], self.row["family_name"]) if part)

    @property
    def details(self) -> NominationDetails:
        """What would be written."""
        return with_answers(details_of(self.nominee, self.nomination), self.answers)

    @property
    def heads(self) -> list[Message]:
        """The heads of the columns that change."""
        return [layout.BY_KEY[key].label for key in self.changed]

    @property
    def is_refused(self) -> bool:
        """Whether an error keeps the row out."""
        return any(remark.is_error for remark in self.remarks)

    def refuse(self, key: str, reason: Message) -> None:
        """Note an error."""
        self.remarks.append(Remark(key, reason, is_error=True))

    def doubt(self, key: str, reason: Message) -> None:
        """Note a doubt."""
        self.remarks.append(Remark(key, reason))
