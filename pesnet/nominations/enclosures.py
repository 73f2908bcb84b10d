"""What comes with the mail of a call: the call on one page, and the delegation sheet."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

from pesnet.accounts.queries import asker
from pesnet.core.errors import NotFound
from pesnet.courses import queries as courses
from pesnet.courses.models import Course
from pesnet.courses.paper import paper
from pesnet.documents.formats import FORMATS
from pesnet.documents.shelf import Shelf
from pesnet.mail.enclosures import Enclosings, Enclosure
from pesnet.mail.models import Mail
from pesnet.nominations import queries
from pesnet.nominations.queries import Delegation
from pesnet.nominations.sheet import contents
from pesnet.nominations.sheet.queries import people
from pesnet.nominations.sheet.writing.workbook import Contents, write


def enclosings(base_url: str, shelf: Shelf) -> Enclosings:
    """Letter name → the files that come with it."""

    def call(mail: Mail, now: datetime) -> list[Enclosure]:
        """The call and the sheet in the language of the mail, the sheet with what its reader may see."""
        course = courses.by_id(UUID(mail.facts["course_id"]))
        document = paper(course, mail.language, base_url)
        address = f"{base_url}/{mail.language}/courses/{course.slug}/nominations/sheet/send"
        delegation = _delegation(mail, course, now)
        country = delegation.country_code if delegation else ""
        sheet = partial(write, _contents(delegation, course, mail.language, address))
        return [
            Enclosure(f"{course.slug}-{mail.language}.pdf", FORMATS["pdf"].media_type, partial(shelf.pdf, document)),
            Enclosure(contents.file_name(course, country), FORMATS["xlsx"].media_type, sheet),
        ]

    return {"courses/published": call}


def _contents(delegation: Delegation | None, course: Course, language: str, address: str) -> Contents:
    if delegation is None:
        return contents.empty(course, language, address)
    return contents.of_delegation(delegation, people(delegation.country_code), language, address)


def _delegation(mail: Mail, course: Course, now: datetime) -> Delegation | None:
    """The delegation of whoever holds the seat still; nothing for copy addresses and for people who left it."""
    actor = asker(mail.user_id, mail.seat_id, now)
    if actor.seat_id is None or actor.seat_id != mail.seat_id:
        return None
    try:
        return queries.delegation_of_seat(course.slug, actor)
    except NotFound:
        return None
