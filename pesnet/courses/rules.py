"""When a course may be published, cancelled or given a later deadline."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from pesnet.core.message import Message, counted
from pesnet.core.workflow import Machine, Move
from pesnet.courses.models import Course, CourseState, Deadline, Phase
from pesnet.policy import Permission, may, require
from pesnet.workplan.models import BeneficiaryRule, PartyRole

S = CourseState


def titled(course: Course, now: datetime) -> Message | None:
    """A course has a title."""
    return None if course.title else Message("Give the course a title.")


def dated(course: Course, now: datetime) -> Message | None:
    """A course has days, or at least the timeline of its activity."""
    if course.starts_on or (course.activity and course.activity.timeline):
        return None
    return Message("Say when the course takes place.")


def begins_later(course: Course, now: datetime) -> Message | None:
    """A call is for a course that has not begun."""
    start = starts_at(course)
    return Message("The course would have begun already: correct its dates.") if start and start <= now else None


def deadline_ahead(course: Course, now: datetime) -> Message | None:
    """The deadline of the call is given and lies in the future."""
    if course.nominations_close_at is None:
        return Message("Set the deadline for nominations.")
    return (
        None
        if now < course.nominations_close_at
        else Message("The deadline for nominations has passed: set a later one.")
    )


def deadline_before_start(course: Course, now: datetime) -> Message | None:
    """The call closes before the course begins."""
    start = starts_at(course)
    if start is None or course.nominations_close_at is None or course.nominations_close_at < start:
        return None
    return Message("The deadline for nominations must lie before the first day of the course.")


def in_a_language(course: Course, now: datetime) -> Message | None:
    """At least one language of instruction."""
    return None if course.languages else Message("Name at least one language of instruction.")


def with_a_mode(course: Course, now: datetime) -> Message | None:
    """On site, online or hybrid."""
    return None if course.mode else Message("Say whether the course is on site, online or hybrid.")


def with_places(course: Course, now: datetime) -> Message | None:
    """Places, where they are limited, are at least one, and no country has more than all together."""
    limits = (course.places, course.places_per_country, course.nominees_per_country)
    if any(limit is not None and limit < 1 for limit in limits):
        return Message("Places and nominees are at least 1; leave the field empty where there is no limit.")
    if course.places and course.places_per_country and course.places_per_country > course.places:
        return Message("A country cannot have more places than the course.")
    if (
        course.places_per_country
        and course.nominees_per_country
        and course.nominees_per_country < course.places_per_country
    ):
        return Message("A country must be able to name at least as many people as it has places.")
    return None


def with_a_contact(course: Course, now: datetime) -> Message | None:
    """Somebody to ask, with an address."""
    if course.contact_name and course.contact_email:
        return None
    return Message("Name a contact with an e-mail address.")


def with_countries(course: Course, now: datetime) -> Message | None:
    """Somebody may nominate."""
    if course.eligibility is BeneficiaryRule.ALL or course.countries:
        return None
    return Message("Choose at least one country that may nominate.")


def with_a_lead(course: Course, now: datetime) -> Message | None:
    """Somebody decides on the nominations."""
    return None if course.of(PartyRole.LEAD) else Message("Name the lead of the course.")


def of_an_adopted_plan(course: Course, now: datetime) -> Message | None:
    """Calls are published for activities of an adopted plan."""
    if course.activity is None or course.activity.is_public:
        return None
    return Message("The work plan of this activity has not been adopted yet.")


def published_by_its_lead(course: Course, now: datetime) -> Message | None:
    """A lead publishes without clearance only if the secretariat allows it."""
    if all(party.publishes_directly for party in course.of(PartyRole.LEAD)):
        return None
    return Message("The secretariat clears the courses of this lead: submit it for clearance.")


def not_over(course: Course, now: datetime) -> Message | None:
    """What is over cannot be cancelled."""
    return Message("The course is over.") if course.phase(now) is Phase.FINISHED else None


def starts_at(course: Course) -> datetime | None:
    """The first moment of the first day, where the course is held."""
    if course.starts_on is None:
        return None
    return datetime.combine(course.starts_on, time(), ZoneInfo(course.time_zone)).astimezone(UTC)


READY = (
    titled,
    with_a_lead,
    dated,
    begins_later,
    deadline_ahead,
    deadline_before_start,
    in_a_language,
    with_a_mode,
    with_places,
    with_a_contact,
    with_countries,
    of_an_adopted_plan,
)

MACHINE = Machine(
    may,
    require,
    publish=Move(
        Message("Publish"),
        frozenset({S.DRAFT}),
        S.PUBLISHED,
        Permission.COURSE_PUBLISH,
        (published_by_its_lead, *READY),
    ),
    submit_for_clearance=Move(
        Message("Submit for clearance"), frozenset({S.DRAFT}), S.FOR_CLEARANCE, Permission.COURSE_PUBLISH, READY
    ),
    clear=Move(Message("Clear and publish"), frozenset({S.FOR_CLEARANCE}), S.PUBLISHED, Permission.COURSE_CLEAR, READY),
    send_back=Move(Message("Send back to the lead"), frozenset({S.FOR_CLEARANCE}), S.DRAFT, Permission.COURSE_CLEAR),
    cancel=Move(
        Message("Cancel the course"),
        frozenset({S.DRAFT, S.FOR_CLEARANCE, S.PUBLISHED}),
        S.CANCELLED,
        Permission.COURSE_CANCEL,
        (not_over,),
    ),
)


def objections_to_deadline(course: Course, deadline: Deadline, now: datetime) -> list[Message]:
    """Why the deadline of a published call cannot become this one; empty when it can."""
    old, new, start = course.nominations_close_at, deadline.instant, starts_at(course)
    if course.state is not S.PUBLISHED or old is None:
        return [Message("Only the deadline of a published call can be extended.")]
    objections = [deadline.objection] if deadline.objection else []
    if course.decisions_released_at:
        objections.append(Message("The decisions have been released; the call cannot be opened again."))
    if new <= old:
        objections.append(Message("A deadline can only become later: it is never shortened."))
    if new <= now:
        objections.append(Message("The new deadline has passed already."))
    if start and new >= start:
        objections.append(Message("The deadline for nominations must lie before the first day of the course."))
    return objections


def days_left(course: Course, now: datetime) -> Message:
    """How long the call is still open, in full days."""
    left = course.nominations_close_at - now if course.nominations_close_at else None
    days = left.days if left else 0
    return counted("%(n)s day left", "%(n)s days left", days) if days else Message("Closes today")
