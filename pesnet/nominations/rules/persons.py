"""What is told of a person: languages, and whether two entries may be one person."""

from __future__ import annotations

from collections.abc import Collection

from pesnet.network.names import fold
from pesnet.nominations.models import Nominee

LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")


def speaks(nominee: Nominee, languages: Collection[str]) -> bool:
    """Whether a level is given in one of these languages."""
    return any(nominee.language_levels.get(language) for language in languages)


def language_of(nominee: Nominee, of_country: str) -> str:
    """In which language to write to a person: the country's, unless only others are recorded as spoken."""
    levels = {code: LEVELS.index(level) for code, level in nominee.language_levels.items() if level in LEVELS}
    if not levels or of_country in levels:
        return of_country
    return max(sorted(levels), key=lambda code: levels[code])


def person_key(nominee: Nominee) -> frozenset[tuple[str, str]]:
    """What tells that two entries may be one person: the e-mail, and each form of the name with the institution."""
    institution = fold(nominee.institution)
    names = {" ".join(sorted(fold(name).split())) for name in (_latin(nominee), nominee.native_name)} - {""}
    keys = {(name, institution) for name in names if institution}
    email = nominee.email.strip().casefold()
    return frozenset(keys | ({("@", email)} if email else set()))


def keeps_the_name(before: tuple[str, str], after: tuple[str, str]) -> bool:
    """Whether two names are one, but for how they are written."""
    return fold(" ".join(before)) == fold(" ".join(after))


def _latin(nominee: Nominee) -> str:
    return f"{nominee.given_name} {nominee.family_name}"
