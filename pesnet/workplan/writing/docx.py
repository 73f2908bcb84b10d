"""Writing a work plan as a Word file."""

# ruff: noqa: SLF001 - python-docx has no public way to its elements

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell

from pesnet.workplan.layout import COLUMNS, Labels
from pesnet.workplan.parsed import ParsedArea, ParsedPlan
from pesnet.workplan.writing.cells import activity_cells, area_heading, framework_rows

_BULLETS = "List Bullet"
_FONT = "Arial"
_WIDTHS = dict(zip(COLUMNS, (12, 52, 24, 30, 28, 36, 85), strict=True))
_LABEL_WIDTHS = (67, 200)
# The elements that the order of the format puts after the one inserted.
_AFTER_BIDI = ("w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:textAlignment", "w:outlineLvl", "w:rPr")
_AFTER_BIDI_VISUAL = ("w:tblW", "w:jc", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def write(plan: ParsedPlan, labels: Labels) -> bytes:
    """The plan in the layout of the adopted document."""
    document = Document()
    _set_page(document, labels)
    document.core_properties.title = plan.title
    document.core_properties.author = ""
    document.core_properties.language = labels.language
    document.add_paragraph(labels.network, style="Title")
    if plan.title:
        document.add_paragraph(plan.title, style="Heading 1")
    _write_framework(document, plan, labels)
    for area in plan.areas:
        _write_area(document, area, labels)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _set_page(document: WordDocument, labels: Labels) -> None:
    """A4 across; in Arabic every style and table runs from right to left."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(15)
    for style in document.styles:
        if isinstance(style, ParagraphStyle) and style.type == WD_STYLE_TYPE.PARAGRAPH:
            _set_style(style, labels)
    document.styles["Normal"].font.size = Pt(9)


def _set_style(style: ParagraphStyle, labels: Labels) -> None:
    style.font.name = _FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:cs", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(script), _FONT)
    if labels.right_to_left:
        style.font.rtl = True
        style.element.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)


def _write_framework(document: WordDocument, plan: ParsedPlan, labels: Labels) -> None:
    rows = framework_rows(plan, labels)
    if not rows:
        return
    table = _table(document, len(rows), _LABEL_WIDTHS, labels)
    for row, (label, value) in zip(table.rows, rows, strict=True):
        cells = row.cells
        _fill(cells[0], [label], bold=True)
        if isinstance(value, str):
            _fill(cells[1], value.split("\n"))
        else:
            _fill(cells[1], value, style=_BULLETS)


def _write_area(document: WordDocument, area: ParsedArea, labels: Labels) -> None:
    document.add_paragraph(area_heading(area, labels), style="Heading 2")
    for objective in area.objectives:
        document.add_paragraph(objective, style=_BULLETS)
    table = _table(document, 1 + len(area.activities), tuple(_WIDTHS.values()), labels)
    header, *rows = table.rows
    for cell, name in zip(header.cells, COLUMNS, strict=True):
        _fill(cell, [labels.columns[name]], bold=True)
    header._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row, activity in zip(rows, area.activities, strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        texts = activity_cells(activity, labels)
        for cell, name in zip(row.cells, COLUMNS, strict=True):
            _fill(cell, texts[name])


def _table(document: WordDocument, rows: int, widths: Sequence[int], labels: Labels) -> Table:
    table: Table = document.add_table(rows=rows, cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    if labels.right_to_left:
        table._tblPr.insert_element_before(OxmlElement("w:bidiVisual"), *_AFTER_BIDI_VISUAL)
    return table


def _fill(cell: _Cell, lines: Sequence[str], *, style: str | None = None, bold: bool = False) -> None:
    """Put each line into a paragraph of its own."""
    for at, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        paragraph.style = style
        paragraph.add_run(line).bold = bold or None
