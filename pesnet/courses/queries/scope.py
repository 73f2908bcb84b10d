"""Which courses an actor may see, as conditions of SQL."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import ColumnElement, exists, false, or_, true

from pesnet.courses.models import Course, CourseCountry, CourseParty, CourseState
from pesnet.policy import (
    Actor,
    Grant,
    Permission,
    Reach,
    anywhere,
    own_invitation,
    own_lead,
    own_participation,
    own_provision,
    published,
    reaches,
)
from pesnet.workplan.models import PartyRole


def _has_party(role: PartyRole) -> Callable[[Grant], ColumnElement[bool]]:
    return lambda grant: exists().where(
        CourseParty.course_id == Course.id, CourseParty.role == role, CourseParty.party_id.in_(grant.party_ids)
    )


IS_PUBLIC = or_(Course.published_at.is_not(None), Course.state == CourseState.RECORDED)


def _invites_own(grant: Grant) -> ColumnElement[bool]:
    return IS_PUBLIC & exists().where(
        CourseCountry.course_id == Course.id, CourseCountry.country_code == grant.country_code
    )


def _has_people_of(grant: Grant) -> ColumnElement[bool]:
    return exists().where(
        CourseCountry.course_id == Course.id,
        CourseCountry.country_code == grant.country_code,
        CourseCountry.taken > 0,
    )


AS_SQL: dict[Reach, Callable[[Grant], ColumnElement[bool]]] = {
    anywhere: lambda _grant: true(),
    published: lambda _grant: IS_PUBLIC,
    own_lead: _has_party(PartyRole.LEAD),
    own_provision: _has_party(PartyRole.PROVIDER),
    own_invitation: _invites_own,
    own_participation: _has_people_of,
}


def visible(actor: Actor, permission: Permission = Permission.COURSE_VIEW) -> ColumnElement[bool]:
    """The condition that a course is within what the actor may see (or do)."""
    return or_(false(), *(AS_SQL[reach](grant) for grant, reach in reaches(actor, permission)))
