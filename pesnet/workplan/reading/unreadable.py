"""The one refusal of the readers."""

from __future__ import annotations

from pesnet.core.message import Message


class Unreadable(Exception):
    """The file is no work plan at all; ``reason`` says why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.one)
        self.reason = reason
