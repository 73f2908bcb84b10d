"""The people a country has named: finding them, their history, who looks alike, and what to know before deciding."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, false, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from pesnet.core.db import session
from pesnet.core.errors import NotFound
from pesnet.core.message import Message
from pesnet.core.paging import PAGE_SIZE, Page
from pesnet.courses.models import Course, CourseState
from pesnet.network.names import fold
from pesnet.nominations.models import Nomination, Nominee
from pesnet.nominations.rules import HAS_A_PLACE, person_key
from pesnet.policy import Actor, Grant, Permission, Reach, own_country, reaches

AS_SQL: dict[Reach, Callable[[Grant], ColumnElement[bool]]] = {
    own_country: lambda grant: Nominee.country_code == grant.country_code,
}
"""The reaches of the policy as conditions on people."""

A_YEAR = timedelta(days=365)
MOST = 300


@dataclass(frozen=True)
class Known:
    """A person with the nominations so far, the newest course first."""

    nominee: Nominee
    nominations: list[Nomination]


def within(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    """The condition on people that the policy sets for this actor."""
    return or_(false(), *(AS_SQL[reach](grant) for grant, reach in reaches(actor, permission)))


def person(person_id: UUID, actor: Actor) -> Nominee:
    """One person of the actor's own country."""
    chosen = select(Nominee).where(Nominee.id == person_id, within(actor, Permission.PEOPLE_VIEW))
    found = session().scalars(chosen).one_or_none()
    if found is None:
        raise NotFound
    return found


def people(actor: Actor, text: str = "", number: int = 1) -> Page[Known]:
    """One page of the people of the actor's country whose name, institution or e-mail holds every word of a text."""
    columns = (Nominee.given_name, Nominee.family_name, Nominee.native_name, Nominee.institution, Nominee.email)
    rows = session().execute(select(Nominee.id, *columns).where(within(actor, Permission.PEOPLE_VIEW))).all()
    words = fold(text).split()
    found = [row for row in rows if _holds(words, fold(" ".join(row[1:])))]
    found.sort(key=lambda row: (fold(f"{row.family_name} {row.given_name}"), row.id))
    page: Page[Known] = Page([], len(found), number)
    page = Page([], len(found), max(1, min(number, page.pages)))
    shown = [row.id for row in found[(page.number - 1) * PAGE_SIZE : page.number * PAGE_SIZE]]
    named = {row.id: row for row in session().scalars(select(Nominee).where(Nominee.id.in_(shown)))}
    past = history(shown)
    return Page([Known(named[key], past[key]) for key in shown], page.total, page.number)


def history(nominee_ids: Collection[UUID]) -> dict[UUID, list[Nomination]]:
    """The nominations of each of these people with their courses, the newest course first."""
    found: dict[UUID, list[Nomination]] = {key: [] for key in nominee_ids}
    rows = session().scalars(
        select(Nomination)
        .join(Nomination.course)
        .where(Nomination.nominee_id.in_(nominee_ids))
        .options(joinedload(Nomination.course))
        .order_by(Course.starts_on.desc(), Nomination.created_at.desc(), Nomination.id)
    )
    for row in rows:
        found[row.nominee_id].append(row)
    return found


def others(person: Nominee) -> list[Nominee]:
    """The other people of the country, by name; at most 300."""
    chosen = select(Nominee).where(Nominee.country_code == person.country_code, Nominee.id != person.id)
    return list(session().scalars(chosen.order_by(Nominee.family_name, Nominee.given_name, Nominee.id).limit(MOST)))


def alike(person: Nominee) -> list[Nominee]:
    """Who in the country may be the same person, and was not said to be somebody else, the oldest entry first.

    The same e-mail, or the same name (in Latin or native letters) at the same institution, however they are written.
    """
    keys = person_key(person)
    if not keys:
        return []
    rows = session().scalars(
        select(Nominee)
        .where(Nominee.country_code == person.country_code, Nominee.id != person.id)
        .order_by(Nominee.created_at, Nominee.id)
    )
    apart = set(person.different_from)
    return [row for row in rows if str(row.id) not in apart and keys & person_key(row)]


def is_named_elsewhere(nomination: Nomination) -> bool:
    """Whether another country has nominated somebody with the same e-mail for the course; for the lead alone."""
    email = nomination.nominee.email.strip()
    other = (Nomination.course_id == nomination.course_id, Nomination.country_code != nomination.country_code)
    same = (func.lower(Nominee.email) == email.lower(), Nomination.submitted_at.is_not(None))
    chosen = select(Nomination.id).join(Nomination.nominee).where(*other, *same)
    return bool(email) and session().scalar(select(chosen.exists())) is True


def taken_part(nomination: Nomination) -> list[Message]:
    """What to know of a person, never a bar: the same activity before, and any course of the last twelve months."""
    course = nomination.course
    before = aliased(Course)
    rows = session().scalars(
        select(before)
        .join(Nomination, Nomination.course_id == before.id)
        .where(
            Nomination.nominee_id == nomination.nominee_id,
            Nomination.state.in_(HAS_A_PLACE),
            before.id != course.id,
            before.state == CourseState.PUBLISHED,
            before.starts_on < (course.starts_on or date.max),
        )
        .order_by(before.starts_on.desc())
    )
    return [note for row in rows if (note := _note(row, course))]


def _note(earlier: Course, course: Course) -> Message | None:
    facts = {"course": earlier.title, "day": earlier.starts_on}
    if course.activity_id is not None and earlier.activity_id == course.activity_id:
        return Message("Was selected for the same activity before: %(course)s, %(day)s.", **facts)
    if course.starts_on and earlier.starts_on and course.starts_on - earlier.starts_on <= A_YEAR:
        return Message("Was selected for a course of the last twelve months: %(course)s, %(day)s.", **facts)
    return None


def _holds(words: list[str], text: str) -> bool:
    return all(word in text for word in words)
