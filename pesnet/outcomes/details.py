"""What forms, imports and the demonstration hand to the acts on outcomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from pesnet.core.translated import Translated
from pesnet.courses.models import Mode
from pesnet.network.models import Party
from pesnet.outcomes.models import FigureKind, Qualifier
from pesnet.workplan.models import ActivityType


@dataclass(frozen=True)
class FigureDetails:
    """A number as one source states it."""

    kind: FigureKind
    source: str
    value: int | None = None
    qualifier: Qualifier = Qualifier.EXACT
    women: int | None = None
    sex_recorded: int | None = None
    as_written: str = ""
    as_of: date | None = None
    source_url: str = ""


@dataclass(frozen=True)
class DeliveryDetails:
    """A delivery that has no call in the portal. What is not known stays empty, but for its first day and its source.

    ``leads`` and ``providers`` are taken from the activity where they are empty. ``slug`` is made from the title.
    """

    title: Translated
    type: ActivityType
    starts_on: date | None
    source: str
    source_url: str = ""
    ends_on: date | None = None
    mode: Mode | None = None
    venue: Translated = field(default_factory=Translated)
    time_zone: str = "UTC"
    summary: Translated = field(default_factory=Translated)
    outside_plan_reason: Translated = field(default_factory=Translated)
    leads: tuple[Party, ...] = ()
    providers: tuple[Party, ...] = ()
    provided_by: str = ""
    funder: str = ""
    variance_reason: Translated = field(default_factory=Translated)
    countries: tuple[str, ...] = ()
    figures: tuple[FigureDetails, ...] = ()
    slug: str = ""
    is_sample: bool = False


@dataclass(frozen=True)
class ReportDetails:
    """What a lead writes into a course report; unknown figures are left out."""

    held_from: date | None
    held_to: date | None
    mode: Mode | None
    provided_by: str
    funder: str
    outputs: Translated
    results: Translated
    difficulties: Translated
    lessons: Translated
    follow_up: Translated
    variance_reason: Translated
    countries: tuple[str, ...] = ()
    figures: tuple[FigureDetails, ...] = ()
