"""What python-docx leaves to its users: direction of paragraphs, words and tables, fonts of Arabic letters, fields."""

# ruff: noqa: SLF001 - python-docx has no public way to its elements

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

FONT = "Arial"

_LATIN_LANGUAGE = {"en": "en-GB", "fr": "fr-FR", "ar": "en-GB"}

_AFTER_BIDI = (
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:textboxTightWrap",
    "w:outlineLvl",
    "w:divId",
    "w:cnfStyle",
    "w:rPr",
    "w:sectPr",
    "w:pPrChange",
)
_AFTER_BIDI_VISUAL = (
    "w:tblStyleRowBandSize",
    "w:tblStyleColBandSize",
    "w:tblW",
    "w:jc",
    "w:tblCellSpacing",
    "w:tblInd",
    "w:tblBorders",
    "w:shd",
    "w:tblLayout",
    "w:tblCellMar",
    "w:tblLook",
    "w:tblCaption",
    "w:tblDescription",
)


def element(name: str, **attributes: str) -> BaseOxmlElement:
    """An element of the w: namespace with attributes of the same namespace."""
    made: BaseOxmlElement = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def turn_paragraph(paragraph: Paragraph) -> None:
    """Let the paragraph run from right to left."""
    paragraph._p.get_or_add_pPr().insert_element_before(element("bidi"), *_AFTER_BIDI)


def turn_run(run: Run) -> None:
    """Let the words run from right to left, in the complex script font."""
    run._r.get_or_add_rPr().append(element("rtl"))


def turn_table(table: Table) -> None:
    """Let the first column stand at the right."""
    table._tbl.tblPr.insert_element_before(element("bidiVisual"), *_AFTER_BIDI_VISUAL)


def repeat_row(row: _Row) -> None:
    """Repeat the row on every page the table reaches."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def set_language(word: WordDocument, language: str) -> None:
    """Tell the spelling checker the language of Latin words and of Arabic words."""
    for tag in word.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), _LATIN_LANGUAGE[language])
        tag.set(qn("w:bidi"), "ar-SA")


def set_look(style: ParagraphStyle, points: float, colour: str, *, bold: bool = False) -> None:
    """Give the style one font, size, weight and colour for every script, instead of those of the theme."""
    properties = style.element.get_or_add_rPr()
    half_points = str(round(points * 2))
    weight = [element("b"), element("bCs")] if bold else []
    for old in list(properties):
        properties.remove(old)
    properties.append(element("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT))
    properties.extend(weight)
    properties.append(element("color", val=colour))
    properties.append(element("sz", val=half_points))
    properties.append(element("szCs", val=half_points))


def add_link(paragraph: Paragraph, run: Run, href: str) -> None:
    """Make the last run of the paragraph open an address."""
    relation = paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    paragraph._p.append(link)
    link.append(run._r)


def add_field(paragraph: Paragraph, code: str) -> None:
    """Put a field such as PAGE at the end of the paragraph."""
    field = element("fldSimple", instr=code)
    run = element("r")
    text = element("t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
