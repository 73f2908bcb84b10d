"""Where the facts of a report come from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pesnet.core.translated import Translated
from pesnet.reporting.compiled import CompiledReport, DeliveryLine


@dataclass(frozen=True)
class SourceLine:
    """A source of what is said about a delivery; ``address`` is empty where there is none."""

    code: str
    title: Translated
    source: str
    address: str
    as_of: date | None


def of(report: CompiledReport) -> list[SourceLine]:
    """The sources of every delivery and figure, each once, in the order of the report."""
    return list(dict.fromkeys(line for row in (*report.deliveries, *report.outside) for line in _of_delivery(row)))


def _of_delivery(row: DeliveryLine) -> list[SourceLine]:
    stated = [figure for figure in (row.participants, row.countries) if figure]
    lines = [
        SourceLine(row.code, row.title, figure.source, figure.source_url, figure.as_of)
        for chosen in stated
        for figure in (chosen, *chosen.others)
    ]
    known = {(line.source, line.address) for line in lines}
    if row.source and (row.source, row.source_url) not in known:
        lines.append(SourceLine(row.code, row.title, row.source, row.source_url, None))
    return lines
