"""Reading a work plan from a Word or Excel file."""

from __future__ import annotations

from pathlib import Path

from pesnet.core.message import Message
from pesnet.workplan import layout
from pesnet.workplan.parsed import Doubt, DoubtKind, ParsedArea, ParsedPlan
from pesnet.workplan.reading.activities import understand
from pesnet.workplan.reading.archive import Archive
from pesnet.workplan.reading.excel import ExcelDocument
from pesnet.workplan.reading.gazetteer import Gazetteer
from pesnet.workplan.reading.headings import is_network_name, is_plan_title, years
from pesnet.workplan.reading.outline import Outline
from pesnet.workplan.reading.rows import Line
from pesnet.workplan.reading.unreadable import Unreadable
from pesnet.workplan.reading.word import WordDocument


def read(source: Path | bytes, *, gazetteer: Gazetteer, language: str | None = None) -> ParsedPlan:
    """The work plan that the file holds; raises :class:`Unreadable`, and nothing else, when it holds none."""
    outline, doubts = _outline(Archive(source))
    if not outline.has_table:
        raise Unreadable(Message("No table of activities was found in the file."))
    language = language or _language(outline)
    title, loose = _title(outline.preamble)
    areas, found = understand(outline.areas, gazetteer=gazetteer)
    period = years(title)
    if period is None:
        period = _covered_years(areas)
        reason = Message("The title does not name the years of the plan.")
        doubts.append(Doubt(None, "heading", reason, title, DoubtKind.UNREAD_PERIOD))
    return ParsedPlan(
        title=title,
        period=period,
        language=language,
        framework={name: _framework_value(lines) for name, lines in outline.framework.items() if lines},
        areas=areas,
        doubts=loose + doubts + outline.doubts + found,
    )


def _outline(archive: Archive) -> tuple[Outline, list[Doubt]]:
    outline = Outline()
    main_part = archive.main_part()
    if main_part.startswith("word/"):
        document = WordDocument(archive, main_part)
        outline.add(document.rows())
        return outline, document.doubts
    if main_part.startswith("xl/"):
        outline.add(ExcelDocument(archive).rows())
        return outline, []
    raise Unreadable(Message("The file is no Word or Excel file (.docx or .xlsx)."))


def _language(outline: Outline) -> str:
    """The language most headers are written in; the order of the layout decides between equals."""
    return max(layout.LABELS, key=lambda language: outline.languages[language])


def _title(preamble: list[Line]) -> tuple[str, list[Doubt]]:
    """The line that names the plan, and a doubt for each other line but the name of the network."""
    lines = [line.text for line in preamble]
    titles = [line for line in lines if is_plan_title(line)] or [line.text for line in preamble if line.heading == 0]
    title = max(titles, key=lambda line: years(line) is not None, default="")
    reason = Message("It is not clear what this text belongs to.")
    others = [line for line in lines if line != title and not is_network_name(line)]
    doubts = [Doubt(None, "text", reason, line, DoubtKind.LOOSE_TEXT) for line in others]
    if not title:
        doubts.append(Doubt(None, "heading", Message("The plan has no title."), "", DoubtKind.MISSING_TITLE))
    return title, doubts


def _covered_years(areas: list[ParsedArea]) -> tuple[int, int] | None:
    activities = [activity for area in areas for activity in area.activities]
    starts = [activity.timeline_start.year for activity in activities if activity.timeline_start]
    ends = [activity.timeline_end.year for activity in activities if activity.timeline_end]
    return (min(starts), max(ends)) if starts and ends else None


def _framework_value(lines: list[Line]) -> str | list[str]:
    """A text of paragraphs, or the items of a list."""
    texts = [line.text for line in lines]
    return texts if any(line.bullet for line in lines) else "\n".join(texts)
