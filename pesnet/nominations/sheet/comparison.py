"""What a delegation sheet would do: for each row its effect, and every doubt and error with its column and reason."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pesnet.core.message import Message, counted
from pesnet.core.text import objection
from pesnet.nominations import rules
from pesnet.nominations.models import Nomination, Nominee
from pesnet.nominations.queries import Delegation
from pesnet.nominations.services.nominating import FOR_THE_COURSE, version_of
from pesnet.nominations.sheet import layout
from pesnet.nominations.sheet.answers import answers_of
from pesnet.nominations.sheet.keys import TYPED
from pesnet.nominations.sheet.lines import Effect, Line, Remark
from pesnet.nominations.sheet.matching import People
from pesnet.nominations.sheet.read_sheet import ReadSheet

Lists = Mapping[str, Mapping[str, str]]
"""By drop-down the value of each answer."""
ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+")


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
    meant = People(people, delegation)
    lists = layout.lookup(delegation.course)
    lines = []
    for row in sheet.rows:
        line = Line(row)
        meant.find(line)
        if _concerns(line, lists):
            _read(line, lists)
            meant.claim(line)
            _decide(line, delegation)
        lines.append(line)
    return Comparison(lines, _warnings(lines, delegation))


def _concerns(line: Line, lists: Lists) -> bool:
    """Whether the row nominates somebody; people known before stand in every sheet without being nominated."""
    said = line.row["nominate"]
    answer = layout.understood(said, lists["nominate"]) if said else None
    if said and answer is None:
        line.refuse("nominate", _not_listed(said))
    stands = line.nomination is not None and line.nomination.state not in rules.STANDS_ASIDE
    wanted = answer == layout.YES or (not said and (stands or not line.row["id"]))
    if stands and answer == layout.NO:
        line.doubt("nominate", Message("Stays nominated. Withdraw the nomination on the portal if that is meant."))
    if line.is_refused:
        line.effect = Effect.REFUSE
    return wanted


def _read(line: Line, lists: Lists) -> None:
    """Understand the answers of the row."""
    for key in TYPED:
        text, limit = line.row[key], layout.BY_KEY[key].limit
        value = layout.understood(text, lists[key]) if text and key in lists else text
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


def _version(line: Line) -> str:
    return version_of(line.nomination) if line.nomination else str(line.nominee.version if line.nominee else "")
