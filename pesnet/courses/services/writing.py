"""Writing a course: begin it for an activity or outside the plan, copy a past one, change it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError

from pesnet.accounts.models import User
from pesnet.audit.services import record
from pesnet.core.db import session
from pesnet.core.errors import OUTDATED, DomainError
from pesnet.core.message import Message
from pesnet.core.translated import Translated
from pesnet.courses import invitations, queries
from pesnet.courses.details import PLAIN_FIELDS, CourseDetails, changed_fields, details_of
from pesnet.courses.models import (
    AskedDocument,
    CallKind,
    Course,
    CourseCountry,
    CourseParty,
    CourseSession,
    CourseState,
    Deadline,
    Mode,
)
from pesnet.courses.slugs import slug_of
from pesnet.network.queries import parties
from pesnet.policy import Actor, Permission, Role, require
from pesnet.workplan.models import Activity, BeneficiaryRule, PartyRole

FIXED_BY_PUBLICATION = (
    "call",
    "leads",
    "places",
    "places_per_country",
    "nominees_per_country",
    "eligibility",
    "countries",
    "deadline",
)
"""What a call promises; after publication the deadline and the countries change, by acts of their own."""

WORTH_A_MAIL = {
    "starts_on",
    "ends_on",
    "time_zone",
    "mode",
    "venue",
    "host_country_code",
    "languages",
    "interpretation",
}


def prepare(activity: Activity, *, actor: Actor, now: datetime) -> Course:
    """Begin a course for an activity, with everything the plan already says."""
    require(actor, Permission.COURSE_EDIT, activity)
    course = Course(
        activity_id=activity.id,
        activity=activity,
        parties=[],
        sessions=[],
        documents_asked=[],
        type=activity.type,
        title=activity.title,
        summary=activity.description,
        profile=activity.target_group,
        venue=Translated(**{activity.area.plan.language: activity.venue}),
        eligibility=activity.beneficiary_rule,
        objectives=(),
        statements=(),
        contact_name=actor.name,
        contact_email=_address_of(actor),
        created_at=now,
        is_sample=activity.area.plan.is_sample,
    )
    for role in (PartyRole.LEAD, PartyRole.PROVIDER):
        for position, party in enumerate(activity.of(role), start=1):
            course.parties.append(CourseParty(role=role, party_id=party.id, party=party, position=position))
    is_listed = activity.beneficiary_rule is BeneficiaryRule.LISTED
    listed = [party.country_code for party in activity.of(PartyRole.BENEFICIARY) if is_listed and party.country_code]
    course.countries = [CourseCountry(country_code=code) for code in sorted(listed)]
    _begin(course)
    record(actor, "course.prepare", course, now, activity=activity.code)
    return course


def _address_of(actor: Actor) -> str:
    user = session().get(User, actor.id) if actor.id else None
    return user.email if user else ""


def prepare_outside_plan(details: CourseDetails, *, actor: Actor, now: datetime) -> Course:
    """Begin a course that belongs to no activity, for a reason."""
    if not details.outside_plan_reason:
        raise DomainError(Message("Say why the course is held outside the plan."))
    course = Course(activity=None, parties=[], countries=[], sessions=[], documents_asked=[], created_at=now)
    _write(course, details)
    require(actor, Permission.COURSE_EDIT, course)
    _begin(course)
    record(actor, "course.prepare", course, now)
    return course


def copy(course: Course, *, actor: Actor, now: datetime) -> Course:
    """Begin another course like this one: everything but its dates, its state and its nominations."""
    require(actor, Permission.COURSE_EDIT, course)
    if course.state is CourseState.RECORDED:
        raise DomainError(Message("A course from before the portal had no call; there is nothing to copy."))
    made = Course(activity=course.activity, parties=[], countries=[], created_at=now, is_sample=course.is_sample)
    details = replace(
        details_of(course), starts_on=None, ends_on=None, deadline=None, decisions_by=None, confirm_by=None
    )
    _write(made, details)
    made.sessions = [_copied(CourseSession, row) for row in course.sessions]
    made.documents_asked = [_copied(AskedDocument, row) for row in course.documents_asked]
    _begin(made)
    record(actor, "course.copy", made, now, course_id=str(course.id))
    return made


def proposed_call(mode: Mode | None) -> CallKind:
    """The kind of call that suits a mode: online courses have places for many."""
    return CallKind.LIGHT if mode is Mode.ONLINE else CallKind.FULL


def edit(
    course: Course, details: CourseDetails, *, actor: Actor, now: datetime, version: int | None = None
) -> list[str]:
    """Change a course; the names of the changed fields. ``version`` is what the writer had before the eyes.

    What a published call promises stays; days, place and languages may change, and the focal points are told.
    """
    require(actor, Permission.COURSE_EDIT, course)
    if version is not None and version != course.version:
        raise DomainError(OUTDATED)
    if objections := _objections(course, details, actor, now):
        raise DomainError(*objections)
    changed = changed_fields(course, details)
    if not changed:
        return []
    _write(course, details)
    record(actor, "course.edit", course, now, fields=changed)
    if course.state is CourseState.PUBLISHED and WORTH_A_MAIL & set(changed):
        invitations.tell("courses/changed", invitations.announcement(course, now).recipients, course, now)
    return changed


def _objections(course: Course, details: CourseDetails, actor: Actor, now: datetime) -> list[Message]:
    objections = []
    if course.state not in {CourseState.DRAFT, CourseState.FOR_CLEARANCE, CourseState.PUBLISHED}:
        objections.append(Message("A cancelled or recorded course is not edited."))
    if details.starts_on and details.ends_on and details.ends_on < details.starts_on:
        objections.append(Message("The last day lies before the first day."))
    if details.deadline and details.deadline.objection:
        objections.append(details.deadline.objection)
    if course.activity_id is None and not details.outside_plan_reason:
        objections.append(Message("Say why the course is held outside the plan."))
    if course.state is CourseState.PUBLISHED:
        if set(changed_fields(course, details)) & set(FIXED_BY_PUBLICATION):
            objections.append(Message("Leads, places, countries and deadline are fixed once the call is published."))
        if course.starts_on and details.starts_on != course.starts_on:
            objections.append(Message("The first day of a published course changes only when it is postponed."))
        if (
            course.nominations_close_at
            and details.starts_on
            and details.starts_on <= course.nominations_close_at.date()
        ):
            objections.append(Message("The first day must lie after the deadline for nominations."))
    mine = frozenset().union(*(grant.party_ids for grant in actor.grants))
    known = parties()
    if actor.holds(Role.LEAD_OFFICER) and mine.isdisjoint(known[code].id for code in details.leads if code in known):
        objections.append(Message("Your own country or institution must stay among the leads."))
    return objections


def _write(course: Course, details: CourseDetails) -> None:
    for name in PLAIN_FIELDS:
        setattr(course, name, getattr(details, name))
    course.languages, course.interpretation = list(details.languages), list(details.interpretation)
    if details.deadline:
        set_deadline(course, details.deadline)
    else:
        course.nominations_close_at, course.deadline_wall, course.deadline_zone = None, "", "UTC"
    known = parties()
    _set_parties(course, PartyRole.LEAD, details.leads, known)
    _set_parties(course, PartyRole.PROVIDER, details.providers, known)
    if course.state is not CourseState.PUBLISHED:
        set_countries(course, details.countries if details.eligibility is BeneficiaryRule.LISTED else ())


def set_deadline(course: Course, deadline: Deadline) -> None:
    """Keep the instant of a deadline and what was typed."""
    course.nominations_close_at = deadline.instant
    course.deadline_wall, course.deadline_zone = deadline.wall, deadline.zone


def _set_parties(course: Course, role: PartyRole, codes: tuple[str, ...], known: dict[str, Any]) -> None:
    if unknown := [code for code in codes if code not in known]:
        raise DomainError(Message("There is no country or institution %(code)s in the network.", code=unknown[0]))
    rows = {row.party_id: row for row in course.parties if row.role is role}
    wanted = []
    for position, code in enumerate(dict.fromkeys(codes), start=1):
        party = known[code]
        row = rows.get(party.id) or CourseParty(role=role, party_id=party.id, party=party)
        row.position = position
        wanted.append(row)
    course.parties = [row for row in course.parties if row.role is not role] + wanted


def set_countries(course: Course, codes: tuple[str, ...]) -> None:
    """Make these the countries that may nominate; those that stay keep their places."""
    rows = {row.country_code: row for row in course.countries}
    course.countries = [rows.get(code) or CourseCountry(country_code=code) for code in sorted(set(codes))]


def _begin(course: Course) -> None:
    course.state, course.version = CourseState.DRAFT, 1
    course.slug = slug_of(course.title, queries.slug_is_taken)
    try:
        with session().begin_nested():
            session().add(course)
    except IntegrityError as error:
        raise DomainError(
            Message("Another course with this title was prepared at the same moment; try again.")
        ) from error


def _copied(model: type[Any], row: Any) -> Any:
    kept = {"id", "course_id"}
    return model(**{name: getattr(row, name) for name in inspect(model).columns.keys() if name not in kept})  # noqa: SIM118
