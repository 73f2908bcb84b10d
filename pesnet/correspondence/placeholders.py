"""The placeholders of letters: a fixed table, put in by plain replacement, never by a template engine."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pesnet.core.message import Message
from pesnet.correspondence.models import LetterKind
from pesnet.correspondence.words import Wording

K = LetterKind
ABOUT_THE_COURSE = ("course", "dates", "venue", "languages", "lead", "contact", "confirm_by")
ABOUT_THE_LETTER = ("reference", "date", "salutation", "address")
ABOUT_THE_COUNTRY = ("country", "of_country")
ABOUT_THE_PERSON = ("name", "person", "as_participant", "institution", "position")

MEANINGS: dict[str, Message] = {
    "reference": Message("the number of the letter in the register"),
    "date": Message("the day of the letter"),
    "salutation": Message("the salutation, proposed from title and sex"),
    "address": Message("the address repeated in the closing, such as Madam"),
    "course": Message("the title of the course"),
    "dates": Message("the days of the course"),
    "venue": Message("the venue, or the mode where there is no venue"),
    "languages": Message("the languages of instruction"),
    "lead": Message("the lead of the course"),
    "contact": Message("the contact of the course with the e-mail address"),
    "confirm_by": Message("the last day to confirm"),
    "country": Message("the name of the country"),
    "of_country": Message("the country as it follows a noun, in French with its preposition"),
    "name": Message("the name of the person"),
    "person": Message("the person with Ms or Mr, as in a sentence"),
    "as_participant": Message("“as a participant”, agreeing with the person’s sex"),
    "institution": Message("the institution of the person"),
    "position": Message("the position of the person"),
    "number": Message("how many people the list names"),
}
OF_KIND: dict[LetterKind, tuple[str, ...]] = {
    K.INVITATION: (*ABOUT_THE_LETTER, *ABOUT_THE_COURSE, *ABOUT_THE_COUNTRY, *ABOUT_THE_PERSON),
    K.REGRET: (*ABOUT_THE_LETTER, *ABOUT_THE_COURSE, *ABOUT_THE_COUNTRY, "number"),
    K.ACCEPTANCE_LIST: (*ABOUT_THE_LETTER, *ABOUT_THE_COURSE, "number"),
    K.VISA_LIST: (*ABOUT_THE_LETTER, *ABOUT_THE_COURSE, *ABOUT_THE_COUNTRY, "number"),
    K.NOTE_VERBALE: ("reference", "date", *ABOUT_THE_COURSE, *ABOUT_THE_COUNTRY),
    K.NOMINATION: (*ABOUT_THE_LETTER, *ABOUT_THE_COURSE, *ABOUT_THE_COUNTRY, "number"),
}
"""What each kind of letter may name. The country of a visa list is the host."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_GAPS = re.compile(r"\n{3,}")


def unknown(wording: Wording, kind: LetterKind) -> list[Message]:
    """A sentence for each placeholder that letters of this kind do not have."""
    text = f"{wording.subject}\n{wording.body}\n{wording.closing}"
    names = dict.fromkeys(_PLACEHOLDER.findall(text))
    return [
        Message("There is no placeholder {%(name)s} in this kind of letter.", name=name)
        for name in names
        if name not in OF_KIND[kind]
    ]


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with the values put in; values are not read again.

    A line that names something of which nothing is known is left out.
    """
    kept = [line for line in text.split("\n") if all(values.get(name, "-") for name in _PLACEHOLDER.findall(line))]
    filled = _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), _GAPS.sub("\n\n", "\n".join(kept)))
    return filled.strip()
