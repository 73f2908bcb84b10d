"""A compiled report as a document in one language: for PDF, DOCX, XLSX, CSV and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pesnet.core.message import Message
from pesnet.documents.content import (
    Block,
    Document,
    Language,
)
from pesnet.reporting import closing, generated, wording
from pesnet.reporting.compiled import CompiledReport
from pesnet.reporting.writer import Writer

PARTS: tuple[Callable[[Writer], Iterable[Block]], ...] = (
    generated.introduction,
    generated.headline,
    generated.by_area,
    generated.who_took_part,
    generated.plan_and_actual,
    closing.countries,
    closing.outside,
    closing.closing,
    closing.annex,
)


def document(report: CompiledReport, language: Language, base: str = "") -> Document:
    """The whole report; ``base`` is the address of the portal, put before the links to the records counted."""
    writer = Writer(report, language, base)
    return Document(
        title=writer.say(wording.title(report)),
        language=language,
        subtitle=writer.say(wording.period(report)),
        blocks=tuple(block for part in PARTS for block in part(writer)),
        marks=(writer.say(Message("sample data")),) if report.is_sample else (),
        wide=True,
    )
