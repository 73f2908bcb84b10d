"""Putting a letter into words: what is known of its course, its country and its people, in one language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pesnet.core.languages import day, days, isolated, language_name, say
from pesnet.core.translated import Translated
from pesnet.correspondence.defaults import WORDS
from pesnet.correspondence.models import OF_THE_LEAD, LetterKind
from pesnet.correspondence.placeholders import fill
from pesnet.correspondence.said import Said
from pesnet.correspondence.salutations import named, person_of, proposed
from pesnet.correspondence.words import Wording
from pesnet.courses.models import Course
from pesnet.network.models import Country, Party
from pesnet.nominations.models import Nomination
from pesnet.workplan.models import PartyRole

K = LetterKind
TO_A_COUNTRY = frozenset({K.REGRET, K.ACCEPTANCE_LIST})


@dataclass(frozen=True)
class Matter:
    """What a letter is about. The ``country`` is the recipient's, the writer's, or the host's for a visa list."""

    kind: LetterKind
    course: Course
    country: Country | None = None
    people: tuple[Nomination, ...] = ()

    @property
    def to_country_code(self) -> str | None:
        """The country whose letter it is; a list for the visa office names people of several."""
        return self.country.code if self.country and self.kind is not K.VISA_LIST else None

    @property
    def country_code(self) -> str | None:
        """The country that writes a letter of nomination, for the policy."""
        return self.to_country_code

    @property
    def lead_party_ids(self) -> frozenset[UUID]:
        """The leads of the course, for the policy."""
        return self.course.lead_party_ids


@dataclass(frozen=True)
class LetterDetails:
    """What is chosen for a letter before it is generated; an empty salutation stands for the proposed one."""

    language: str
    salutation: str = ""
    place: str = ""
    signatory: str = ""
    function: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Reference:
    """The number and the day of a letter."""

    number: str
    day: date


def said(
    matter: Matter, details: LetterDetails, wording: Wording, this: Reference, replaces: Reference | None = None
) -> Said:
    """The words of a letter; ``replaces`` is the one that it corrects."""
    words, language = WORDS[details.language], details.language
    values = values_of(matter, details, this)
    columns = COLUMNS.get(matter.kind, ())
    parts = {"place": details.place, "day": day(this.day, language), "reference": isolated(this.number)}
    return Said(
        sender=_sender(matter, language),
        reference=fill(words.number, parts),
        place_and_day=fill(words.place_and_day, parts) if details.place else parts["day"],
        recipient=_recipient(matter, values, language),
        subject=fill(words.subject, {"subject": fill(wording.subject, values)}),
        replaces=_replaces(replaces, language),
        body=fill(wording.body, values),
        columns=tuple(words.columns[name] for name in columns),
        rows=tuple(
            tuple(CELLS[name](row, place, language) for name in columns) for place, row in enumerate(matter.people, 1)
        ) if columns else (),
        remark=details.remark,
        closing=fill(wording.closing, values),
        signatory=tuple(line for line in (details.signatory, details.function) if line),
    )  # fmt: skip


def salutation_of(matter: Matter, language: str) -> str:
    """The salutation that is proposed: the person's of an invitation, else that of several people."""
    if matter.kind is K.INVITATION and matter.people:
        return proposed(person_of(matter.people[0].nominee, language), language)
    return WORDS[language].several


def values_of(matter: Matter, details: LetterDetails, this: Reference) -> dict[str, str]:
    """What stands for each placeholder; what people typed is isolated for direction, what is unknown is empty."""
    language = details.language
    return {
        "reference": isolated(this.number),
        "date": day(this.day, language),
        "salutation": _isolating(details.salutation or salutation_of(matter, language), matter, language),
        "address": WORDS[language].address["unrecorded"],
        "number": str(len(matter.people)),
        **_of_course(matter.course, language),
        **_of_country(matter.country, language),
        **(_of_person(matter.people[0], language) if matter.kind is K.INVITATION and matter.people else {}),
    }


def name_of(party: Party, language: str) -> str:
    """A party as letters name it: an institution by its full name."""
    return (party.institution.name if party.institution else party.name).in_language(language).text


def _of_course(course: Course, language: str) -> dict[str, str]:
    contact = f"{course.contact_name} ({course.contact_email})" if course.contact_email else course.contact_name
    where = _text(course.venue, language) or (say(course.mode.label, language) if course.mode else "")
    return {
        "course": isolated(_text(course.title, language)),
        "dates": days(course.starts_on, course.ends_on, language) if course.starts_on else "",
        "venue": _isolated(where),
        "languages": _list([language_name(code, language) for code in course.languages or ()], language),
        "lead": _isolated(_list([name_of(party, language) for party in course.of(PartyRole.LEAD)], language)),
        "contact": _isolated(contact),
        "confirm_by": day(course.confirm_by, language) if course.confirm_by else "",
    }


def _of_country(country: Country | None, language: str) -> dict[str, str]:
    if country is None:
        return {"country": "", "of_country": "", "official": ""}
    name = _text(country.name, language)
    forms = {"country": name, "french_of": country.french_of}
    return {
        "country": name,
        "of_country": fill(WORDS[language].of_country, forms),
        "official": _text(country.official, language),
    }


def _of_person(nomination: Nomination, language: str) -> dict[str, str]:
    words, person = WORDS[language], person_of(nomination.nominee, language)
    return {
        "name": isolated(person.name),
        "person": named(words.civil[person.agreement], person).replace(person.name, isolated(person.name)),
        "as_participant": words.as_participant[person.agreement],
        "address": words.address[person.agreement],
        "institution": _isolated(nomination.nominee.institution),
        "position": _isolated(nomination.nominee.position),
    }


def _sender(matter: Matter, language: str) -> tuple[str, ...]:
    words = WORDS[language]
    network = f"{words.network} ({isolated('OIC-PESNET')})"
    if matter.kind is K.NOMINATION:
        return (_of_country(matter.country, language)["official"] or network,)
    if matter.kind in OF_THE_LEAD:
        leads = matter.course.of(PartyRole.LEAD)
        return (
            network,
            *(
                _text(party.country.official, language) if party.country else name_of(party, language)
                for party in leads
            ),
        )
    return network, words.secretariat


def _recipient(matter: Matter, values: Mapping[str, str], language: str) -> tuple[str, ...]:
    words = WORDS[language]
    if matter.kind is K.INVITATION:
        lines = [values.get("person", ""), values.get("position", ""), values.get("institution", ""), values["country"]]
    elif matter.kind is K.NOMINATION:
        lines = [name_of(party, language) for party in matter.course.of(PartyRole.LEAD)]
    elif matter.kind in TO_A_COUNTRY:
        lines = [fill(words.focal_point, values), values["official"]] if matter.country else []
    else:
        pattern = words.visa_office if matter.kind is K.VISA_LIST else words.ministry
        lines = [fill(pattern, values)]
    return tuple(line for line in lines if line)


def _replaces(before: Reference | None, language: str) -> str:
    if before is None:
        return ""
    values = {"number": isolated(before.number), "day": day(before.day, language)}
    return fill(WORDS[language].replaces, values)


def _isolating(salutation: str, matter: Matter, language: str) -> str:
    """The salutation with the person's name isolated where it stands in it."""
    if matter.kind is not K.INVITATION or not matter.people:
        return salutation
    person = person_of(matter.people[0].nominee, language)
    name = person.name if person.name in salutation else person.family
    return salutation.replace(name, isolated(name)) if name else salutation


def _text(value: Translated, language: str) -> str:
    return value.in_language(language).text


def _isolated(text: str) -> str:
    return isolated(text) if text else ""


def _list(items: list[str], language: str) -> str:
    return ("، " if language == "ar" else ", ").join(items)


Cell = Callable[[Nomination, int, str], str]
CELLS: dict[str, Cell] = {
    "place": lambda _row, place, _language: str(place),
    "name": lambda row, _place, _language: row.nominee.name,
    "family_name": lambda row, _place, _language: row.nominee.family_name or "–",
    "given_name": lambda row, _place, _language: row.nominee.given_name,
    "nationality": lambda row, _place, language: _text(row.country.name, language),
    "country": lambda row, _place, language: _text(row.country.name, language),
    "institution": lambda row, _place, _language: row.nominee.institution,
    "position": lambda row, _place, _language: row.nominee.position,
    "travel": lambda row, _place, language: _of_course(row.course, language)["dates"],
    "rank": lambda row, _place, _language: str(row.rank or "–"),
    "reference": lambda row, _place, _language: row.reference or "",
}
"""What stands in each column of a list."""

COLUMNS: dict[LetterKind, tuple[str, ...]] = {
    K.REGRET: ("name", "institution", "reference"),
    K.ACCEPTANCE_LIST: ("place", "name", "country", "institution", "position"),
    K.VISA_LIST: ("place", "family_name", "given_name", "nationality", "institution", "position", "travel"),
    K.NOMINATION: ("rank", "name", "institution", "position", "reference"),
}
"""The columns of the letters that carry a list."""
