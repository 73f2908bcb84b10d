"""The closing parts of a report: member states and thanks, outside the plan, resources, lessons, annex."""

from __future__ import annotations

from collections.abc import Iterable

from pesnet.core.message import Message
from pesnet.documents.content import (
    Block,
    Bullets,
    Column,
    Link,
    Ltr,
    Name,
    Paragraph,
    Table,
    Value,
)
from pesnet.reporting import sources
from pesnet.reporting.compiled import ActivityLine, Standing
from pesnet.reporting.models import ReportPart
from pesnet.reporting.writer import Writer, people


def countries(w: Writer) -> Iterable[Block]:
    """Member states taking part and thanks, in alphabetical order, never ranked."""
    yield w.heading(Message("Participation of member states, and thanks"))
    lines = w.report.took_part(w.language)
    if lines:
        columns = (Column(w.say(Message("Member state")), width=3), Column(w.say(Message("Took part in")), width=5))
        rows = tuple(
            (
                w.text(line.country.name),
                ", ".join(d.code or str(d.title.in_language(w.language)) for d in line.deliveries),
            )
            for line in lines
        )
        caption = w.say(Message("Member states known to have taken part, in alphabetical order"))
        yield Table(caption, columns, rows, name=w.say(Message("Member states")))
    else:
        yield Paragraph(w.say(Message("For no delivery of the period is the list of member states known.")))
    yield from w.written(ReportPart.THANKS)
    if thanked := w.report.thanked(w.language):
        yield Paragraph(w.say(Message("The network thanks those who led and provided, in alphabetical order:")))
        yield Bullets(tuple(w.text(party.name) for party in thanked))


def outside(w: Writer) -> Iterable[Block]:
    """Deliveries outside the plan, counted apart."""
    if not w.report.outside:
        return
    yield w.heading(Message("Outside the plan"))
    yield Paragraph(w.say(Message("These deliveries belong to no activity of the plan and are counted apart.")))
    yield from people(w, list(w.report.outside), Message("Deliveries outside the plan"))
    yield Bullets(tuple((w.text(row.title), ": ", w.text(row.outside_reason)) for row in w.report.outside))


def closing(w: Writer) -> Iterable[Block]:
    """Resources, difficulties and lessons, proposals to carry over."""
    funders = sorted({row.funder for row in (*w.report.deliveries, *w.report.outside) if row.funder})
    yield w.heading(Message("Resources"))
    yield from w.written(ReportPart.RESOURCES)
    if funders:
        yield Paragraph(w.say(Message("Deliveries were funded by:")))
        yield Bullets(tuple(Name(funder) for funder in funders))
    elif not w.report.text(ReportPart.RESOURCES):
        yield Paragraph(w.say(Message("Nothing is recorded about funding.")))
    yield w.heading(Message("Difficulties and lessons"))
    yield from w.written(ReportPart.DIFFICULTIES)
    learnt = [(row, text) for row in w.report.deliveries for text in (row.difficulties, row.lessons) if text]
    if learnt:
        yield Bullets(tuple((Ltr(row.code), " ", w.text(text)) for row, text in learnt))
    elif not w.report.text(ReportPart.DIFFICULTIES):
        yield Paragraph(w.say(Message("Nothing is recorded.")))
    yield w.heading(Message("Proposals to carry over"))
    yield from w.written(ReportPart.CARRY_OVER)
    moved = [line for line in w.report.activities if line.standing is Standing.POSTPONED]
    if moved:
        yield Bullets(tuple((Ltr(line.code), " ", w.text(line.title), *_reason(w, line)) for line in moved))
    elif not w.report.text(ReportPart.CARRY_OVER):
        yield Paragraph(w.say(Message("No activity is recorded as postponed or carried over.")))


def annex(w: Writer) -> Iterable[Block]:
    """Definitions of the figures, and where the facts come from."""
    yield w.heading(Message("Annex: definitions and sources"))
    columns = (Column(w.say(Message("Figure")), width=2), Column(w.say(Message("Definition")), width=6))
    rows = tuple((w.say(count.label), w.say(count.definition)) for count in w.report.figures)
    yield Table(w.say(Message("Definitions of figures")), columns, rows, name=w.say(Message("Definitions")))
    found = sources.of(w.report)
    if found:
        heads = (
            Column(w.say(Message("Delivery")), width=4),
            Column(w.say(Message("Source")), width=3),
            Column(w.say(Message("As of")), "date"),
        )
        lines = tuple(
            (
                w.coded(row.code, row.title),
                Link(Name(row.source), row.address) if row.address else Name(row.source),
                row.as_of or "",
            )
            for row in found
        )
        yield Table(w.say(Message("Sources of the facts")), heads, lines, name=w.say(Message("Sources")))


def _reason(w: Writer, line: ActivityLine) -> tuple[Value, ...]:
    return (": ", w.text(line.reason)) if line.reason else ()
