"""Finding nominations within what the actor may see, and counting names."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from pesnet.accounts.models import User
from pesnet.accounts.queries import recipients
from pesnet.audit.acts import act_words
from pesnet.audit.models import Entry
from pesnet.audit.queries import history
from pesnet.core.db import remembered, session
from pesnet.core.errors import NotFound
from pesnet.core.message import Message
from pesnet.courses.models import Course, CourseCountry
from pesnet.mail.services import Recipient
from pesnet.network.models import Country
from pesnet.network.queries import by_code, party_ids
from pesnet.nominations.models import Nomination, NominationState, Nominee, Proposal, Sex, TypedAnswers
from pesnet.nominations.queries.scope import within
from pesnet.nominations.rules import HAS_A_PLACE, STANDS_ASIDE, USES_A_NAME, WHY
from pesnet.policy import Actor, Permission, Role, may

P = Permission
S = NominationState


@dataclass(frozen=True)
class Delegation:
    """A country's people for a course."""

    course: Course
    country: Country
    nominations: list[Nomination]

    @property
    def country_code(self) -> str:
        """The country, for the policy."""
        return self.country.code

    @property
    def lead_party_ids(self) -> frozenset[UUID]:
        """No lead: drafts are the country's own."""
        return frozenset()

    @property
    def invitation(self) -> CourseCountry | None:
        """The country's part in the call; nothing when it is not invited."""
        return next((row for row in self.course.countries if row.country_code == self.country.code), None)


@dataclass(frozen=True)
class Step:
    """A line of a nomination's history: what was done, when and by whom."""

    entry: Entry
    by: str

    @property
    def act(self) -> Message | str:
        """What was done, in words."""
        return act_words(self.entry.act)

    @property
    def why(self) -> Message | None:
        """Why it was done, where the trail keeps a word for it."""
        return WHY.get(self.entry.changes.get("why", ""))


@dataclass(frozen=True)
class Tally:
    """People of a course in some states: all, women, those whose sex is recorded, and their countries."""

    people: int
    women: int
    sex_recorded: int
    country_codes: list[str]


def nomination(nomination_id: UUID, actor: Actor) -> Nomination:
    """One nomination with its course, nominee, country and delegation."""
    return _nomination(nomination_id, actor, whole())


def nomination_to_submit(nomination_id: UUID, actor: Actor) -> Nomination:
    """One nomination without its delegation, which the act reads when it has it in hand."""
    return _nomination(nomination_id, actor, whole()[:-1])


def of_mail(ids: Collection[UUID]) -> dict[UUID, Nomination]:
    """These nominations by their ids, for mail to the country they belong to."""
    rows = session().scalars(select(Nomination).where(Nomination.id.in_(ids)).options(*whole()))
    return {row.id: row for row in rows}


def call(slug: str, actor: Actor) -> Course:
    """A course with a call, for those who select or watch: leads of the course, the secretariat, the auditor."""
    return _course(slug, actor, P.SELECTION_VIEW)


def delegation_of_seat(slug: str, actor: Actor) -> Delegation:
    """The people of the acting seat's country for a course."""
    if not actor.holds(Role.FOCAL_POINT) or actor.country_code is None:
        raise NotFound
    return delegation(slug, actor.country_code, actor)


def delegation(slug: str, country_code: str, actor: Actor) -> Delegation:
    """The people of a country for a course, for the country itself, the secretariat and the auditor."""
    course = _course(slug, actor, P.COURSE_VIEW)
    country = by_code(country_code)
    if country is None:
        raise NotFound
    rows = session().scalars(
        select(Nomination)
        .where(
            Nomination.course_id == course.id, Nomination.country_code == country.code, within(actor, P.NOMINATION_VIEW)
        )
        .options(*whole())
        .order_by(Nomination.rank.is_(None), Nomination.rank, Nomination.created_at, Nomination.id)
    )
    return Delegation(course, country, list(rows))


def part(slug: str, actor: Actor) -> Delegation | Course:
    """What the acting seat has to do with the nominations of a course: its delegation, or the call it selects for."""
    return delegation_of_seat(slug, actor) if actor.holds(Role.FOCAL_POINT) else call(slug, actor)


def nominees(country_code: str, course_id: UUID) -> list[Nominee]:
    """The people a country has named before and not for this course, by name; at most 300."""
    return remembered(("nominees", country_code, course_id), lambda: _nominees(country_code, course_id))


def _nominees(country_code: str, course_id: UUID) -> list[Nominee]:
    here = (Nomination.course_id == course_id, Nomination.state.not_in(STANDS_ASIDE))
    named = exists().where(Nomination.nominee_id == Nominee.id, *here)
    return list(
        session().scalars(
            select(Nominee)
            .where(Nominee.country_code == country_code, ~named)
            .order_by(Nominee.family_name, Nominee.given_name, Nominee.id)
            .limit(300)
        )
    )


def begun(form_key: str, delegation: Delegation) -> Nomination | None:
    """The draft that this very form has begun already by itself, if it has."""
    chosen = select(TypedAnswers.nomination_id).where(TypedAnswers.form_key == form_key, TypedAnswers.form_key != "")
    found = session().scalar(chosen)
    return next((row for row in delegation.nominations if row.id == found), None)


def nominee(nominee_id: UUID, country_code: str) -> Nominee:
    """A person of this country."""
    found = session().get(Nominee, nominee_id)
    if found is None or found.country_code != country_code:
        raise NotFound
    return found


def names_used(course_id: UUID, country_code: str) -> int:
    """How many names a country has used for a course."""
    return (
        session().scalar(
            select(func.count())
            .select_from(Nomination)
            .where(
                Nomination.course_id == course_id,
                Nomination.country_code == country_code,
                Nomination.state.in_(USES_A_NAME),
            )
        )
        or 0
    )


def counts(course_ids: Collection[UUID]) -> dict[UUID, dict[NominationState, int]]:
    """How many nominations of each state each course has."""
    found: dict[UUID, dict[NominationState, int]] = {course_id: {} for course_id in course_ids}
    rows = session().execute(
        select(Nomination.course_id, Nomination.state, func.count())
        .where(Nomination.course_id.in_(course_ids))
        .group_by(Nomination.course_id, Nomination.state)
    )
    for course_id, state, number in rows:
        found[course_id][state] = number
    return found


def of_country(country_code: str, course_ids: Collection[UUID]) -> dict[UUID, dict[NominationState, int]]:
    """How many nominations of each state a country has for each course."""
    found: dict[UUID, dict[NominationState, int]] = {course_id: {} for course_id in course_ids}
    rows = session().execute(
        select(Nomination.course_id, Nomination.state, func.count())
        .where(Nomination.course_id.in_(course_ids), Nomination.country_code == country_code)
        .group_by(Nomination.course_id, Nomination.state)
    )
    for course_id, state, number in rows:
        found[course_id][state] = number
    return found


def tally(course_id: UUID, states: Collection[NominationState] = HAS_A_PLACE) -> Tally:
    """The people of a course in these states, as they are recorded."""
    rows = (
        session()
        .execute(
            select(Nomination.country_code, Nominee.sex, func.count())
            .join(Nomination.nominee)
            .where(Nomination.course_id == course_id, Nomination.state.in_(states))
            .group_by(Nomination.country_code, Nominee.sex)
        )
        .all()
    )
    return Tally(
        sum(number for _code, _sex, number in rows),
        sum(number for _code, sex, number in rows if sex is Sex.FEMALE),
        sum(number for _code, sex, number in rows if sex is not None),
        sorted({code for code, _sex, _number in rows}),
    )


def selected(course_id: UUID) -> list[Nomination]:
    """The selected people of a course, by country and the country's order."""
    return list(
        session().scalars(
            select(Nomination)
            .where(Nomination.course_id == course_id, Nomination.state.in_(HAS_A_PLACE))
            .options(joinedload(Nomination.nominee), joinedload(Nomination.country))
            .order_by(Nomination.country_code, Nomination.rank, Nomination.id)
        )
    )


def steps(nomination: Nomination) -> list[Step]:
    """The history of a nomination, oldest first, with the names of those who acted."""
    entries = [entry for entry in history(nomination.id) if entry.act.startswith("nomination.")]
    users = session().execute(select(User.id, User.name).where(User.id.in_({entry.user_id for entry in entries})))
    names: dict[UUID | None, str] = {row.id: row.name for row in users}
    return [Step(entry, names.get(entry.user_id, "")) for entry in entries]


def told(country_codes: Collection[str], now: datetime) -> dict[str, list[Recipient]]:
    """To whom mail for the focal point of each of these countries goes."""
    known = party_ids(country_codes)
    return {code: recipients(Role.FOCAL_POINT, [known[code]], now) for code in sorted(country_codes)}


def proposal(nomination: Nomination) -> Proposal | None:
    """What the lead proposes for a nomination; only for those who may see the selection."""
    return session().scalars(select(Proposal).where(Proposal.nomination_id == nomination.id)).one_or_none()


def whole() -> tuple[ORMOption, ...]:
    """Everything that the rules of a nomination look at."""
    return (
        joinedload(Nomination.course).options(selectinload(Course.parties), selectinload(Course.countries)),
        joinedload(Nomination.nominee),
        joinedload(Nomination.country),
        joinedload(Nomination.typed),
        selectinload(Nomination.delegation),
    )


def _nomination(nomination_id: UUID, actor: Actor, options: tuple[ORMOption, ...]) -> Nomination:
    chosen = select(Nomination).where(Nomination.id == nomination_id, within(actor, P.NOMINATION_VIEW))
    found = session().scalars(chosen.options(*options)).one_or_none()
    if found is None:
        raise NotFound
    return found


def _course(slug: str, actor: Actor, permission: Permission) -> Course:
    chosen = select(Course).where(Course.slug == slug, Course.published_at.is_not(None))
    whole_call = chosen.options(selectinload(Course.parties), selectinload(Course.countries))
    whole_call = whole_call.execution_options(populate_existing=True)
    found = remembered(("call", slug), lambda: session().scalars(whole_call).one_or_none())
    if found is None or not may(actor, permission, found):
        raise NotFound
    return found
