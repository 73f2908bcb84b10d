"""Acts of officers who compare nominees: criteria of the course, points, comments."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete

from pesnet.audit.services import record
from pesnet.core.db import session
from pesnet.core.errors import DomainError
from pesnet.core.message import Message
from pesnet.core.translated import Translated
from pesnet.courses.models import Course
from pesnet.nominations.assessments import Comment, Criterion, Score
from pesnet.nominations.models import Nomination, NominationState
from pesnet.nominations.queries.assessments import criteria, has_scores
from pesnet.policy import Actor, Permission, require

S = NominationState
MOST_POINTS = 5
MOST_WEIGHT = 10


@dataclass(frozen=True)
class Question:
    """A criterion as it was typed."""

    name: Translated
    weight: int = 1


def set_criteria(course: Course, questions: Collection[Question], *, actor: Actor, now: datetime) -> None:
    """Say by what the nominees of a course are compared; fixed as soon as points were given or decisions released."""
    require(actor, Permission.SELECTION_DECIDE, course)
    if course.decisions_released_at is not None:
        raise DomainError(Message("Decisions have been released: the criteria are fixed."))
    if has_scores(course.id):
        raise DomainError(Message("Points have been given: the criteria are fixed."))
    if any(not 1 <= question.weight <= MOST_WEIGHT for question in questions):
        raise DomainError(Message("A weight is a whole number from 1 to %(most)s.", most=MOST_WEIGHT))
    session().execute(delete(Criterion).where(Criterion.course_id == course.id))
    for position, question in enumerate(questions, start=1):
        session().add(Criterion(course_id=course.id, position=position, name=question.name, weight=question.weight))
    record(actor, "selection.criteria", course, now, weights=[question.weight for question in questions])


def give_points(nomination: Nomination, points: Mapping[UUID, int], *, actor: Actor, now: datetime) -> None:
    """Give one's own points on every criterion, or change them; nobody gives points to a person nominated oneself."""
    require(actor, Permission.SELECTION_DECIDE, nomination.course)
    asked = {row.id for row in criteria(nomination.course_id)}
    if reasons := _objections(nomination, points, asked, actor):
        raise DomainError(*reasons)
    session().execute(delete(Score).where(Score.nomination_id == nomination.id, Score.user_id == actor.id))
    for key, number in points.items():
        session().add(
            Score(nomination_id=nomination.id, criterion_id=key, user_id=actor.id, points=number, given_at=now)
        )
    record(actor, "selection.score", nomination, now)


def comment(nomination: Nomination, text: str, *, actor: Actor, now: datetime) -> None:
    """Leave a remark for the others who select."""
    require(actor, Permission.SELECTION_DECIDE, nomination.course)
    if not text.strip():
        raise DomainError(Message("Write a comment first."))
    session().add(Comment(nomination_id=nomination.id, user_id=actor.id, text=text, made_at=now))
    record(actor, "selection.comment", nomination, now)


def _objections(
    nomination: Nomination, points: Mapping[UUID, int], asked: Collection[UUID], actor: Actor
) -> list[Message]:
    found = []
    if nomination.state is not S.SUBMITTED:
        found.append(Message("Points are given to submitted nominations, before the decision."))
    if actor.id is None or actor.id == nomination.nominated_by:
        found.append(
            Message("You nominated %(name)s yourself: another officer must decide.", name=nomination.nominee.name)
        )
    if not asked or set(points) != set(asked) or any(not 0 <= value <= MOST_POINTS for value in points.values()):
        found.append(Message("Give points from 0 to %(most)s on every criterion.", most=MOST_POINTS))
    return found
