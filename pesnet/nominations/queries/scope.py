"""Which nominations and which calls an actor may see, as conditions of SQL."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, true

from pesnet.courses.models import CourseParty
from pesnet.courses.queries import scope as courses
from pesnet.nominations.models import Nomination, NominationState
from pesnet.policy import Actor, Grant, Permission, Reach, anywhere, own_country, own_lead, own_nomination, reaches
from pesnet.workplan.models import PartyRole


def _leads(grant: Grant, course_id: Any) -> ColumnElement[bool]:
    return exists().where(
        CourseParty.course_id == course_id,
        CourseParty.role == PartyRole.LEAD,
        CourseParty.party_id.in_(grant.party_ids),
    )


AS_SQL: dict[Reach, Callable[[Grant], ColumnElement[bool]]] = {
    anywhere: lambda _grant: true(),
    own_country: lambda grant: Nomination.country_code == grant.country_code,
    own_nomination: lambda grant: Nomination.id == grant.nomination_id,
    own_lead: lambda grant: and_(
        Nomination.state != NominationState.DRAFT,
        Nomination.submitted_at.is_not(None),
        _leads(grant, Nomination.course_id),
    ),
}
"""The reaches of the policy as conditions on nominations."""


def within(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    """The condition on nominations that the policy sets for this actor."""
    return or_(false(), *(AS_SQL[reach](grant) for grant, reach in reaches(actor, permission)))


def calls_within(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    """The condition on courses that the policy sets for this actor."""
    return or_(false(), *(courses.AS_SQL[reach](grant) for grant, reach in reaches(actor, permission)))
