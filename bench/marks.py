"""The marks, and the table that shows what was measured beside them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A line of the table. ``value`` is compared with ``mark``; ``is_least`` turns the comparison around."""

    name: str
    measured: str
    floor: str
    value: float
    mark: float
    unit: str = "×"
    is_least: bool = False

    @property
    def is_kept(self) -> bool:
        """Whether the mark is kept."""
        return self.value >= self.mark if self.is_least else self.value <= self.mark

    def cells(self) -> tuple[str, ...]:
        """The line's texts."""
        sign = "≥" if self.is_least else "≤"
        return (
            self.name,
            self.measured,
            self.floor,
            f"{self.value:.3g} {self.unit}",
            f"{sign} {self.mark:g} {self.unit}",
            "ok" if self.is_kept else "over",
        )


HEAD = ("", "portal", "floor", "value", "mark", "")


def table(lines: list[Line]) -> str:
    """The lines as a table that is also Markdown."""
    rows = [HEAD, *(line.cells() for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    texts = [
        "| " + " | ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([texts[0], rule, *texts[1:]])
