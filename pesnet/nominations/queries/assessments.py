"""What officers of the lead think of nominees: whoever has given points sees the average, never before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import case, func, select

from pesnet.accounts.models import User
from pesnet.core.db import session
from pesnet.courses.models import Course
from pesnet.nominations.assessments import Comment, Criterion, Score
from pesnet.nominations.models import Nomination
from pesnet.policy import Actor, Permission, may


@dataclass(frozen=True)
class Average:
    """The weighted mean of all points given to a nominee, of 5, and how many officers gave them."""

    points: float
    officers: int


@dataclass(frozen=True)
class Remark:
    """A comment with the name of its writer."""

    comment: Comment
    by: str


@dataclass(frozen=True)
class Assessment:
    """Everything about one nominee that this reader may know; no average before the reader has given points."""

    criteria: list[Criterion]
    own: dict[UUID, int]
    average: Average | None
    remarks: list[Remark]


def criteria(course_id: UUID) -> list[Criterion]:
    """The criteria of a course, in their order."""
    chosen = select(Criterion).where(Criterion.course_id == course_id)
    return list(session().scalars(chosen.order_by(Criterion.position, Criterion.id)))


def has_scores(course_id: UUID) -> bool:
    """Whether anybody has given points in this course."""
    chosen = select(Score.id).join(Criterion, Criterion.id == Score.criterion_id)
    return session().scalar(chosen.where(Criterion.course_id == course_id).limit(1)) is not None


def averages(course: Course, ids: Collection[UUID], actor: Actor) -> dict[UUID, Average]:
    """The averages of these nominees; those who decide see the ones to which they have given points themselves."""
    own = func.max(case((Score.user_id == actor.id, 1), else_=0))
    rows = session().execute(
        select(
            Score.nomination_id,
            func.sum(Score.points * Criterion.weight),
            func.sum(Criterion.weight),
            func.count(Score.user_id.distinct()),
            own,
        )
        .join(Criterion, Criterion.id == Score.criterion_id)
        .where(Score.nomination_id.in_(ids))
        .group_by(Score.nomination_id)
    )
    only_reads = not may(actor, Permission.SELECTION_DECIDE, course)
    return {
        key: Average(int(points) / int(weights), officers)
        for key, points, weights, officers, is_own in rows
        if is_own or only_reads
    }


def assessment(nomination: Nomination, actor: Actor) -> Assessment:
    """What this reader may know of the points and comments on a nominee."""
    given = select(Score).where(Score.nomination_id == nomination.id, Score.user_id == actor.id)
    return Assessment(
        criteria(nomination.course_id),
        {row.criterion_id: row.points for row in session().scalars(given)},
        averages(nomination.course, [nomination.id], actor).get(nomination.id),
        _remarks(nomination.id),
    )


def _remarks(nomination_id: UUID) -> list[Remark]:
    rows = session().execute(
        select(Comment, User.name)
        .outerjoin(User, User.id == Comment.user_id)
        .where(Comment.nomination_id == nomination_id)
        .order_by(Comment.made_at, Comment.id)
    )
    return [Remark(comment, name or "") for comment, name in rows]
