"""The records that a figure of a report counts, for all activities or those of one thematic area."""

from __future__ import annotations

from dataclasses import dataclass

from pesnet.reporting.compiled import ActivityLine, CompiledReport, Count, DeliveryLine
from pesnet.reporting.figures import DEFINITIONS, headline


@dataclass(frozen=True)
class Records:
    """A figure with the activities or deliveries it counts, and the deliveries for which it is not known."""

    count: Count
    activities: tuple[ActivityLine, ...]
    deliveries: tuple[DeliveryLine, ...]
    unknown: tuple[DeliveryLine, ...] = ()


SUMS = {"participants", "women", "member_states"}


def of(report: CompiledReport, name: str, area_number: int = 0) -> Records:
    """The records behind a figure; with an area's number, only those of that area."""
    lines = [line for area in report.areas if area_number in (0, area.number) for line in area.activities]
    found = next((count for count in headline(lines, report.outside) if count.name == name), None)
    count = found or Count(name, *DEFINITIONS[name], value=0)
    deliveries = [*(row for line in lines for row in line.deliveries), *report.outside]
    counted = tuple(row for row in deliveries if row.course_id in count.deliveries)
    rest = tuple(row for row in deliveries if row.code and row.course_id not in count.deliveries)
    return Records(
        count,
        tuple(line for line in lines if line.id in count.activities),
        counted,
        rest if name in SUMS else (),
    )
