"""What every part of a report's document needs: values in its language, and the table of who took part."""

from __future__ import annotations

from collections.abc import Iterable

from pesnet.core.languages import say
from pesnet.core.message import Message
from pesnet.core.translated import Translated
from pesnet.documents.content import (
    Block,
    Column,
    Heading,
    Language,
    Link,
    Ltr,
    Name,
    Paragraph,
    Table,
    Text,
    Value,
)
from pesnet.reporting import figures, wording
from pesnet.reporting.compiled import CompiledReport, DeliveryLine
from pesnet.reporting.models import ReportPart


class Writer:
    """The report, its language, and how values are put into it."""

    def __init__(self, report: CompiledReport, language: Language, base: str) -> None:
        self.report = report
        self.language = language
        self.base = base

    def say(self, message: Message) -> str:
        """A sentence in the language of the document."""
        return say(message, self.language)

    def value(self, value: Message | int) -> str | int:
        """A number, or the words that stand for it."""
        return self.say(value) if isinstance(value, Message) else value

    def text(self, text: Translated) -> Value:
        """Content; where it is in another language, it keeps its own direction."""
        found = text.in_language(self.language)
        words = wording.content(text, self.language)
        return Name(words) if found.fallback else words

    def coded(self, code: str, title: Translated) -> Text:
        """A title after its number, where it has one."""
        return (Ltr(code), " ", self.text(title)) if code else self.text(title)

    def heading(self, message: Message, level: int = 1) -> Heading:
        """A heading of the generated parts."""
        return Heading(self.say(message), level)

    def href(self, name: str, query: str = "") -> str:
        """The page of the records that a figure counts; nothing for a report that is not kept."""
        if not self.report.slug:
            return ""
        return f"{self.base}/{self.language}/reports/{self.report.slug}/figures/{name}{query}"

    def linked(self, value: str | int, name: str, query: str = "") -> Value:
        """A number with the address of its records."""
        href = self.href(name, query)
        return Link(value, href) if href else value

    def written(self, part: ReportPart, area_number: int = 0) -> list[Block]:
        """What the secretariat wrote for a part."""
        text = self.report.text(part, area_number)
        return [Paragraph(self.text(text))] if text else []


def people(w: Writer, deliveries: list[DeliveryLine], caption: Message) -> Iterable[Block]:
    """A table of deliveries with who took part in each, and the sums over what is known."""
    if not deliveries:
        yield Paragraph(w.say(Message("Nothing was delivered in the period.")))
        return
    columns = (
        Column(w.say(Message("Delivery")), width=3.5),
        Column(w.say(Message("Dates")), width=3),
        Column(w.say(Message("Participants")), "number"),
        Column(w.say(Message("of whom women")), "number"),
        Column(w.say(Message("Member states")), "number"),
    )
    rows = tuple(
        (
            w.coded(row.code, row.title),
            wording.when(row, w.language),
            w.value(wording.figure(row.participants)),
            w.value(wording.women(row.participants)),
            w.value(wording.figure(figures.states_of(row))),
        )
        for row in deliveries
    )
    sums = [count(deliveries) for count in figures.OF_DELIVERIES.values()]
    footer = (
        w.say(Message("Sums over what is known")),
        "",
        *(w.value(wording.quantity(count.value, count.qualifier)) for count in sums),
    )
    yield Table(w.say(caption), columns, rows, footer)
