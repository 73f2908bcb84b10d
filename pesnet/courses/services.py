"""Acts on courses: prepare, edit, publish, clear, cancel, extend the deadline."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from pesnet.accounts.models import User
from pesnet.accounts.queries import recipients
from pesnet.audit.services import record
from pesnet.core.db import session
from pesnet.core.errors import OUTDATED, DomainError
from pesnet.core.message import Message
from pesnet.core.translated import Translated
from pesnet.courses import invitations, queries, rules
from pesnet.courses.details import PLAIN_FIELDS, CourseDetails, changed_fields
from pesnet.courses.models import Course, CourseCountry, CourseParty, CoursePlaces, CourseState, Deadline
from pesnet.courses.slugs import slug_of
from pesnet.mail.services import Recipient, post
from pesnet.network.queries import parties
from pesnet.policy import Actor, Permission, Role, require
from pesnet.workplan.models import Activity, BeneficiaryRule, PartyRole

FIXED_BY_PUBLICATION = (
    "leads",
    "places",
    "places_per_country",
    "nominees_per_country",
    "eligibility",
    "countries",
    "deadline",
)
"""What a call promises; after publication only the deadline changes, by its own act."""

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
        type=activity.type,
        title=activity.title,
        summary=activity.description,
        profile=activity.target_group,
        venue=Translated(**{activity.area.plan.language: activity.venue}),
        eligibility=activity.beneficiary_rule,
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
    course = Course(activity=None, parties=[], countries=[], created_at=now)
    _write(course, details)
    require(actor, Permission.COURSE_EDIT, course)
    _begin(course)
    record(actor, "course.prepare", course, now)
    return course


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
        _tell_countries("courses/changed", course, now)
    return changed


def publish(course: Course, *, actor: Actor, now: datetime) -> None:
    """Open the call without clearance: fix who may nominate, count the places, tell the focal points."""
    rules.MACHINE.take("publish", course, actor=actor, now=now)
    _open_call(course, "course.publish", actor, now)


def submit_for_clearance(course: Course, *, actor: Actor, now: datetime) -> None:
    """Ask the secretariat to publish the course."""
    rules.MACHINE.take("submit_for_clearance", course, actor=actor, now=now)
    record(actor, "course.submit_for_clearance", course, now)
    _tell("courses/for_clearance", recipients(Role.SECRETARIAT, None, now), course, now)


def clear(course: Course, *, actor: Actor, now: datetime) -> None:
    """Publish what a lead submitted for clearance, and tell the lead."""
    rules.MACHINE.take("clear", course, actor=actor, now=now)
    _open_call(course, "course.clear", actor, now)
    _tell("courses/cleared", _leads(course, now), course, now)


def send_back(course: Course, remark: str, *, actor: Actor, now: datetime) -> None:
    """Give the course back to its lead with a remark."""
    if not remark.strip():
        raise DomainError(Message("Say what the lead should change."))
    rules.MACHINE.take("send_back", course, actor=actor, now=now)
    record(actor, "course.send_back", course, now)
    _tell("courses/sent_back", _leads(course, now), course, now, remark=remark)


def cancel(course: Course, reason: str, *, actor: Actor, now: datetime) -> None:
    """Call the course off; the focal points of a published one are told, with the reason."""
    if not reason.strip():
        raise DomainError(Message("Give the reason; it is shown on the page of the course."))
    rules.MACHINE.take("cancel", course, actor=actor, now=now)
    course.cancelled_reason = reason
    record(actor, "course.cancel", course, now, was_public=course.is_public)
    if course.is_public:
        _tell_countries("courses/cancelled", course, now)


def extend_deadline(course: Course, deadline: Deadline, reason: str, *, actor: Actor, now: datetime) -> None:
    """Give a published call more time; everybody who was invited is told, with the reason."""
    require(actor, Permission.COURSE_PUBLISH, course)
    objections = rules.objections_to_deadline(course, deadline, now)
    if not reason.strip():
        objections.append(Message("Give the reason for the later deadline."))
    if objections:
        raise DomainError(*objections)
    was = course.deadline_wall
    _set_deadline(course, deadline)
    record(
        actor, "course.extend_deadline", course, now, was=was, becomes=deadline.wall, zone=deadline.zone, reason=reason
    )
    _tell_countries("courses/deadline_extended", course, now, reason=reason)


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
        _set_deadline(course, details.deadline)
    else:
        course.nominations_close_at, course.deadline_wall, course.deadline_zone = None, "", "UTC"
    known = parties()
    _set_parties(course, PartyRole.LEAD, details.leads, known)
    _set_parties(course, PartyRole.PROVIDER, details.providers, known)
    if course.state is not CourseState.PUBLISHED:
        _set_countries(course, details.countries if details.eligibility is BeneficiaryRule.LISTED else ())


def _set_deadline(course: Course, deadline: Deadline) -> None:
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


def _set_countries(course: Course, codes: tuple[str, ...]) -> None:
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


def _open_call(course: Course, act: str, actor: Actor, now: datetime) -> None:
    announced = invitations.announcement(course, now)
    _set_countries(course, tuple(announced.countries))
    for row in course.countries:
        row.places, row.taken = course.places_per_country, 0
    session().add(CoursePlaces(course_id=course.id, places=course.places, taken=0))
    course.published_at = now
    record(
        actor,
        act,
        course,
        now,
        countries=len(announced.countries),
        mails=announced.per_language,
        vacant=announced.vacant,
        closes_at=course.nominations_close_at.isoformat() if course.nominations_close_at else None,
    )
    _tell("courses/published", announced.recipients, course, now)


def _tell_countries(letter: str, course: Course, now: datetime, **facts: str) -> None:
    _tell(letter, invitations.announcement(course, now).recipients, course, now, **facts)


def _leads(course: Course, now: datetime) -> list[Recipient]:
    return recipients(Role.LEAD_OFFICER, invitations.answering_parties(course.lead_party_ids, now.date()), now)


def _tell(letter: str, people: list[Recipient], course: Course, now: datetime, **facts: str) -> None:
    for recipient in people:
        post(letter, to=recipient, facts={"course_id": str(course.id), **facts}, now=now)
