"""Deliveries: courses with all that is known of their outcome."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pesnet.core.translated import Translated
from pesnet.courses.models import Course, Mode
from pesnet.outcomes.models import CourseReport, CourseReportState, Figure, FigureKind


@dataclass(frozen=True)
class Delivery:
    """A course, its report, the figures of every source about it, and the member states known to have taken part."""

    course: Course
    report: CourseReport | None = None
    figures: tuple[Figure, ...] = ()
    country_codes: tuple[str, ...] = ()

    @property
    def first_day(self) -> date | None:
        """The first day as held, else as announced."""
        return (self.report.held_from if self.report else None) or self.course.starts_on

    @property
    def last_day(self) -> date | None:
        """The last day as held, else as announced; nothing when it is not known."""
        return (self.report.held_to if self.report else None) or self.course.ends_on

    @property
    def counted_on(self) -> date | None:
        """The day by which the delivery belongs to a period: the last one, or the first where the last is not known."""
        return self.last_day or self.first_day

    @property
    def mode(self) -> Mode | None:
        """The mode as held, else as announced."""
        return (self.report.mode if self.report else None) or self.course.mode

    def chosen(self, kind: FigureKind) -> Figure | None:
        """The figure of this kind that counts; nothing when it is unknown."""
        return next((figure for figure in self.figures if figure.kind is kind and figure.is_chosen), None)

    def others(self, kind: FigureKind) -> list[Figure]:
        """What other sources say."""
        return [figure for figure in self.figures if figure.kind is kind and not figure.is_chosen]


@dataclass(frozen=True)
class Claim:
    """A figure and the course it is about."""

    figure: Figure
    course: Course

    @property
    def lead_party_ids(self) -> frozenset[UUID]:
        """The leads of the course, for the policy."""
        return self.course.lead_party_ids


@dataclass(frozen=True)
class Selected:
    """Who was selected through the portal: how many, women among those whose sex is recorded, and their countries."""

    people: int
    women: int
    sex_recorded: int
    country_codes: tuple[str, ...]


def begun(course: Course) -> CourseReport:
    """A report that nobody has written yet, with what the course says already."""
    empty = Translated()
    return CourseReport(
        course=course, state=CourseReportState.DUE, held_from=course.starts_on, held_to=course.ends_on,
        mode=course.mode, provided_by="", funder="", outputs=empty, results=empty, difficulties=empty, lessons=empty,
        follow_up=empty, variance_reason=empty, remarks="",
    )  # fmt: skip
