"""Changing who may nominate while a call runs: countries are invited, or taken out where they have sent nothing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import exists, select

from pesnet.accounts.queries import recipients
from pesnet.audit.services import record
from pesnet.core.db import session
from pesnet.core.errors import DomainError
from pesnet.core.message import Message
from pesnet.courses.invitations import tell
from pesnet.courses.models import Course, CourseCountry, Phase
from pesnet.mail.services import Recipient
from pesnet.network.models import Country
from pesnet.network.queries import party_ids
from pesnet.nominations.models import Nomination, NominationState
from pesnet.policy import Actor, Permission, Role, require
from pesnet.workplan.models import BeneficiaryRule


def change_countries(
    course: Course, codes: Collection[str], reason: str, *, actor: Actor, now: datetime
) -> tuple[list[str], list[str]]:
    """Make these the countries of an open call; the codes of those invited and of those taken out.

    The ones invited get the call, the others are told with the reason. Whoever has sent a nomination stays.
    """
    require(actor, Permission.COURSE_PUBLISH, course)
    if course.phase(now) is not Phase.OPEN:
        raise DomainError(Message("Who may nominate changes only while the call is open."))
    rows = {row.country_code: row for row in course.countries}
    added, removed = sorted(set(codes) - set(rows)), sorted(set(rows) - set(codes))
    _refuse_unfit(course, codes, removed, reason)
    if added or removed:
        course.countries = [row for code, row in rows.items() if code not in removed] + [
            CourseCountry(country_code=code, places=course.places_per_country, taken=0) for code in added
        ]
        course.eligibility = BeneficiaryRule.LISTED
        record(actor, "course.change_countries", course, now, added=added, removed=removed, reason=reason)
        tell("courses/published", _focal_points(added, now), course, now)
        tell("courses/not_invited", _focal_points(removed, now), course, now, reason=reason)
    return added, removed


def _refuse_unfit(course: Course, codes: Collection[str], removed: Collection[str], reason: str) -> None:
    reasons = []
    if not codes:
        reasons.append(Message("Choose at least one country that may nominate."))
    if not reason.strip():
        reasons.append(Message("Give the reason; the countries taken out are told."))
    has_sent = exists().where(
        Nomination.course_id == course.id,
        Nomination.country_code == CourseCountry.country_code,
        Nomination.state != NominationState.DRAFT,
        Nomination.submitted_at.is_not(None),
    )
    part = (CourseCountry.course_id == course.id, CourseCountry.country_code.in_(removed))
    session().execute(select(CourseCountry.id).where(*part).with_for_update())
    joined = select(Country).join(CourseCountry, CourseCountry.country_code == Country.code)
    staying = session().scalars(joined.where(*part, has_sent))
    reasons += [
        Message("%(country)s has sent nominations already; it stays.", country=country.name) for country in staying
    ]
    if reasons:
        raise DomainError(*reasons)


def _focal_points(codes: Collection[str], now: datetime) -> list[Recipient]:
    return recipients(Role.FOCAL_POINT, party_ids(codes).values(), now) if codes else []
