"""What the mails about nominations say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from pesnet.courses.queries import by_id
from pesnet.mail.models import Mail
from pesnet.nominations import queries
from pesnet.nominations.models import NominationState


def about_one(mail: Mail) -> dict[str, Any]:
    """The nomination that was submitted or sent back."""
    key = UUID(mail.facts["nomination_id"])
    nomination = queries.of_mail([key])[key]
    return {"nomination": nomination, "course": nomination.course, "nominee": nomination.nominee}


def accepted(mail: Mail) -> dict[str, Any]:
    """How many people a light call has accepted."""
    return {"course": by_id(UUID(mail.facts["course_id"])), "people": mail.facts["people"]}


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
    "nominations/accepted": accepted,
    "nominations/sent_back": about_one,
    "nominations/decided": decided,
}
"""Letter name → the context of its template."""
