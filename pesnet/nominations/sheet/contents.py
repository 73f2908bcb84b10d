"""What stands in the delegation sheet of a country: instructions, drop-downs, and the people it knows."""

from __future__ import annotations

from collections.abc import Sequence

from pesnet.core.languages import language_name, moment, say, shown
from pesnet.core.message import Message, counted
from pesnet.courses.models import Course
from pesnet.courses.wording import listed
from pesnet.nominations import rules
from pesnet.nominations.models import Nomination, Nominee
from pesnet.nominations.queries import Delegation
from pesnet.nominations.services.nominating import version_of
from pesnet.nominations.sheet import layout
from pesnet.nominations.sheet.answers import answers_of
from pesnet.nominations.sheet.keys import TYPED
from pesnet.nominations.sheet.writing.workbook import Contents

KNOWN = ("given_name", "family_name", "institution", "position", "email")
"""What the sheet tells of somebody who is not nominated yet; the portal keeps the rest."""


def of_delegation(delegation: Delegation, known: Sequence[Nominee], language: str, address: str) -> Contents:
    """The sheet of a country with its nominations and the other people it named before.

    ``address`` is where the filled sheet is uploaded.
    """
    standing = [row for row in delegation.nominations if row.state not in rules.STANDS_ASIDE]
    named = {row.nominee_id for row in standing}
    rows = [_nominated(row, language) for row in standing]
    rows += [_known(nominee) for nominee in known if nominee.id not in named]
    country = shown(delegation.country.name, language)
    return _contents(delegation.course, (delegation.country_code, country), rows, language, address)


def empty(course: Course, language: str, address: str) -> Contents:
    """A sheet that names nobody and fits every country, for addresses that may not know a country's people."""
    return _contents(course, ("", ""), [], language, address)


def file_name(course: Course, country_code: str = "") -> str:
    """The name under which a sheet is offered."""
    return f"delegation-{course.slug}{f'-{country_code.lower()}' if country_code else ''}.xlsx"


def _contents(
    course: Course, country: tuple[str, str], rows: list[dict[str, str]], language: str, address: str
) -> Contents:
    code, name = country
    return Contents(
        language=language,
        about={"course": str(course.id), "country": code, "language": language},
        tabs=(say(Message("Instructions"), language), say(Message("Nominees"), language)),
        heading=shown(course.title, language),
        instructions=_instructions(course, name, language, address),
        lists={
            **{
                key: [layout.worded(key, value, label, language) for value, label in answers.items()]
                for key, answers in layout.offered(course).items()
            },
            "title": layout.TITLES,
        },
        people=rows,
    )


def _instructions(course: Course, country: str, language: str, address: str) -> list[str]:
    lines: list[Message] = []
    if country:
        lines.append(Message("Nominations of %(country)s", country=country))
    if course.nominations_close_at:
        closes = moment(course.nominations_close_at, language, course.deadline_zone)
        utc = moment(course.nominations_close_at, language)
        lines.append(Message("Submit by %(moment)s; that is %(utc)s.", moment=closes, utc=utc))
    if course.nominees_per_country:
        number = course.nominees_per_country
        lines.append(counted("Your country may send %(n)s name.", "Your country may send %(n)s names.", number))
    if course.languages:
        spoken = [language_name(code, language) for code in course.languages]
        lines.append(Message("Languages of the course: %(languages)s", languages=listed(spoken, language)))
    page, column = Message("Nominees"), layout.BY_KEY["nominate"].label
    lines += [
        Message("Fill the page “%(page)s”: one person in each row, under the heads of the columns.", page=page),
        Message(
            "Choose Yes under “%(column)s” for everybody you nominate. People whom your country named before stand "
            "there already; without a Yes they are left alone.",
            column=column,
        ),
        Message(
            "An empty cell changes nothing. To take an answer away or to withdraw somebody, go to the pages of the "
            "portal."
        ),
        Message(
            "Keep the hidden rows and columns: by them the portal knows the course, the country and the people. "
            "Type values only, no formulas."
        ),
        Message("Save the file as an Excel workbook (.xlsx) and send it here: %(address)s", address=address),
        Message(
            "You then see what the sheet would do, row by row, before anything is written. You can correct the sheet "
            "and send it again as often as you like."
        ),
    ]
    return [say(line, language, isolate=str) for line in lines]


def _nominated(nomination: Nomination, language: str) -> dict[str, str]:
    answers = answers_of(nomination.nominee, nomination)
    offered = layout.offered(nomination.course)
    yes = layout.worded("nominate", layout.YES, offered["nominate"][layout.YES], language)
    row = {"id": str(nomination.nominee_id), "version": version_of(nomination), "nominate": yes}
    for key in TYPED:
        label = offered.get(key, {}).get(answers[key])
        row[key] = answers[key] if label is None else layout.worded(key, answers[key], label, language)
    return row | {"state": shown(nomination.state, language)}


def _known(nominee: Nominee) -> dict[str, str]:
    return {"id": str(nominee.id), **{key: getattr(nominee, key) for key in KNOWN}}
