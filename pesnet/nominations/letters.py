"""What the mails about nominations say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pesnet.courses.models import Course
from pesnet.courses.queries import by_id
from pesnet.mail.models import Mail
from pesnet.nominations import queries, rules
from pesnet.nominations.answers import ANSWERS
from pesnet.nominations.models import Nomination, NominationState
from pesnet.nominations.queries import answers


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


def offered(mail: Mail) -> dict[str, Any]:
    """A place that was offered to a person, with the link to answer by."""
    found = about_one(mail)
    return offer_of(found["nomination"], found["course"], found["nomination"].confirm_by, mail.facts["token"])


def offer_of(nomination: Nomination, course: Course, confirm_by: datetime | None, token: str) -> dict[str, Any]:
    """An offered place in the words of its letter; the preview has no token yet."""
    return {
        "course": course,
        "nominee": nomination.nominee,
        "confirm_by": confirm_by,
        "last_day": last_day(course, confirm_by),
        "path": f"answers/{token}",
    }


def last_day(course: Course, confirm_by: datetime | None) -> date | None:
    """The last day to confirm, where the deadline was set."""
    return confirm_by.astimezone(ZoneInfo(course.deadline_zone)).date() if confirm_by else None


def answered(mail: Mail) -> dict[str, Any]:
    """What became of a place: confirmed, or free again and why somebody moved up or nobody did."""
    state = mail.facts.get("state")
    why = rules.WHY.get(mail.facts.get("why", ""))
    found = about_one(mail)
    until = last_day(found["course"], found["nomination"].confirm_by)
    return {**found, "why": why, "became": NominationState(state) if state else None, "last_day": until}


def corrected(mail: Mail) -> dict[str, Any]:
    """A changed decision: the first one with its day, the one that replaces it, and the reason."""
    row = answers.reversal(UUID(mail.facts["reversal_id"]))
    becomes = row.becomes if row.becomes in rules.DECIDED else None
    return {**about_one(mail), "reversal": row, "becomes": becomes}


def accepted(mail: Mail) -> dict[str, Any]:
    """How many people a light call has accepted."""
    return {"course": by_id(UUID(mail.facts["course_id"])), "people": mail.facts["people"]}


def decided(mail: Mail) -> dict[str, Any]:
    """The decisions on the people of one country."""
    return decisions(mail.facts["states"])


def decisions(states: Mapping[str, str], confirm_by: datetime | None = None) -> dict[str, Any]:
    """The people decided on, in the country's order; ``states`` are those at the release, by nomination.

    ``confirm_by`` is given by the preview, before any place is offered.
    """
    found = queries.of_mail([UUID(key) for key in states])
    rows = sorted(found.values(), key=lambda row: (row.rank is None, row.rank or 0, row.nominee.name))
    people = {state: [row for row in rows if states[str(row.id)] == state.value] for state in NominationState}
    return {
        "course": rows[0].course,
        "confirm_by": confirm_by or next((row.confirm_by for row in rows if row.confirm_by), None),
        "country": rows[0].country,
        "selected": people[NominationState.SELECTED],
        "reserve": people[NominationState.RESERVE],
        "not_selected": people[NominationState.NOT_SELECTED],
    }


LETTERS: dict[str, Callable[[Mail], dict[str, Any]]] = {
    "nominations/submitted": about_one,
    "nominations/accepted": accepted,
    "nominations/sent_back": about_one,
    "nominations/replaced": replaced,
    "nominations/decided": decided,
    "nominations/place_offered": offered,
    "nominations/confirmed": answered,
    "nominations/place_freed": answered,
    "nominations/promoted": answered,
    "nominations/corrected": corrected,
}
"""Letter name → the context of its template."""
