"""The words of a report in one language, shared by its page and its documents."""

from __future__ import annotations

from pesnet.core.languages import NAMES, days, number, say, shown
from pesnet.core.message import Message
from pesnet.core.translated import Translated
from pesnet.outcomes.models import Qualifier
from pesnet.reporting.compiled import ActivityLine, CompiledReport, DeliveryLine, PartyLine, Standing, Stated

UNKNOWN = Message("unknown")
QUALIFIED = {
    Qualifier.AT_LEAST: Message("at least %(number)s"),
    Qualifier.ABOUT: Message("about %(number)s"),
    Qualifier.SEVERAL: Message("several"),
}


def title(report: CompiledReport) -> Message:
    """The name of the report."""
    return Message("Progress report: %(plan)s", plan=report.plan_title)


def period(report: CompiledReport) -> Message:
    """What the report is about, in a sentence."""
    return Message(
        "What the network planned, what it did and what came of it, from %(first)s to %(last)s.",
        first=report.window_from,
        last=report.window_to,
    )


def quantity(value: int | None, qualifier: Qualifier = Qualifier.EXACT) -> Message | int:
    """A number, with a word where it is not exact; *unknown* where there is none."""
    if qualifier is Qualifier.SEVERAL:
        return QUALIFIED[qualifier]
    if value is None:
        return UNKNOWN
    if qualifier is Qualifier.EXACT:
        return value
    return Message(QUALIFIED[qualifier].one, number=value)


def figure(stated: Stated | None) -> Message | int:
    """A figure as it is shown in a table."""
    return quantity(stated.value, stated.qualifier) if stated else UNKNOWN


def women(stated: Stated | None) -> Message | int:
    """Women, and of how many where not everybody's sex is recorded."""
    if stated is None or stated.women is None:
        return UNKNOWN
    if stated.sex_known is None or stated.sex_known == stated.value:
        return stated.women
    return Message("%(women)s of %(recorded)s recorded", women=stated.women, recorded=stated.sex_known)


def plain(value: Message | int | Translated, language: str) -> str:
    """A sentence, number or content as plain text."""
    if isinstance(value, Message):
        return say(value, language)
    return number(value, language) if isinstance(value, int) else shown(value, language)


def content(text: Translated, language: str) -> str:
    """Content for a reader; what is in another language says so."""
    found = text.in_language(language)
    if not found.fallback or not found.text:
        return found.text
    return f"{found.text} ({say(Message('in %(language)s only', language=NAMES[found.language]), language)})"


def when(delivery: DeliveryLine, language: str) -> str:
    """The days of a delivery; where only the first is known, that it opened then."""
    if delivery.first_day is None:
        return say(UNKNOWN, language)
    if delivery.last_day is None:
        return say(Message("Opened %(day)s; the last day is not known", day=delivery.first_day), language)
    return days(delivery.first_day, delivery.last_day, language)


def where(delivery: DeliveryLine) -> Translated | Message | None:
    """The venue, or the mode where there is no venue; nothing when neither is known."""
    return delivery.venue or (delivery.mode.label if delivery.mode else None)


def actual(line: ActivityLine) -> Message | None:
    """What became of an activity without a delivery in the period; nothing when there is one."""
    if line.deliveries:
        return None
    if line.standing is Standing.NOT_STARTED:
        return Message("No course yet")
    return line.status.label


def names(parties: tuple[PartyLine, ...], language: str) -> str:
    """Parties in the order given."""
    comma = "، " if language == "ar" else ", "
    return comma.join(party.name.in_language(language).text for party in parties)


def held_by(delivery: DeliveryLine, language: str) -> str:
    """Who provided a delivery, as its source names them, else the parties."""
    return delivery.provided_by or names(delivery.providers or delivery.leads, language)
