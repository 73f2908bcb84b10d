"""What a release would do: whom it tells what, in which language, and what stands in its way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from pesnet.core.message import Message
from pesnet.courses.models import Course
from pesnet.mail.render import Letterhead, worded
from pesnet.mail.services import Recipient
from pesnet.network.models import Country
from pesnet.network.queries import countries, weekends_of
from pesnet.nominations import letters, queries, rules
from pesnet.nominations.models import NominationState, ProposalKind
from pesnet.nominations.places import too_many
from pesnet.nominations.queries import Row
from pesnet.nominations.services import Decision
from pesnet.nominations.services.offering import OFFER
from pesnet.nominations.services.selecting import going, own_proposal
from pesnet.policy import PRINCIPAL_NEEDED, Actor, Permission, may

LETTER = "nominations/decided"
STATES = {
    ProposalKind.SELECTED: NominationState.SELECTED,
    ProposalKind.RESERVE: NominationState.RESERVE,
    ProposalKind.NOT_SELECTED: NominationState.NOT_SELECTED,
}


@dataclass(frozen=True)
class Letters:
    """The mails in one language: how many, the people they speak of by decision, and one of them as a sample."""

    language: str
    mails: int
    people: Counter[ProposalKind]
    subject: str
    text: str
    kinds = tuple(ProposalKind)


@dataclass(frozen=True)
class Offers:
    """The mails in one language to people who are offered a place: how many, and one of them as a sample."""

    language: str
    mails: int
    subject: str
    text: str


@dataclass(frozen=True)
class Preview:
    """A release before it is done."""

    decisions: list[Decision]
    letters: list[Letters]
    offers: list[Offers]
    without_address: list[Country]
    without_proposal: int
    obstacles: list[Message]


def of_release(course: Course, *, letterhead: Letterhead, actor: Actor, now: datetime) -> Preview:
    """What the release of everything proposed now would do."""
    rows = queries.pending(course.id)
    known = {country.code: country for country in countries(actor.language)}
    codes = {row.nomination.country_code for row in rows}
    told = queries.told(codes, now)
    until = {code: rules.confirm_by(course, weekend, now) for code, weekend in weekends_of(codes).items()}
    return Preview(
        decisions=[Decision.of(row) for row in rows],
        letters=[_letters(language, of, rows, until, letterhead) for language, of in _by_language(told).items()],
        offers=_offers(course, rows, told, until, letterhead),
        without_address=[known[code] for code, people in told.items() if not people],
        without_proposal=queries.overview(course).undecided,
        obstacles=_obstacles(course, rows, known, actor=actor, now=now),
    )


def _obstacles(
    course: Course, rows: list[Row], known: dict[str, Country], *, actor: Actor, now: datetime
) -> list[Message]:
    found = [reason for reason in (rules.still_open(course, now), *map(own_proposal, rows)) if reason]
    if not may(actor, Permission.SELECTION_RELEASE, course):
        found.append(PRINCIPAL_NEEDED)
    for code, (proposed, left) in queries.overbooked(course, going(rows), queries.places(course.id)).items():
        found.append(too_many(proposed, left, known.get(code)))
    return found


def _by_language(told: dict[str, list[Recipient]]) -> dict[str, list[str]]:
    """Language → the country of each mail."""
    found: dict[str, list[str]] = {}
    for code, people in told.items():
        for to in people:
            found.setdefault(to.language, []).append(code)
    return dict(sorted(found.items()))


def _offers(
    course: Course,
    rows: list[Row],
    told: dict[str, list[Recipient]],
    until: dict[str, datetime | None],
    letterhead: Letterhead,
) -> list[Offers]:
    """The mails to those proposed to be selected who have an address, by language."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        nominee, spoken = row.nomination.nominee, told[row.nomination.country_code]
        if row.proposal and row.proposal.kind is ProposalKind.SELECTED and nominee.email:
            language = rules.language_of(nominee, spoken[0].language if spoken else "en")
            found.setdefault(language, []).append(row)
    offers = []
    for language, people in sorted(found.items()):
        first = people[0].nomination
        said = letters.offer_of(first, course, until[first.country_code], "…")
        offers.append(Offers(language, len(people), *worded(OFFER, said, language, letterhead)))
    return offers


def _letters(
    language: str, codes: list[str], rows: list[Row], until: dict[str, datetime | None], letterhead: Letterhead
) -> Letters:
    spoken_of = [row for row in rows if row.nomination.country_code in codes]
    example = [row for row in rows if row.nomination.country_code == codes[0]]
    states = {str(row.nomination.id): STATES[row.proposal.kind].value for row in example if row.proposal}
    subject, text = worded(LETTER, letters.decisions(states, until[codes[0]]), language, letterhead)
    return Letters(language, len(codes), _kinds(spoken_of), subject, text)


def _kinds(rows: list[Row]) -> Counter[ProposalKind]:
    return Counter(row.proposal.kind for row in rows if row.proposal)
