"""Finding courses."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, exists, func, select
from sqlalchemy.orm import defer, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from pesnet.core.db import remembered, session
from pesnet.core.errors import NotFound
from pesnet.core.paging import PAGE_SIZE, Page
from pesnet.courses.models import Course, CourseCountry, CourseSession, CourseState, Mode
from pesnet.courses.queries.scope import IS_PUBLIC, visible
from pesnet.network.models import Country, Party
from pesnet.network.names import fold, sort_key
from pesnet.policy import (
    Actor,
    Permission,
    may,
    own_lead,
    reaches,
)
from pesnet.workplan.models import Activity, ActivityType, ThematicArea


@dataclass(frozen=True)
class Filters:
    """What a reader of the catalogue asks for. ``language`` is the reader's, in which ``text`` is searched."""

    language: str = "en"
    text: str = ""
    area_id: UUID | None = None
    type: ActivityType | None = None
    taught_in: str = ""
    mode: Mode | None = None
    is_open: bool = False
    country_code: str = ""
    page: int = 1


def course(slug: str, actor: Actor) -> Course:
    """One course with everything its page shows."""
    chosen = _whole().where(Course.slug == slug).execution_options(populate_existing=True)
    found = remembered(("course", slug), lambda: session().scalars(chosen).one_or_none())
    if found is None or not may(actor, Permission.COURSE_VIEW, found):
        raise NotFound
    return found


def by_id(course_id: UUID) -> Course:
    """One course with its parties and countries, for letters; the act that wrote the letter was allowed."""
    return session().scalars(_whole().where(Course.id == course_id)).one()


def course_for_move(slug: str, name: str, actor: Actor) -> Course:
    """One course, for the address that also names a move."""
    return course(slug, actor)


def course_for_section(slug: str, section: str, actor: Actor) -> Course:
    """One course, for the address that also names a section."""
    return course(slug, actor)


def activity(activity_id: UUID, actor: Actor) -> Activity:
    """An activity for which a course could be prepared; the guard asks whether this actor may."""
    found = (
        session()
        .scalars(
            select(Activity)
            .where(Activity.id == activity_id)
            .options(joinedload(Activity.area).joinedload(ThematicArea.plan), selectinload(Activity.parties))
        )
        .one_or_none()
    )
    if found is None or not may(actor, Permission.PLAN_VIEW, found.area.plan):
        raise NotFound
    return found


def courses(filters: Filters, actor: Actor, now: datetime) -> Page[Course]:
    """A page of the catalogue: open calls by their deadline, then the others, the latest first."""
    wanted = select(Course).where(visible(actor), Course.state.not_in([CourseState.DRAFT, CourseState.FOR_CLEARANCE]))
    wanted = wanted.where(*_conditions(filters, now))
    if filters.text:
        wanted = wanted.where(Course.id.in_(_matching(wanted, filters)))
    total = session().scalar(select(func.count()).select_from(wanted.subquery())) or 0
    open_now = _is_open(now)
    rows = session().scalars(
        wanted.options(*_listed())
        .order_by(
            case((open_now, 0), else_=1),
            case((open_now, Course.nominations_close_at)),
            Course.starts_on.desc().nulls_last(),
            Course.slug,
        )
        .limit(PAGE_SIZE)
        .offset((filters.page - 1) * PAGE_SIZE)
    )
    return Page(list(rows), total, filters.page)


def of_activity(activity_ids: Collection[UUID]) -> dict[UUID, list[Course]]:
    """The public courses of each activity, in the order of their days."""
    found: dict[UUID, list[Course]] = {activity_id: [] for activity_id in activity_ids}
    rows = session().scalars(
        select(Course)
        .where(Course.activity_id.in_(activity_ids), IS_PUBLIC)
        .options(selectinload(Course.parties))
        .order_by(Course.starts_on.nulls_last(), Course.slug)
    )
    for row in rows:
        if row.activity_id:
            found[row.activity_id].append(row)
    return found


def open_calls(now: datetime) -> list[Course]:
    """The calls open now, by their deadline."""
    return list(
        session().scalars(select(Course).where(_is_open(now)).options(*_listed()).order_by(Course.nominations_close_at))
    )


def for_country(code: str, now: datetime) -> list[Course]:
    """The calls open now to which this country may nominate, by their deadline."""
    return list(
        session().scalars(
            select(Course)
            .where(_is_open(now), _invites(code))
            .options(*_listed())
            .order_by(Course.nominations_close_at)
        )
    )


def invited(course_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many countries may nominate to each course."""
    rows = session().execute(
        select(CourseCountry.course_id, func.count().label("number"))
        .where(CourseCountry.course_id.in_(course_ids))
        .group_by(CourseCountry.course_id)
    )
    return {row.course_id: row.number for row in rows}


def party_choices(language: str, actor: Actor | None = None) -> list[tuple[str, str]]:
    """Every party by its code with its name, in the reader’s alphabet; with an actor, those it may lead for."""
    rows = list(session().scalars(select(Party)))
    if actor is not None and own_lead in {reach for _grant, reach in reaches(actor, Permission.COURSE_EDIT)}:
        mine = frozenset[UUID]().union(*(grant.party_ids for grant in actor.grants))
        rows = [row for row in rows if row.id in mine]
    named = [(row.code, row.name.in_language(language).text) for row in rows]
    return sorted(named, key=lambda choice: sort_key(choice[1], language))


def zone_of(country_code: str | None) -> str | None:
    """The time zone of a state, if one is given."""
    return session().scalar(select(Country.time_zone).where(Country.code == country_code)) if country_code else None


def slug_is_taken(slug: str) -> bool:
    """Whether a course has this address already."""
    return session().scalar(select(exists().where(Course.slug == slug))) or False


def _whole() -> Select[Course]:
    return select(Course).options(
        joinedload(Course.activity).joinedload(Activity.area).joinedload(ThematicArea.plan),
        joinedload(Course.activity).selectinload(Activity.parties),
        selectinload(Course.parties),
        selectinload(Course.countries),
        selectinload(Course.sessions).joinedload(CourseSession.speaker_country),
        selectinload(Course.documents_asked),
    )


def _listed() -> tuple[ExecutableOption, ...]:
    """What a line of a list shows; the long texts stay where they are."""
    asked = (Course.profile, Course.asked, Course.statements, Course.costs, Course.practical_note)
    texts = (Course.summary, Course.objectives, *asked)
    activity = joinedload(Course.activity).load_only(Activity.number, Activity.timeline, raiseload=True)
    area = activity.joinedload(Activity.area).load_only(ThematicArea.number, raiseload=True)
    return (*(defer(text, raiseload=True) for text in texts), area)


def _is_open(now: datetime) -> ColumnElement[bool]:
    return (Course.state == CourseState.PUBLISHED) & (Course.nominations_close_at > now)


def _invites(code: str) -> ColumnElement[bool]:
    return exists().where(CourseCountry.course_id == Course.id, CourseCountry.country_code == code)


def _conditions(filters: Filters, now: datetime) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.area_id:
        conditions.append(Course.activity_id.in_(select(Activity.id).where(Activity.area_id == filters.area_id)))
    if filters.type:
        conditions.append(Course.type == filters.type)
    if filters.mode:
        conditions.append(Course.mode == filters.mode)
    if filters.taught_in:
        conditions.append(_is_taught_in(filters.taught_in))
    if filters.is_open:
        conditions.append(_is_open(now))
    if filters.country_code:
        conditions.append(_invites(filters.country_code))
    return conditions


def _is_taught_in(language: str) -> ColumnElement[bool]:
    return Course.id.in_(
        [key for key, languages in session().execute(select(Course.id, Course.languages)) if language in languages]
    )


def _matching(wanted: Select[Course], filters: Filters) -> list[UUID]:
    """The ids of the courses whose title, summary or venue holds every word asked for; folding is not for databases."""
    words = fold(filters.text).split()
    rows = session().execute(wanted.with_only_columns(Course.id, Course.title, Course.summary, Course.venue))
    return [
        key
        for key, *texts in rows
        if all(word in fold(" ".join(text.in_language(filters.language).text for text in texts)) for word in words)
    ]
