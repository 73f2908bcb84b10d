"""State machines as tables: what may follow what, who may do it, and why it may not be done now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Protocol

from pesnet.core.errors import DomainError
from pesnet.core.message import Message

Rule = Callable[[Any, datetime], "Message | None"]
"""A condition of a move: nothing when it holds, else the reason why not."""


class Stateful(Protocol):
    """Anything with a state."""

    state: Any


@dataclass(frozen=True)
class Move:
    """One change of state: its words, where it starts and ends, the permission it needs and its conditions."""

    label: Message
    sources: frozenset[Enum]
    target: Enum
    permission: Enum
    rules: tuple[Rule, ...] = ()

    def obstacles(self, subject: Stateful, now: datetime) -> list[Message]:
        """The reasons why the move is closed now; empty when it is open."""
        return [reason for rule in self.rules if (reason := rule(subject, now)) is not None]


@dataclass(frozen=True)
class OpenMove:
    """A move as a button shows it: its name, its words, and the reasons that keep it closed."""

    name: str
    move: Move
    obstacles: list[Message]


class Machine:
    """The moves of one kind of subject.

    ``may`` and ``require`` are handed in by the policy; this module does not know it.
    """

    def __init__(self, may: Callable[..., bool], require: Callable[..., None], /, **moves: Move) -> None:
        self.may = may
        self.require = require
        self.moves = moves

    def take(self, name: str, subject: Stateful, *, actor: Any, now: datetime) -> None:
        """Change the state of the subject, or raise with the reasons why not."""
        move = self.moves[name]
        self.require(actor, move.permission, subject)
        if subject.state not in move.sources:
            raise DomainError(Message("The state has changed meanwhile; this is not possible any more."))
        if obstacles := move.obstacles(subject, now):
            raise DomainError(*obstacles)
        subject.state = move.target

    def offered(self, subject: Stateful, *, actor: Any, now: datetime) -> Iterator[OpenMove]:
        """The moves that this actor could take from the present state, each with what still keeps it closed."""
        for name, move in self.moves.items():
            if subject.state in move.sources and self.may(actor, move.permission, subject):
                yield OpenMove(name, move, move.obstacles(subject, now))
