"""How a person is addressed: from the title and the recorded sex, without a guess where neither tells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pesnet.correspondence.defaults import WORDS
from pesnet.correspondence.words import Agreement, Rank
from pesnet.nominations.models import Nominee, Sex

RANKS: dict[Rank, frozenset[str]] = {
    Rank.EXCELLENCY: frozenset("he se excellency excellence amb ambassador معالي سعادة السفير".split()),
    Rank.PROFESSOR: frozenset("prof professor professeur professeure بروفيسور أستاذ الأستاذ".split()),
    Rank.DOCTOR: frozenset("dr doctor docteur docteure phd د دكتور دكتورة الدكتور الدكتورة".split()),
    Rank.ENGINEER: frozenset("eng engr ing engineer ingénieur ingénieure م مهندس المهندس المهندسة".split()),
}
"""The words of a title by the rank they give, the highest first."""

WOMEN = frozenset({"ms", "mrs", "miss", "mme", "mlle", "madam", "madame", "السيدة", "الآنسة", "الدكتورة", "المهندسة"})
MEN = frozenset({"mr", "m", "sir", "monsieur", "السيد"})
_BETWEEN = re.compile(r"[\s,/&+]+")


@dataclass(frozen=True)
class Person:
    """Somebody whom a letter addresses or names."""

    name: str
    family: str = ""
    title: str = ""
    sex: Sex | None = None

    @property
    def rank(self) -> Rank:
        """What the title asks of a salutation."""
        said = _words(self.title)
        return next((rank for rank, words in RANKS.items() if said & words), Rank.NONE)

    @property
    def agreement(self) -> Agreement:
        """How words agree: with the recorded sex, else with a title that tells, else formally."""
        said = _words(self.title)
        if self.sex is not None:
            return "female" if self.sex is Sex.FEMALE else "male"
        if said & WOMEN:
            return "female"
        return "male" if said & MEN else "unrecorded"


def person_of(nominee: Nominee, language: str) -> Person:
    """A nominee as letters of a language write the name: in the native script where that is the language's own."""
    native = nominee.native_name if language == "ar" and _is_arabic(nominee.native_name) else ""
    family = nominee.family_name or nominee.given_name
    return Person(native or nominee.name, native or family, nominee.title, nominee.sex)


def proposed(person: Person, language: str) -> str:
    """The salutation that is proposed for a person."""
    return named(WORDS[language].salutations[person.rank][person.agreement], person)


def named(pattern: str, person: Person) -> str:
    """A pattern with the person's names put in."""
    return pattern.replace("{family}", person.family).replace("{name}", person.name)


def _words(title: str) -> set[str]:
    return set(_BETWEEN.split(title.casefold().replace(".", "")))


def _is_arabic(name: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in name)
