"""What waits for somebody: one line of the desk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pesnet.core.message import Message


@dataclass(frozen=True)
class Task:
    """One obligation of the acting seat, one click from the act.

    ``since`` is when it began to wait (UTC); ``due`` when it must be done, if there is a date; ``endpoint`` and
    ``values``
    name the page of the act; ``act`` is the word on the button.
    """

    label: Message
    note: Message
    since: datetime
    endpoint: str
    act: Message
    values: Mapping[str, Any] = field(default_factory=dict)
    due: datetime | None = None
