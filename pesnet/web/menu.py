"""The entries of the main menu, by endpoint."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from pesnet.core.message import Message
from pesnet.policy import Permission, may
from pesnet.web.identity import actor


@dataclass(frozen=True)
class Entry:
    """A word of the menu, where it leads, and what one needs to see it."""

    label: Message
    endpoint: str
    permission: Permission


ENTRIES = (
    Entry(Message("Desk"), "desk.show", Permission.DESK_VIEW),
    Entry(Message("Courses"), "site.courses", Permission.COURSE_VIEW),
    Entry(Message("Nominations"), "nominations.calls", Permission.PEOPLE_VIEW),
    Entry(Message("People"), "nominations.people", Permission.PEOPLE_VIEW),
    Entry(Message("Work plan"), "site.work_plan", Permission.PLAN_VIEW),
    Entry(Message("Countries"), "site.countries", Permission.SITE_VIEW),
    Entry(Message("Reports"), "reporting.index", Permission.REPORT_VIEW),
    Entry(Message("Letters"), "correspondence.index", Permission.LETTER_VIEW),
    Entry(Message("Seats"), "accounts.seats", Permission.SEAT_VIEW),
    Entry(Message("System"), "admin.index", Permission.HEALTH_VIEW),
)


def entries() -> list[Entry]:
    """The entries that this reader may follow."""
    return [entry for entry in ENTRIES if may(actor(), entry.permission)]


def is_current(entry: Entry) -> bool:
    """Whether the page under way belongs to the entry."""
    endpoint = request.endpoint or ""
    return endpoint == entry.endpoint or endpoint.startswith(f"{entry.endpoint}_")
