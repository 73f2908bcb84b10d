"""Finding letters within what the actor may see."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select, true
from sqlalchemy.orm import defer, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from pesnet.accounts.models import User
from pesnet.audit.acts import act_words
from pesnet.audit.models import Entry
from pesnet.audit.queries import history
from pesnet.core.db import session
from pesnet.core.errors import NotFound
from pesnet.core.message import Message
from pesnet.core.paging import PAGE_SIZE, Page
from pesnet.correspondence.models import OF_THE_LEAD, Letter, LetterKind, LetterPerson, LetterState
from pesnet.correspondence.rules import MACHINE, may_write
from pesnet.courses.models import Course, CourseParty
from pesnet.files.models import StoredFile
from pesnet.nominations import queries as nominations
from pesnet.nominations.models import Nomination
from pesnet.policy import Actor, Grant, Permission, Reach, Role, anywhere, own_country, own_lead, reaches
from pesnet.workplan.models import PartyRole

K = LetterKind
FORMS = ("pdf", "docx")
STEPS = frozenset(MACHINE.moves) - {"replace"}
_IS_SENT = Letter.sent_on.is_not(None)


def _leads(grant: Grant) -> ColumnElement[bool]:
    return exists().where(
        CourseParty.course_id == Letter.course_id,
        CourseParty.role == PartyRole.LEAD,
        CourseParty.party_id.in_(grant.party_ids),
    )


AS_SQL: dict[Reach, Callable[[Grant], ColumnElement[bool]]] = {
    anywhere: lambda _grant: true(),
    own_country: lambda grant: and_(
        Letter.to_country_code == grant.country_code, or_(Letter.kind == K.NOMINATION, _IS_SENT)
    ),
    own_lead: lambda grant: and_(
        or_(Letter.kind.in_(OF_THE_LEAD), and_(Letter.kind == K.NOMINATION, _IS_SENT)), _leads(grant)
    ),
}


@dataclass(frozen=True)
class Filters:
    """What a reader of the register asks for; empty means everything."""

    year: int | None = None
    kind: LetterKind | None = None
    state: LetterState | None = None
    country: str = ""
    course_id: UUID | None = None


@dataclass(frozen=True)
class Correspondence:
    """The letters about a course, as a seat sees them; ``country_code`` is the seat's country, if it writes for one."""

    course: Course
    country_code: str | None = None

    @property
    def lead_party_ids(self) -> frozenset[UUID]:
        """The leads of the course, for the policy."""
        return self.course.lead_party_ids


@dataclass(frozen=True)
class Step:
    """A line of a letter's history."""

    entry: Entry
    by: str

    @property
    def act(self) -> Message | str:
        """What was done, in words."""
        return act_words(self.entry.act)


def visible(actor: Actor) -> ColumnElement[bool]:
    """The letters that the actor may read."""
    return or_(false(), *(AS_SQL[reach](grant) for grant, reach in reaches(actor, Permission.LETTER_VIEW)))


def letter(letter_id: UUID, actor: Actor) -> Letter:
    """One letter with its course, its country, and what it replaces or is replaced by."""
    chosen = select(Letter).where(Letter.id == letter_id, visible(actor)).options(*_whole())
    found = session().scalars(chosen).one_or_none()
    if found is None:
        raise NotFound
    return found


def own_letter(letter_id: UUID, actor: Actor) -> Letter:
    """A letter whose steps the actor takes."""
    found = letter(letter_id, actor)
    if not may_write(actor, None, found):
        raise NotFound
    return found


def step_of(letter_id: UUID, name: str, actor: Actor) -> Letter:
    """A letter whose steps the actor takes, for the address that names a step."""
    if name not in STEPS:
        raise NotFound
    return own_letter(letter_id, actor)


def file_of(letter_id: UUID, form: str, actor: Actor) -> Letter:
    """A letter, for the address that names a format."""
    if form not in FORMS:
        raise NotFound
    return letter(letter_id, actor)


def scan_of(letter_id: UUID, actor: Actor) -> Letter:
    """A letter whose signed scan is attached."""
    found = letter(letter_id, actor)
    if found.scan_id is None:
        raise NotFound
    return found


def stored_scan(found: Letter) -> StoredFile:
    """The scan of a letter that the actor may read."""
    return session().get_one(StoredFile, found.scan_id)


def letters_by_id(ids: Collection[UUID], actor: Actor) -> list[Letter]:
    """Those of these letters that the actor may read, by number."""
    chosen = select(Letter).where(Letter.id.in_(ids), visible(actor)).options(*_whole())
    return list(session().scalars(chosen.order_by(Letter.number)))


def of_course(slug: str, actor: Actor) -> Correspondence:
    """The correspondence on a course: of its lead, of the secretariat, or of the acting seat's country."""
    if actor.holds(Role.FOCAL_POINT):
        found = nominations.delegation_of_seat(slug, actor)
        return Correspondence(found.course, found.country_code)
    return Correspondence(nominations.call(slug, actor))


def register(filters: Filters, actor: Actor, number: int = 1) -> Page[Letter]:
    """A page of the register, the latest number first."""
    wanted = _wanted(filters, actor)
    total = session().scalar(wanted.with_only_columns(func.count(Letter.id))) or 0
    found = session().scalars(_in_order(wanted).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE))
    return Page(list(found), total, number)


def rows(filters: Filters, actor: Actor) -> list[Letter]:
    """The whole register as filtered, for a file."""
    return list(session().scalars(_in_order(_wanted(filters, actor))))


def years(actor: Actor) -> list[int]:
    """The years of which the actor may read letters, the latest first."""
    return list(session().scalars(select(Letter.year).where(visible(actor)).distinct().order_by(Letter.year.desc())))


def steps(found: Letter) -> list[Step]:
    """What was done with a letter, the oldest first, with the names of those who did it."""
    entries = history(found.id)
    users = session().execute(select(User.id, User.name).where(User.id.in_({entry.user_id for entry in entries})))
    names: dict[UUID | None, str] = {row.id: row.name for row in users}
    return [Step(entry, names.get(entry.user_id, "")) for entry in entries]


def _wanted(filters: Filters, actor: Actor) -> Select[Any]:
    wanted = select(Letter).where(visible(actor))
    equal = (
        (Letter.year, filters.year),
        (Letter.kind, filters.kind),
        (Letter.state, filters.state),
        (Letter.to_country_code, filters.country),
        (Letter.course_id, filters.course_id),
    )
    return wanted.where(*(column == value for column, value in equal if value))


def _in_order(wanted: Select[Any]) -> Select[Any]:
    return wanted.options(
        defer(Letter.said, raiseload=True),
        joinedload(Letter.course).load_only(Course.slug, Course.title, Course.is_sample, raiseload=True),
        joinedload(Letter.country),
        selectinload(Letter.people).joinedload(LetterPerson.nomination).joinedload(Nomination.nominee),
    ).order_by(Letter.year.desc(), Letter.number.desc())


def _whole() -> tuple[ORMOption, ...]:
    return (
        joinedload(Letter.course).selectinload(Course.parties),
        joinedload(Letter.course).selectinload(Course.countries),
        joinedload(Letter.country),
        selectinload(Letter.people).joinedload(LetterPerson.nomination).joinedload(Nomination.nominee),
        joinedload(Letter.replaces),
        joinedload(Letter.replaced_by),
    )
