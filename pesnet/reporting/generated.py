"""The parts of a report that the records write: figures, areas, who took part, plan against actual."""

from __future__ import annotations

from collections.abc import Iterable

from pesnet.core.message import Message
from pesnet.documents.content import (
    Block,
    Bullets,
    Column,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Table,
    Text,
)
from pesnet.reporting import wording
from pesnet.reporting.compiled import ActivityLine, Standing
from pesnet.reporting.models import ReportPart
from pesnet.reporting.writer import Writer, people

AREA_COLUMNS = (Standing.DELIVERED, Standing.ONGOING, Standing.NOT_STARTED, Standing.POSTPONED, Standing.CANCELLED)


def introduction(w: Writer) -> Iterable[Block]:
    """Mandate and period."""
    yield w.heading(Message("Mandate and period"))
    if w.report.occasion:
        yield Paragraph(w.text(w.report.occasion))
    if w.report.objective:
        yield Paragraph(w.text(w.report.objective))
    yield from w.written(ReportPart.INTRODUCTION)


def headline(w: Writer) -> Iterable[Block]:
    """The headline figures with their definitions."""
    yield w.heading(Message("Headline figures"))
    yield Figures(
        tuple(
            Figure(
                w.value(wording.quantity(count.value, count.qualifier)),
                w.say(count.label),
                " ".join(w.say(note) for note in (count.definition, *count.notes)),
                w.href(count.name),
            )
            for count in w.report.figures
        )
    )


def by_area(w: Writer) -> Iterable[Block]:
    """Activities by thematic area and standing, with the objectives and a sentence of the secretariat."""
    yield w.heading(Message("By thematic area"))
    columns = (
        Column(w.say(Message("Thematic area")), width=4),
        *(Column(w.say(standing.label), "number") for standing in AREA_COLUMNS),
        Column(w.say(Message("All")), "number"),
    )
    rows: tuple[tuple[Text, ...], ...] = tuple(
        (
            w.coded(str(area.number), area.title),
            *(
                w.linked(len(area.standing(standing)), standing.value, f"?area={area.number}")
                for standing in AREA_COLUMNS
            ),
            len(area.activities),
        )
        for area in w.report.areas
    )
    totals = [sum(len(area.standing(standing)) for area in w.report.areas) for standing in AREA_COLUMNS]
    footer: tuple[Text, ...] = (w.say(Message("All areas")), *totals, len(w.report.activities))
    caption = w.say(Message("Activities by thematic area and state"))
    yield Table(caption, columns, rows, footer, w.say(Message("Areas")))
    for area in w.report.areas:
        if area.objectives or w.report.text(ReportPart.AREA, area.number):
            yield Heading(w.coded(str(area.number), area.title), 2)
            yield from w.written(ReportPart.AREA, area.number)
            if area.objectives:
                yield Bullets(tuple(w.text(objective) for objective in area.objectives))


def who_took_part(w: Writer) -> Iterable[Block]:
    """Participants, women and states of each delivery of the plan."""
    yield w.heading(Message("Who took part"))
    yield from people(w, w.report.deliveries, Message("Participants of the deliveries of the plan"))
    yield Paragraph(w.say(Message("Unknown is shown as unknown, never as 0.")))


def plan_and_actual(w: Writer) -> Iterable[Block]:
    """Plan against actual for each activity."""
    yield w.heading(Message("Plan against actual, activity by activity"))
    columns = (
        Column(w.say(Message("Activity")), width=3.5),
        Column(w.say(Message("Plan")), width=3),
        Column(w.say(Message("Actual")), width=4.5),
        Column(w.say(Message("Differs")), width=3),
        Column(w.say(Message("State")), width=2),
    )
    rows = tuple(
        (
            w.coded(line.code, line.title),
            _planned(w, line),
            _actual(w, line),
            _differs(w, line),
            w.say(line.status.label),
        )
        for line in w.report.activities
    )
    caption = w.say(Message("All activities in the order of the plan"))
    yield Table(caption, columns, rows, name=w.say(Message("Plan and actual")))
    for line in w.report.activities:
        yield from _came_of(w, line)


def _planned(w: Writer, line: ActivityLine) -> Text:
    parts = [line.timeline, line.venue, wording.names(line.leads, w.language)]
    return "\n".join(part for part in parts if part)


def _actual(w: Writer, line: ActivityLine) -> Text:
    if said := wording.actual(line):
        return w.say(said)
    lines = []
    for row in line.deliveries:
        place = wording.where(row)
        parts = [wording.when(row, w.language), wording.plain(place, w.language) if place else ""]
        lines.append("\n".join(part for part in (*parts, wording.held_by(row, w.language)) if part))
    return "\n".join(lines)


def _differs(w: Writer, line: ActivityLine) -> Text:
    reasons = [w.say(message) for row in line.deliveries for message in row.differences]
    reasons += [wording.content(row.variance_reason, w.language) for row in line.deliveries if row.variance_reason]
    reasons += [wording.content(line.reason, w.language)] if line.reason else []
    return "\n".join(reasons)


def _came_of(w: Writer, line: ActivityLine) -> Iterable[Block]:
    told = [(row, text) for row in line.deliveries for text in (row.outputs, row.results, row.follow_up) if text]
    if told:
        yield Heading(w.coded(line.code, line.title), 2)
        yield Bullets(tuple(w.text(text) for _, text in told))
