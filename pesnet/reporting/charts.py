"""Bars as shapes without text: numbers and words stand in HTML beside them."""

from __future__ import annotations

from dataclasses import dataclass

from pesnet.reporting.compiled import AreaLine, DeliveryLine, Standing

WIDTH = 600
GAP = 3
COLOURS = {
    Standing.DELIVERED: "k1",
    Standing.ONGOING: "k2",
    Standing.NOT_STARTED: "k3",
    Standing.POSTPONED: "k4",
    Standing.CANCELLED: "k0",
}


@dataclass(frozen=True)
class Bar:
    """A rectangle of a bar 600 units wide: its colour class, where it begins, how long it is."""

    css: str
    x: str
    width: str


def of_area(area: AreaLine) -> list[Bar]:
    """One bar for the activities of an area, a piece for each headline."""
    step = WIDTH / max(len(area.activities), 1)
    bars, x = [], 0.0
    for standing, css in COLOURS.items():
        length = step * len(area.standing(standing))
        if length:
            bars.append(Bar(css, f"{x:.1f}", f"{length - GAP:.1f}"))
        x += length
    return bars


def of_participants(delivery: DeliveryLine, deliveries: list[DeliveryLine]) -> list[Bar]:
    """The participants of a delivery against the largest of all; nothing where they are unknown."""
    known = [row.participants.value for row in deliveries if row.participants and row.participants.value]
    value = delivery.participants.value if delivery.participants else None
    if not value or not known:
        return []
    length = WIDTH * value / max(known)
    rest = [Bar("k0", f"{length + GAP:.1f}", f"{WIDTH - length - GAP:.1f}")] if WIDTH - length > GAP else []
    return [Bar("k1", "0.0", f"{length:.1f}"), *rest]
