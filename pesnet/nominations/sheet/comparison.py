"""What a delegation sheet would do: for each row its effect, and every doubt and error with its column and reason."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from pesnet.core.message import Labelled, Message, counted
from pesnet.core.text import objection
from pesnet.network.names import fold
from pesnet.nominations import rules
from pesnet.nominations.models import Nomination, Nominee
from pesnet.nominations.queries import Delegation
from pesnet.nominations.services import NominationDetails
from pesnet.nominations.services.nominating import FOR_THE_COURSE, version_of
from pesnet.nominations.sheet import layout
from pesnet.nominations.sheet.answers import answers_of, details_of, with_answers
from pesnet.nominations.sheet.keys import TYPED
from pesnet.nominations.sheet.read_sheet import ReadSheet, SheetRow

ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+")


ALIKE = Message(
    "%(name)s is known already, with the same name or address. For the same person use the row in the sheet or on the "
    "portal."
)
NOT_YOURS = Message("The row belongs to somebody your country has not named. Type the person into an empty row.")
NOMINATE: dict[str, Message | str] = {layout.YES: Message("Yes"), layout.NO: Message("No")}


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


@dataclass(frozen=True)
class Comparison:
    """Everything a sheet would do; ``warnings`` concern it as a whole."""

    lines: list[Line]
    warnings: list[Message]

    def of(self, *effects: Effect) -> list[Line]:
        """The rows with one of these effects."""
        return [line for line in self.lines if line.effect in effects]

    @property
    def remarked(self) -> list[tuple[Line, Remark]]:
        """Every error and doubt in the order of the rows, errors of a row first."""
        return [
            (line, remark)
            for line in self.lines
            for remark in sorted(line.remarks, key=lambda remark: not remark.is_error)
        ]

    @property
    def digest(self) -> str:
        """What the preview showed, by which a confirmation knows that nothing has moved since."""
        said = [(line.row.number, line.effect.value, line.changed, _version(line)) for line in self.lines]
        return hashlib.sha256(repr(said).encode()).hexdigest()[:24]


def compare(sheet: ReadSheet, delegation: Delegation, people: Sequence[Nominee]) -> Comparison:
    """What the sheet would do to the delegation as it stands now; ``people`` are all the country has named."""
    meant = _People(people, delegation)
    lines = []
    for row in sheet.rows:
        line = Line(row)
        if _concerns(line, meant):
            _read(line, delegation)
            meant.claim(line)
            _decide(line, delegation)
        lines.append(line)
    return Comparison(lines, _warnings(lines, delegation))


class _People:
    """Whom the country knows, and which rows of the sheet speak of whom."""

    def __init__(self, people: Iterable[Nominee], delegation: Delegation) -> None:
        self.by_id = {person.id: person for person in people}
        self.by_likeness = {_likeness(person.name, person.email): person for person in self.by_id.values()}
        self.by_name = {fold(person.name): person for person in self.by_id.values()}
        self.by_email = {person.email.casefold(): person for person in self.by_id.values() if person.email}
        self.nominations = {row.nominee_id: row for row in delegation.nominations}
        self.rows: dict[object, int] = {}

    def find(self, line: Line) -> None:
        """Put the person and the nomination meant into the line."""
        row = line.row
        if row["id"]:
            line.nominee = self.by_id.get(_uuid(row["id"]))
            if line.nominee is None:
                line.refuse("id", NOT_YOURS)
            elif line.name:
                _compare_names(line, line.nominee)
        else:
            line.nominee = self.by_likeness.get(_likeness(line.name, row["email"]))
            if line.nominee is None and (other := self._similar(row["email"], line.name)):
                line.doubt("given_name", Message(ALIKE.one, name=other.name))
        if line.nominee is not None:
            line.nomination = self.nominations.get(line.nominee.id)

    def _similar(self, email: str, name: str) -> Nominee | None:
        return self.by_email.get(email.casefold()) or self.by_name.get(fold(name))

    def claim(self, line: Line) -> None:
        """Note whom the line speaks of; a second row about the same person is an error."""
        who = line.nominee.id if line.nominee else _likeness(line.name, line.row["email"])
        first = self.rows.setdefault(who, line.row.number)
        if first != line.row.number:
            line.refuse("given_name", Message("Row %(row)s names the same person.", row=first))


def _compare_names(line: Line, known: Nominee) -> None:
    """A row is for the person it was made for, under a corrected name at most."""
    if not set(fold(line.name).split()) & set(fold(known.name).split()):
        reason = Message(
            "This is the row of %(name)s, but it names somebody else. Type new people into empty rows.", name=known.name
        )
        line.refuse("given_name", reason)
    elif line.row["given_name"] and not set(fold(line.row["given_name"]).split()) & set(fold(known.given_name).split()):
        line.doubt("given_name", Message("This is the row of %(name)s. Is it the same person?", name=known.name))


def _concerns(line: Line, meant: _People) -> bool:
    """Whether the row nominates somebody; people known before stand in every sheet without being nominated."""
    meant.find(line)
    said = line.row["nominate"]
    answer = layout.understood("nominate", said, NOMINATE) if said else None
    if said and answer is None:
        line.refuse("nominate", _not_listed(said))
    stands = line.nomination is not None and line.nomination.state not in rules.STANDS_ASIDE
    wanted = answer == layout.YES or (not said and (stands or not line.row["id"]))
    if stands and answer == layout.NO:
        line.doubt("nominate", Message("Stays nominated. Withdraw the nomination on the portal if that is meant."))
    if line.is_refused:
        line.effect = Effect.REFUSE
    return wanted


def _read(line: Line, delegation: Delegation) -> None:
    """Understand the answers of the row."""
    offered = layout.offered(delegation.course)
    for key in TYPED:
        text, limit = line.row[key], layout.BY_KEY[key].limit
        value = layout.understood(key, text, offered[key]) if text and key in offered else text
        if value is None:
            line.refuse(key, _not_listed(text))
        elif len(text) > limit:
            line.refuse(key, Message("This is too long: at most %(limit)s characters.", limit=limit))
        elif reason := objection(text):
            line.refuse(key, reason)
        elif value:
            line.answers[key] = value
    if not line.row["given_name"] and line.nominee is None:
        line.refuse("given_name", Message("Enter the name as in the passport."))
    if line.row["email"] and not ADDRESS.fullmatch(line.row["email"]):
        line.refuse("email", Message("Enter an address such as name@example.org."))


def _decide(line: Line, delegation: Delegation) -> None:
    """Say what the row would do."""
    if line.is_refused:
        line.effect = Effect.REFUSE
        return
    known = answers_of(line.nominee, line.nomination)
    line.changed = [key for key, value in line.answers.items() if value != known[key]]
    nomination = line.nomination
    if nomination is None or nomination.state in rules.STANDS_ASIDE:
        line.effect = Effect.MAKE
    elif nomination.state not in rules.EDITABLE:
        if line.changed:
            line.doubt(line.changed[0], Message("The nomination was submitted: what the sheet changes is not taken."))
        line.changed, line.effect = [], Effect.SAME
        return
    else:
        line.effect = Effect.CHANGE if line.changed else Effect.SAME
        if line.changed and line.row["version"] not in {"", version_of(nomination)}:
            line.doubt(
                line.changed[0],
                Message("This was changed on the portal after the sheet was made; the sheet would replace it."),
            )
    line.missing = rules.missing(_as_it_would_be(line, delegation))


def _as_it_would_be(line: Line, delegation: Delegation) -> Nomination:
    """A nomination with the answers of the row, which is never kept."""
    said = vars(line.details)
    of_person = {name: value for name, value in said.items() if name not in FOR_THE_COURSE}
    nominee = Nominee(**{name: value for name, value in of_person.items() if hasattr(Nominee, name)})
    answers = {name: value for name, value in said.items() if name in FOR_THE_COURSE}
    return Nomination(course=delegation.course, nominee=nominee, country_code=delegation.country_code, **answers)


def _warnings(lines: Sequence[Line], delegation: Delegation) -> list[Message]:
    limit = delegation.course.nominees_per_country
    speaking = {line.nominee.id for line in lines if line.nominee}
    others = rules.names_used([row for row in delegation.nominations if row.nominee_id not in speaking])
    named = others + sum(line.effect in {Effect.MAKE, Effect.CHANGE, Effect.SAME} for line in lines)
    if limit is None or named <= limit:
        return []
    return [
        counted(
            "%(named)s people would be nominated, but your country may send %(n)s name. The others stay drafts.",
            "%(named)s people would be nominated, but your country may send %(n)s names. The others stay drafts.",
            limit,
            named=named,
        )
    ]


def _not_listed(text: str) -> Message:
    return Message("“%(answer)s” is not in the list of this column.", answer=text[:80])


def _likeness(name: str, email: str) -> tuple[str, str]:
    return fold(name), email.strip().casefold()


def _version(line: Line) -> str:
    return version_of(line.nomination) if line.nomination else str(line.nominee.version if line.nominee else "")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
