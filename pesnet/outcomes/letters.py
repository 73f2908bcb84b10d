"""What the mails about course reports say, made when they are sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from pesnet.mail.models import Mail
from pesnet.outcomes import queries


def about(mail: Mail) -> dict[str, Any]:
    """The report as it is now, and its course."""
    report = queries.report_by_id(UUID(mail.facts["report_id"]))
    return {"report": report, "course": report.course}


LETTERS: dict[str, Callable[[Mail], dict[str, Any]]] = {
    "outcomes/report_submitted": about,
    "outcomes/report_sent_back": about,
    "outcomes/report_accepted": about,
}
