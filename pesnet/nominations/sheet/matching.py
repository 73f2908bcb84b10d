"""Which person of the country a row of a delegation sheet means."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from pesnet.core.message import Message
from pesnet.network.names import fold
from pesnet.nominations.models import Nominee
from pesnet.nominations.queries import Delegation
from pesnet.nominations.sheet.lines import Line

ALIKE = Message(
    "%(name)s is known already, with the same name or address. For the same person use the row in the sheet or on the "
    "portal."
)
NOT_YOURS = Message("The row belongs to somebody your country has not named. Type the person into an empty row.")


class People:
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


def _likeness(name: str, email: str) -> tuple[str, str]:
    return fold(name), email.strip().casefold()


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
