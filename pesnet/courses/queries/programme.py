"""Finding what belongs to a course."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from pesnet.core.db import session
from pesnet.core.errors import NotFound
from pesnet.courses.models import AskedDocument, Course, CourseSession, DatesAnswer, JoiningLink, Material
from pesnet.courses.queries.scope import visible
from pesnet.policy import Actor


def agenda_session(item_id: UUID, actor: Actor) -> CourseSession:
    """One session of a course the actor may see, with its course."""
    return _part(CourseSession, item_id, actor)  # type: ignore[no-any-return]


def asked_document(asked_id: UUID, actor: Actor) -> AskedDocument:
    """One document asked for, with its course."""
    return _part(AskedDocument, asked_id, actor)  # type: ignore[no-any-return]


def material(material_id: UUID, actor: Actor) -> Material:
    """One file of a course, with both."""
    return _part(Material, material_id, actor, joinedload(Material.file))  # type: ignore[no-any-return]


def materials(course: Course) -> list[Material]:
    """The files of a course, the oldest first; only for those who may fetch them."""
    chosen = select(Material).where(Material.course_id == course.id).options(joinedload(Material.file))
    return list(session().scalars(chosen.order_by(Material.created_at, Material.id)))


def joining_link(course: Course) -> JoiningLink | None:
    """How people join; only for those who may see it."""
    return session().get(JoiningLink, course.id)


def dates_answers(course_ids: Collection[UUID]) -> list[DatesAnswer]:
    """What providers said of the dates of these courses, the latest first."""
    return list(
        session().scalars(
            select(DatesAnswer)
            .where(DatesAnswer.course_id.in_(course_ids))
            .options(joinedload(DatesAnswer.party))
            .order_by(DatesAnswer.created_at.desc())
        )
    )


def dates_answer(answer_id: UUID) -> DatesAnswer:
    """One answer, for its letter."""
    return session().get_one(DatesAnswer, answer_id, options=[joinedload(DatesAnswer.party)])


def _part(model: type[Any], key: UUID, actor: Actor, *more: ORMOption) -> Any:
    whole = joinedload(model.course).options(
        selectinload(Course.parties), selectinload(Course.countries), selectinload(Course.sessions)
    )
    found = session().scalars(
        select(model).join(model.course).where(model.id == key, visible(actor)).options(whole, *more)
    )
    row = found.one_or_none()
    if row is None:
        raise NotFound
    return row
