"""What the mails about nominations say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from pesnet.mail.models import Mail
from pesnet.nominations import queries
from pesnet.nominations.answers import ANSWERS
from pesnet.nominations.models import NominationState


def about_one(mail: Mail) -> dict[str, Any]:
    """The nomination that was submitted or sent back."""
    key = UUID(mail.facts["nomination_id"])
    nomination = queries.of_mail([key])[key]
    remarks = nomination.field_remarks
    return {
        "nomination": nomination,
        "course": nomination.course,
        "nominee": nomination.nominee,
        "remarks_on": [(label, remarks[name]) for name, label in ANSWERS.items() if name in remarks],
    }


def replaced(mail: Mail) -> dict[str, Any]:
    """The nomination that took the place of another, and the other one."""
    key, old = UUID(mail.facts["nomination_id"]), UUID(mail.facts["replaced_id"])
    found = queries.of_mail([key, old])
    return {"nomination": found[key], "replaced": found[old], "course": found[key].course}


def decided(mail: Mail) -> dict[str, Any]:
    """The decisions on the people of one country."""
    return decisions(mail.facts["states"])


def decisions(states: Mapping[str, str]) -> dict[str, Any]:
    """The people decided on, in the country's order; ``states`` are those at the release, by nomination."""
    found = queries.of_mail([UUID(key) for key in states])
    rows = sorted(found.values(), key=lambda row: (row.rank is None, row.rank or 0, row.nominee.name))
    people = {state: [row for row in rows if states[str(row.id)] == state.value] for state in NominationState}
    return {
        "course": rows[0].course,
        "country": rows[0].country,
        "selected": people[NominationState.SELECTED],
        "reserve": people[NominationState.RESERVE],
        "not_selected": people[NominationState.NOT_SELECTED],
    }


LETTERS: dict[str, Callable[[Mail], dict[str, Any]]] = {
    "nominations/submitted": about_one,
    "nominations/sent_back": about_one,
    "nominations/replaced": replaced,
    "nominations/decided": decided,
}
"""Letter name → the context of its template."""
