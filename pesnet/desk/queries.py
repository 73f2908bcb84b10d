"""What waits for the acting seat, gathered from every feature."""

from __future__ import annotations

from datetime import UTC, datetime

from pesnet.accounts import queries as accounts
from pesnet.core.task import Task
from pesnet.courses import queries as courses
from pesnet.nominations import queries as nominations
from pesnet.nominations.replies import queries as replies
from pesnet.outcomes import queries as outcomes
from pesnet.policy import Actor
from pesnet.workplan import queries as workplan

SOURCES = (workplan, courses, replies, nominations, outcomes, accounts)
FOREVER = datetime.max.replace(tzinfo=UTC)


def waiting(actor: Actor, now: datetime) -> list[Task]:
    """What waits, what is due first on top; without a date, the oldest obligation first."""
    tasks = [task for source in SOURCES for task in source.waiting(actor, now)]
    return sorted(tasks, key=lambda task: (task.due or FOREVER, task.since))
