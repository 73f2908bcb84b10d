"""A call on one page, for print and mail: public facts only, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from pesnet.core.languages import days, moment, say, shown
from pesnet.core.message import Message, counted
from pesnet.core.translated import Translated
from pesnet.courses.models import Course, CourseState
from pesnet.courses.wording import listed, spoken
from pesnet.documents.content import Block, Document, Facts, Language, Link, Ltr, Name, Note, Paragraph, Text
from pesnet.network.queries import countries
from pesnet.workplan.models import BeneficiaryRule, PartyRole

LONGEST_SUMMARY = 480
LONGEST_ANSWER = 200
LONGEST_TITLE = 120
MOST_NAMES = 10
"""With more countries than these only their number is said; the page of the course names them all."""
_SPACE = re.compile(r"\s+")


def paper(course: Course, language: str, base_url: str) -> Document:
    """The call on one page; what is too long for it ends in dots, and the address of the whole stands below."""
    address = f"{base_url}/{language}/courses/{course.slug}"
    blocks: list[Block] = []
    if course.state is CourseState.CANCELLED:
        blocks.append(Note(say(course.state.label, language), "warning"))
    if language_said := spoken(course, language):
        blocks.append(Note(say(language_said, language), "warning"))
    if course.summary:
        blocks.append(Paragraph(Name(_cut(course.summary, language, LONGEST_SUMMARY))))
    blocks.append(Facts(tuple(_facts(course, language))))
    read_on = say(Message("The whole call, and where to nominate:"), language)
    blocks.append(Paragraph((f"{read_on} ", Link(Ltr(address), address))))
    kind = say(course.type.label, language)
    return Document(
        title=_cut(course.title, language, LONGEST_TITLE),
        language=cast(Language, language),
        subtitle=say(Message("Call for nominations: %(kind)s", kind=kind), language),
        blocks=tuple(blocks),
        marks=(say(Message("Sample data"), language),) if course.is_sample else (),
    )


def _facts(course: Course, language: str) -> Iterator[tuple[str, Text]]:
    pairs: list[tuple[Message, Text]] = [
        (Message("Nominate by"), _deadline(course, language)),
        (Message("Days"), days(course.starts_on, course.ends_on, language) if course.starts_on else ""),
        (Message("Mode and venue"), _place(course, language)),
        (Message("Places"), _places(course, language)),
        (Message("Who may nominate"), _eligible(course, language)),
        (Message("For whom"), _answer(course.profile, language)),
        (Message("What is asked of nominees"), _answer(course.asked, language)),
        (Message("Who pays what"), _answer(course.costs, language)),
        (Message("Lead"), _parties(course, PartyRole.LEAD, language)),
        (Message("Provider"), _parties(course, PartyRole.PROVIDER, language)),
        (
            Message("Contact"),
            (Name(course.contact_name), " ", Ltr(course.contact_email)) if course.contact_name else "",
        ),
    ]
    return ((say(name, language), text) for name, text in pairs if text)


def _deadline(course: Course, language: str) -> str:
    if course.nominations_close_at is None:
        return ""
    zones = dict.fromkeys((course.deadline_zone, "UTC"))
    return "\n".join(moment(course.nominations_close_at, language, zone) for zone in zones)


def _place(course: Course, language: str) -> Text:
    mode, venue = say(course.mode.label, language) if course.mode else "", _answer(course.venue, language)
    return (mode, " · ", venue) if mode and venue else mode or venue


def _places(course: Course, language: str) -> str:
    said = []
    if course.places:
        said.append(counted("%(num)s place in all", "%(num)s places in all", course.places, num=course.places))
    if number := course.places_per_country:
        said.append(
            counted("At most %(num)s place for each state", "At most %(num)s places for each state", number, num=number)
        )
    if number := course.nominees_per_country:
        said.append(
            counted("Each state may send %(num)s name", "Each state may send %(num)s names", number, num=number)
        )
    return "\n".join(say(message, language) for message in said)


def _eligible(course: Course, language: str) -> str:
    if course.eligibility is BeneficiaryRule.ALL:
        return say(Message("All member states"), language)
    codes = {row.country_code for row in course.countries}
    if len(codes) > MOST_NAMES:
        return say(counted("%(n)s member state", "%(n)s member states", len(codes)), language)
    return listed((shown(row.name, language) for row in countries(language) if row.code in codes), language)


def _parties(course: Course, role: PartyRole, language: str) -> str:
    return listed((shown(party.name, language) for party in course.of(role)), language)


def _answer(text: Translated, language: str) -> Name | str:
    words = _cut(text, language, LONGEST_ANSWER)
    return Name(words) if words else ""


def _cut(text: Translated, language: str, limit: int) -> str:
    """The text without line ends, cut after a word where it is too long."""
    words = _SPACE.sub(" ", text.in_language(language).text).strip()
    return words if len(words) <= limit else f"{words[:limit].rpartition(' ')[0].rstrip(' ,;:،؛')} …"
