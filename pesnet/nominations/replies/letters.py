"""What the reminder of a deadline says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pesnet.courses import queries as courses
from pesnet.mail.models import Mail
from pesnet.nominations.replies import queries
from pesnet.nominations.replies.rules import Standing


def reminder(mail: Mail) -> dict[str, Any]:
    """The call and how far the country is; drafts are told only to those who hold the seat."""
    course = courses.by_id(UUID(mail.facts["course_id"]))
    standing = queries.standing([course.id]).get((course.id, mail.facts["country_code"]), Standing())
    closes = course.nominations_close_at
    return {
        "course": course,
        "closes_on": closes.astimezone(ZoneInfo(course.deadline_zone)).date() if closes else None,
        "drafts": standing.drafts if mail.user_id else 0,
        "submitted": standing.submitted if mail.user_id else 0,
        "is_holder": mail.user_id is not None,
    }


LETTERS: dict[str, Callable[[Mail], dict[str, Any]]] = {"nominations/reminder": reminder}
