"""What the domain raises when an act is not possible."""

from pesnet.core.message import Message


class DomainError(Exception):
    """An act is refused, with one or more reasons fit to be shown to the person who asked."""

    def __init__(self, *reasons: Message) -> None:
        super().__init__("; ".join(reason.one for reason in reasons))
        self.reasons = reasons


class NotFound(Exception):
    """The object does not exist or the actor may not see it; nobody is told which."""


OUTDATED = Message(
    "Somebody else changed this in the meantime. Open it again to see the newest version, then repeat your change."
)
"""The reason to refuse a change that was made to an older version."""
