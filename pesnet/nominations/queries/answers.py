"""Places that were offered: links to answer by, what lapses, who is next on the reserve list, changed decisions."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import case, select
from sqlalchemy.orm.attributes import set_committed_value

from pesnet.core.db import session
from pesnet.core.errors import NotFound
from pesnet.core.secrets import token_hash
from pesnet.courses.models import Course, CourseState
from pesnet.nominations.models import AnswerLink, Nomination, NominationState, Reversal
from pesnet.nominations.queries.nominations import whole
from pesnet.policy import Actor

S = NominationState


def answer_link(token: str, actor: Actor) -> AnswerLink:
    """The link of a token, for whoever has it, with its nomination."""
    found = session().scalars(select(AnswerLink).where(AnswerLink.token_hash == token_hash(token))).one_or_none()
    if found is None:
        raise NotFound
    set_committed_value(found, "nomination", whole_by_id(found.nomination_id))
    return found


def lapsing(now: datetime) -> list[UUID]:
    """The nominations whose place nobody confirmed in time, the oldest first."""
    chosen = select(Nomination.id).join(Nomination.course)
    late = (Nomination.state == S.SELECTED, Nomination.confirm_by <= now, Course.state == CourseState.PUBLISHED)
    return list(session().scalars(chosen.where(*late).order_by(Nomination.confirm_by, Nomination.id)))


def whole_by_id(nomination_id: UUID) -> Nomination:
    """One nomination with everything its rules look at."""
    return session().scalars(select(Nomination).where(Nomination.id == nomination_id).options(*whole())).one()


def next_in_reserve(course_id: UUID, country_code: str) -> list[tuple[UUID, str]]:
    """Who follows when a place of this country is free, with their countries.

    Its own people in its own order come first, then the general reserve.
    """
    is_foreign = Nomination.country_code != country_code
    own_order = case((is_foreign, None), else_=Nomination.rank)
    chosen = select(Nomination.id, Nomination.country_code)
    rows = session().execute(
        chosen.where(Nomination.course_id == course_id, Nomination.state == S.RESERVE).order_by(
            is_foreign, own_order.is_(None), own_order, Nomination.reserve_rank, Nomination.id
        )
    )
    return [(row.id, row.country_code) for row in rows]


def reversals(nomination_id: UUID) -> list[Reversal]:
    """The changes of released decisions on a nomination, the latest first."""
    chosen = select(Reversal).where(Reversal.nomination_id == nomination_id)
    return list(session().scalars(chosen.order_by(Reversal.made_at.desc(), Reversal.id)))


def reversal(reversal_id: UUID) -> Reversal:
    """One changed decision, for the letter that tells it."""
    return session().scalars(select(Reversal).where(Reversal.id == reversal_id)).one()
