"""A compiled progress report: pure data, in no language yet and without a link to the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from pesnet.core.message import Labelled, Message
from pesnet.core.translated import Translated
from pesnet.courses.models import Mode
from pesnet.network.names import sort_key
from pesnet.outcomes.models import ActivityStatus, Qualifier
from pesnet.reporting.models import ReportPart
from pesnet.workplan.models import ActivityType


class Standing(Labelled):
    """Under which headline an activity counts; each activity counts under exactly one."""

    DELIVERED = "delivered", Message("Delivered")
    ONGOING = "ongoing", Message("Ongoing")
    NOT_STARTED = "not_started", Message("Not started")
    POSTPONED = "postponed", Message("Postponed")
    CANCELLED = "cancelled", Message("Cancelled")
    DELIVERED_BEFORE = "delivered_before", Message("Delivered before the period")


@dataclass(frozen=True)
class Stated:
    """A figure as a source states it, with what other sources say. ``sex_known`` is of how many the sex is recorded."""

    value: int | None
    qualifier: Qualifier = Qualifier.EXACT
    women: int | None = None
    sex_known: int | None = None
    as_written: str = ""
    as_of: date | None = None
    source: str = ""
    source_url: str = ""
    others: tuple[Stated, ...] = ()


@dataclass(frozen=True)
class PartyLine:
    """A country or an institution; ``sort_keys`` place a country in the alphabet of each language."""

    code: str
    name: Translated
    sort_keys: Mapping[str, str] = field(default_factory=dict, hash=False)

    def place(self, language: str) -> str:
        """Where the name stands in the alphabet of the language."""
        return self.sort_keys.get(language) or sort_key(self.name.in_language(language).text, language)


@dataclass(frozen=True)
class DeliveryLine:
    """A delivery within the period: what is known of it. ``code`` is the activity's, empty outside the plan."""

    course_id: UUID
    slug: str
    title: Translated
    type: ActivityType
    code: str = ""
    first_day: date | None = None
    last_day: date | None = None
    mode: Mode | None = None
    venue: Translated = field(default_factory=Translated)
    leads: tuple[PartyLine, ...] = ()
    providers: tuple[PartyLine, ...] = ()
    provided_by: str = ""
    funder: str = ""
    participants: Stated | None = None
    countries: Stated | None = None
    country_codes: tuple[str, ...] = ()
    outputs: Translated = field(default_factory=Translated)
    results: Translated = field(default_factory=Translated)
    difficulties: Translated = field(default_factory=Translated)
    lessons: Translated = field(default_factory=Translated)
    follow_up: Translated = field(default_factory=Translated)
    variance_reason: Translated = field(default_factory=Translated)
    differences: tuple[Message, ...] = ()
    outside_reason: Translated = field(default_factory=Translated)
    source: str = ""
    source_url: str = ""
    is_recorded: bool = False
    is_sample: bool = False


@dataclass(frozen=True)
class ActivityLine:
    """An activity: the plan, and what came of it within the period. ``reason`` is that of a decision."""

    id: UUID
    code: str
    title: Translated
    type: ActivityType | None
    status: ActivityStatus
    standing: Standing
    timeline: str = ""
    venue: str = ""
    leads: tuple[PartyLine, ...] = ()
    providers: tuple[PartyLine, ...] = ()
    beneficiaries: Message | None = None
    reason: Translated = field(default_factory=Translated)
    deliveries: tuple[DeliveryLine, ...] = ()


@dataclass(frozen=True)
class AreaLine:
    """A thematic area with its objectives and activities."""

    number: int
    title: Translated
    objectives: tuple[Translated, ...] = ()
    activities: tuple[ActivityLine, ...] = ()

    def standing(self, wanted: Standing) -> list[ActivityLine]:
        """The activities that count under a headline."""
        return [line for line in self.activities if line.standing is wanted]


@dataclass(frozen=True)
class CountryLine:
    """A member state, and the deliveries it is known to have taken part in."""

    country: PartyLine
    deliveries: tuple[DeliveryLine, ...]


@dataclass(frozen=True)
class Count:
    """A headline figure: its value (nothing when unknown), its definition, and the records it counts.

    ``notes`` say for how many records it is known. ``activities`` and ``deliveries`` are ids.
    """

    name: str
    label: Message
    definition: Message
    value: int | None
    qualifier: Qualifier = Qualifier.EXACT
    notes: tuple[Message, ...] = ()
    activities: tuple[UUID, ...] = ()
    deliveries: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class CompiledReport:
    """Everything a progress report says. ``slug`` is empty for one that is not kept."""

    plan_slug: str
    plan_title: Translated
    first_year: int
    last_year: int
    objective: Translated
    window_from: date
    window_to: date
    slug: str
    occasion: Translated
    is_sample: bool
    areas: tuple[AreaLine, ...]
    outside: tuple[DeliveryLine, ...]
    figures: tuple[Count, ...]
    participation: tuple[CountryLine, ...]
    texts: Mapping[tuple[ReportPart, int], Translated] = field(default_factory=dict, hash=False)

    @property
    def activities(self) -> list[ActivityLine]:
        """All activities in the order of the plan."""
        return [line for area in self.areas for line in area.activities]

    @property
    def deliveries(self) -> list[DeliveryLine]:
        """The deliveries of the plan within the period, in the order of the plan."""
        return [delivery for line in self.activities for delivery in line.deliveries]

    def text(self, part: ReportPart, area_number: int = 0) -> Translated:
        """A part written by the secretariat; empty where nothing was written yet."""
        return self.texts.get((part, area_number), Translated())

    def figure(self, name: str) -> Count | None:
        """A headline figure by its name."""
        return next((count for count in self.figures if count.name == name), None)

    def thanked(self, language: str) -> list[PartyLine]:
        """Who led or provided a delivery, in the alphabet of the language, each once."""
        parties = {p.code: p for d in (*self.deliveries, *self.outside) for p in (*d.leads, *d.providers)}
        return sorted(parties.values(), key=lambda party: party.place(language))

    def took_part(self, language: str) -> list[CountryLine]:
        """The member states known to have taken part, in the alphabet of the language."""
        return sorted(self.participation, key=lambda line: line.country.place(language))
