"""What letters of a course could be about: its people, its countries, its host."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from pesnet.accounts.queries import holdings_of
from pesnet.core.db import session
from pesnet.core.errors import NotFound
from pesnet.core.translated import LANGUAGES
from pesnet.correspondence.composing import Matter
from pesnet.correspondence.models import Letter, LetterKind, LetterPerson
from pesnet.correspondence.rules import STANDING
from pesnet.courses.models import Course
from pesnet.network.models import Country
from pesnet.nominations import queries as nominations
from pesnet.nominations.models import Nomination, NominationState
from pesnet.nominations.queries.scope import calls_within
from pesnet.nominations.rules import HAS_A_PLACE, USES_A_NAME
from pesnet.policy import Actor, Permission, Role
from pesnet.workplan.models import PartyRole

K = LetterKind
S = NominationState
PEOPLE_OF: dict[LetterKind, frozenset[NominationState]] = {
    K.INVITATION: HAS_A_PLACE,
    K.ACCEPTANCE_LIST: HAS_A_PLACE,
    K.VISA_LIST: HAS_A_PLACE,
    K.REGRET: frozenset({S.NOT_SELECTED}),
    K.NOMINATION: USES_A_NAME,
    K.NOTE_VERBALE: frozenset(),
}
"""Whom each kind of letter names."""


@dataclass(frozen=True)
class Occasion:
    """A kind of letter on a course; ``country_code`` where the acting seat writes for its country."""

    course: Course
    kind: LetterKind
    country_code: str | None = None

    @property
    def lead_party_ids(self) -> frozenset[UUID]:
        """The leads of the course, for the policy."""
        return self.course.lead_party_ids


def occasion(slug: str, kind: str, actor: Actor) -> Occasion:
    """A letter that the lead or the secretariat could write about a course."""
    known = next((each for each in K if each.value == kind and each not in {K.NOMINATION, K.NOTE_VERBALE}), None)
    if known is None:
        raise NotFound
    return Occasion(_course(slug, actor, Permission.LETTER_WRITE), known)


def occasion_of_note(slug: str, actor: Actor) -> Occasion:
    """A note verbale that the secretariat could write about a course."""
    return Occasion(_course(slug, actor, Permission.LETTER_NOTE), K.NOTE_VERBALE)


def occasion_of_nomination(slug: str, actor: Actor) -> Occasion:
    """A letter of nomination of the acting seat's country; the secretariat says of which."""
    if actor.holds(Role.FOCAL_POINT):
        found = nominations.delegation_of_seat(slug, actor)
        return Occasion(found.course, K.NOMINATION, found.country_code)
    return Occasion(nominations.call(slug, actor), K.NOMINATION)


def course_to_write_on(slug: str, actor: Actor) -> Course:
    """A course whose letters the actor writes."""
    return _course(slug, actor, Permission.LETTER_WRITE)


def matter(found: Occasion, to: str) -> Matter | None:
    """What a letter to this person or country would be about; nothing where there is no such person or country."""
    kind, course = found.kind, found.course
    people = _people(course, kind)
    if kind is K.INVITATION:
        [*chosen] = [row for row in people if str(row.id) == to]
        return Matter(kind, course, _country(chosen[0].country_code), tuple(chosen)) if chosen else None
    if kind is K.VISA_LIST:
        return Matter(kind, course, _country(course.host_country_code), tuple(people))
    if kind is K.ACCEPTANCE_LIST and not to:
        return Matter(kind, course, None, tuple(people))
    country = _country(found.country_code or to)
    if country is None or country.code not in {row.country_code for row in course.countries}:
        return None
    return Matter(kind, course, country, tuple(row for row in people if row.country_code == country.code))


def choices(found: Occasion) -> list[Nomination] | list[Country]:
    """To whom a letter of this kind can go: people, or countries; nothing where there is no choice."""
    people = _people(found.course, found.kind)
    if found.kind is K.INVITATION:
        return people
    if found.kind is K.VISA_LIST or found.country_code:
        return []
    named = {row.country_code for row in people}
    invited = {row.country_code for row in found.course.countries}
    codes = invited if found.kind is K.NOTE_VERBALE else named & invited
    return list(session().scalars(select(Country).where(Country.code.in_(codes)).order_by(Country.code)))


def waiting_for_letters(course: Course) -> list[Matter]:
    """The invitations and regrets that released decisions call for and no standing letter holds yet."""
    return [*_missing(course, K.INVITATION), *_missing(course, K.REGRET)]


def standing_invitation(found: Matter) -> str | None:
    """The number of an invitation to this person that counts, if there is one."""
    chosen = select(Letter.number).join(LetterPerson, LetterPerson.letter_id == Letter.id)
    chosen = chosen.where(Letter.kind == K.INVITATION, Letter.state.in_(STANDING))
    ids = [row.id for row in found.people] if found.kind is K.INVITATION else []
    return session().scalar(chosen.where(LetterPerson.nomination_id.in_(ids)).limit(1))


def default_language(found: Matter) -> str:
    """The language of the recipient: that of the country; for a letter to the lead the first one of the course."""
    if found.kind is K.NOMINATION:
        return next((code for code in found.course.languages if code in LANGUAGES), "en")
    language = found.country.working_language if found.country else "en"
    return language if language in LANGUAGES else "en"


def default_place(found: Matter, language: str) -> str:
    """Where the writer is: the capital of the country, or of the lead's; nothing for the secretariat."""
    if found.kind is K.NOTE_VERBALE:
        return ""
    leads = found.course.of(PartyRole.LEAD)
    of_lead = next(
        (party.country_code or (party.institution and party.institution.country_code) for party in leads), ""
    )
    country = found.country if found.kind is K.NOMINATION else _country(of_lead or "")
    return country.capital.in_language(language).text if country else ""


def function_of(actor: Actor, now: datetime) -> str:
    """The function of the person in the acting seat."""
    held = holdings_of(actor.id, now.date()) if actor.id else []
    return next((row.function for row in held if row.seat_id == actor.seat_id), "")


def _missing(course: Course, kind: LetterKind) -> Iterable[Matter]:
    standing = exists().where(
        LetterPerson.nomination_id == Nomination.id,
        LetterPerson.letter_id == Letter.id,
        Letter.kind == kind,
        Letter.state.in_(STANDING),
    )
    people = _people(course, kind, ~standing)
    for code, rows in groupby(people, key=lambda row: row.country_code):
        country = _country(code)
        if kind is K.INVITATION:
            yield from (Matter(kind, course, country, (row,)) for row in rows)
        else:
            yield Matter(kind, course, country, tuple(rows))


def _people(course: Course, kind: LetterKind, *conditions: object) -> list[Nomination]:
    chosen = select(Nomination).where(
        Nomination.course_id == course.id,
        Nomination.state.in_(PEOPLE_OF[kind]),
        *conditions,  # type: ignore[arg-type]
    )
    order = (Nomination.country_code, Nomination.rank.is_(None), Nomination.rank, Nomination.id)
    found = session().scalars(
        chosen.options(joinedload(Nomination.nominee), joinedload(Nomination.country)).order_by(*order)
    )
    people = list(found)
    for row in people:
        set_committed_value(row, "course", course)
    return people


def _country(code: str | None) -> Country | None:
    """The whole country, also where a list has loaded a part of it before."""
    chosen = select(Country).where(Country.code == (code or ""))
    return session().scalars(chosen.execution_options(populate_existing=True)).one_or_none()


def _course(slug: str, actor: Actor, permission: Permission) -> Course:
    chosen = select(Course).where(
        Course.slug == slug, Course.published_at.is_not(None), calls_within(actor, permission)
    )
    found = (
        session().scalars(chosen.options(selectinload(Course.parties), selectinload(Course.countries))).one_or_none()
    )
    if found is None:
        raise NotFound
    return found
