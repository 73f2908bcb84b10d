"""What holds for progress reports."""

from __future__ import annotations

from datetime import date

from pesnet.core.message import Message
from pesnet.core.workflow import Machine, Move
from pesnet.policy import Permission, may, require
from pesnet.reporting.models import ReportState

MACHINE = Machine(
    may,
    require,
    publish=Move(
        Message("Publish the report"),
        frozenset({ReportState.IN_PREPARATION}),
        ReportState.PUBLISHED,
        Permission.REPORT_COMPILE,
    ),
)


def check_window(first: date, last: date) -> list[Message]:
    """The reasons why a report cannot have this window; empty when it can."""
    return [Message("The last day of the period is before the first.")] if last < first else []
