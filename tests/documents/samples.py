"""Documents to render: a report in each language, and the texts that people type to see what breaks."""

from datetime import date
from decimal import Decimal

from pesnet.documents.content import (
    Bar,
    Bars,
    Block,
    Bullets,
    Column,
    Document,
    Facts,
    Figure,
    Figures,
    Heading,
    Language,
    Link,
    Ltr,
    Name,
    Note,
    PageBreak,
    Paragraph,
    Table,
)

WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "title": "Progress report on the work plan",
        "subtitle": "What was planned and what came of it.",
        "mark": "sample",
        "planned": "planned",
        "definition": "All items of the plan.",
        "unknown": "unknown",
        "area": "By thematic area",
        "text": "Out of the participants (103) in the years",
        "item": "Skills strategies for women and men",
        "activity": "Activity",
        "number": "No.",
        "when": "Date",
        "rate": "Rate",
        "people": "Participants",
        "all": "All items",
        "mind": "Mind the deadline.",
    },
    "fr": {
        "title": "Rapport d’activité sur le plan de travail",
        "subtitle": "Ce qui était prévu et ce qu’il en est advenu.",
        "mark": "exemple",
        "planned": "prévues",
        "definition": "Toutes les activités du plan.",
        "unknown": "inconnu",
        "area": "Par domaine thématique",
        "text": "Parmi les participants (103) des années",
        "item": "Stratégies de compétences à l’œuvre",
        "activity": "Activité",
        "number": "N°",
        "when": "Date du début",
        "rate": "Taux",
        "people": "Participants",
        "all": "Toutes les activités",
        "mind": "Attention au délai.",
    },
    "ar": {
        "title": "التقرير المرحلي عن خطة العمل",
        "subtitle": "ما خططت له الشبكة وما نتج عنه.",
        "mark": "عيّنة",
        "planned": "مخطط لها",
        "definition": "جميع بنود خطة العمل.",
        "unknown": "غير معلوم",
        "area": "حسب المجال المواضيعي",
        "text": "من بين المشاركين (103) في السنوات",
        "item": "استراتيجيات المهارات للنساء والرجال",
        "activity": "النشاط",
        "number": "الرقم",
        "when": "التاريخ",
        "rate": "النسبة",
        "people": "المشاركون",
        "all": "جميع البنود",
        "mind": "انتبه إلى الموعد النهائي.",
    },
}

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "-2+3+cmd|' /C calc'!A0",
    "\uff1dcmd",
    "\u200b=HYPERLINK(1)",
    "\x00\x07bell\x1b[31m",
    "\u202eexe.txt\u202c",
    "\u2067open\u2066",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '#import "@preview/cetz:0.3.0": *',
    '#read("/etc/passwd") $x^2$ *bold* _it_ `raw` \\ @ref <label> // comment /* */',
    "{{ 7*7 }} {% raw %}",
    "\ud800 lone \ufffe",
    "a\nb\r\nc\td",
    "%(name)s {0} %s",
)


def report(language: Language) -> Document:
    """A report with every kind of block."""
    words = WORDS[language]
    return Document(f"{words['title']} 2021–2022", language, words["subtitle"], _blocks(words), marks=(words["mark"],))


def only(*blocks: Block, language: Language = "en") -> Document:
    """A document with nothing but these blocks."""
    return Document(WORDS[language]["title"], language, blocks=blocks)


def _blocks(words: dict[str, str]) -> tuple[Block, ...]:
    return (
        Figures(
            (
                Figure(1839, words["planned"], words["definition"], "https://portal.example/plan"),
                Figure(words["unknown"], words["people"]),
            )
        ),
        Heading(words["area"]),
        Paragraph((words["text"], " ", Ltr("2021–2022"), " ", Ltr("75%"), " ", Name("Ürün Ağaoğlu"), ".")),
        Bullets((words["item"], (Link(words["all"], "https://portal.example/"), "."))),
        Facts(((words["when"], date(2026, 3, 4)), (words["number"], Ltr("PESNET/2022/3")))),
        Bars(
            words["people"], words["activity"], words["people"], (Bar(words["item"], 103), Bar("B", words["unknown"]))
        ),
        Heading(words["all"], 3),
        Table(
            words["all"],
            (
                Column(words["number"], width=1),
                Column(words["activity"]),
                Column(words["when"], "date"),
                Column(words["people"], "number"),
                Column(words["rate"], "number"),
            ),
            (
                (Ltr("1.1"), words["item"], date(2021, 9, 28), Link(103, "https://portal.example/1"), Ltr("75%")),
                (Ltr("1.2"), words["item"], words["unknown"], Decimal("12.5"), words["unknown"]),
            ),
            footer=("", words["all"], "", 1839, ""),
        ),
        Note(words["mind"], "warning"),
        PageBreak(),
        Paragraph(words["subtitle"]),
    )
