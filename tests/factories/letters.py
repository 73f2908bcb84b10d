"""A letter of the tests' own, in the outbox."""

from datetime import datetime
from pathlib import Path

from pesnet.mail.models import Mail
from pesnet.mail.render import Letterhead
from pesnet.mail.services import Recipient, post

TEMPLATE = """\
Subject: {{ _("Nominate for %(course)s by %(day)s", course=course, day=closes) }}

{{ _("Dear %(name)s,", name=name) }}

{{ ngettext("%(n)s place is left.", "%(n)s places are left.", places) }}
{{ _("Written as %(name)s, %(day)s.", name=name, day=closes|day("y")) }}

{{ link("courses/" ~ slug) }}
"""


def a_letterhead(folder: Path) -> Letterhead:
    """A letterhead whose templates hold the letter ``tests/nominate``."""
    letter = folder / "mail" / "tests" / "nominate.txt"
    letter.parent.mkdir(parents=True, exist_ok=True)
    letter.write_text(TEMPLATE)
    return Letterhead("https://portal.example", "The portal <portal@example.org>", "office@example.org", folder)


def posted(now: datetime, number: int = 1, *, first: int = 0) -> list[Mail]:
    """That many mails put into the outbox of the transaction under way."""
    people = [Recipient(f"person{first + index}@example.org", "en") for index in range(number)]
    return [post("tests/nominate", to=person, facts={"slug": "spatial"}, now=now) for person in people]
