"""Sentences about courses on public pages."""

from __future__ import annotations

from dataclasses import dataclass

from pesnet.core.message import Message, counted
from pesnet.courses.models import Course
from pesnet.courses.wording import spoken
from pesnet.policy import Actor

__all__ = ["Share", "deadline_zones", "spoken"]


@dataclass(frozen=True)
class Share:
    """What a country may send and has sent: names used of names allowed, and places."""

    used: int
    names: int | None
    places: int | None

    @property
    def sentence(self) -> Message:
        """``2 of 4 names used, 2 places``, for the countries' own focal points."""
        if self.names is None:
            used = counted("%(n)s name used, no limit", "%(n)s names used, no limit", self.used)
        else:
            used = Message("%(used)s of %(names)s names used", used=self.used, names=self.names)
        if self.places is None:
            return Message("%(used)s; places are not limited for each country", used=used)
        places = counted("%(n)s place", "%(n)s places", self.places)
        return Message("%(used)s, %(places)s", used=used, places=places)


def deadline_zones(course: Course, actor: Actor) -> list[tuple[Message, str]]:
    """In which zones the deadline is shown: the one it was set in, the reader's own, universal time."""
    is_held_there = course.deadline_zone == course.time_zone
    zones = [(Message("Where the course is held") if is_held_there else Message("As set"), course.deadline_zone)]
    if actor.is_signed_in and actor.time_zone not in {course.deadline_zone, "UTC"}:
        zones.append((Message("Your time"), actor.time_zone))
    if course.deadline_zone != "UTC":
        zones.append((Message("Universal time"), "UTC"))
    return zones
