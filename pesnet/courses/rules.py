"""When a course may be published, cancelled or given a later deadline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from pesnet.core.message import Message, counted
from pesnet.core.workflow import Machine, Move
from pesnet.courses.models import AskedStage, Course, CourseState, Deadline, Phase
from pesnet.policy import Permission, may, require
from pesnet.workplan.models import BeneficiaryRule, PartyRole

S = CourseState
ONLY_LATER = Message("A deadline can only become later: it is never shortened.")


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
    old, start = course.nominations_close_at, starts_at(course)
    if course.state is not S.PUBLISHED or old is None:
        return [Message("Only the deadline of a published call can be extended.")]
    objections = [] if deadline.instant != old else [ONLY_LATER]
    return objections + _objections_to_longer_call(course, deadline, start, now)


@dataclass(frozen=True)
class NewDates:
    """The dates of a postponed course; without a deadline the present one stays."""

    starts_on: date
    ends_on: date | None = None
    deadline: Deadline | None = None
    decisions_by: date | None = None
    confirm_by: date | None = None


def objections_to_dates(course: Course, dates: NewDates, now: datetime) -> list[Message]:
    """Why a published course cannot be postponed to these dates; empty when it can."""
    if course.state is not S.PUBLISHED or course.phase(now) is Phase.FINISHED:
        return [Message("Only a published course that is not over can be postponed.")]
    objections = []
    if course.starts_on and dates.starts_on <= course.starts_on:
        objections.append(Message("A postponed course begins later than it would have begun."))
    if dates.ends_on and dates.ends_on < dates.starts_on:
        objections.append(Message("The last day lies before the first day."))
    start = datetime.combine(dates.starts_on, time(), ZoneInfo(course.time_zone))
    if start <= now:
        objections.append(Message("The first day must lie ahead."))
    if dates.deadline:
        objections += _objections_to_longer_call(course, dates.deadline, start, now)
    return objections


def _objections_to_longer_call(
    course: Course, deadline: Deadline, start: datetime | None, now: datetime
) -> list[Message]:
    objections = [deadline.objection] if deadline.objection else []
    if course.decisions_released_at:
        objections.append(Message("The decisions have been released; the call cannot be opened again."))
    if course.nominations_close_at and deadline.instant < course.nominations_close_at:
        objections.append(ONLY_LATER)
    if deadline.instant <= now:
        objections.append(Message("The new deadline has passed already."))
    if start and deadline.instant >= start:
        objections.append(Message("The deadline for nominations must lie before the first day of the course."))
    return objections


def to_prepare(course: Course, now: datetime) -> Message | None:
    """What belongs to a course is written until it is cancelled; a recorded one has nothing of it."""
    if course.state in {S.CANCELLED, S.RECORDED}:
        return Message("A cancelled or recorded course is not edited.")
    return None


def may_ask(course: Course, stage: AskedStage, now: datetime) -> Message | None:
    """What is asked with the nomination is fixed by the publication; of selected people, until they are told."""
    if course.state is S.PUBLISHED and (stage is AskedStage.NOMINATION or course.decisions_released_at):
        return Message("People have been told already what is asked of them; this is fixed now.")
    return to_prepare(course, now)


def within_days(course: Course, day_number: int) -> Message | None:
    """A session lies within the days of the course."""
    days = (course.ends_on - course.starts_on).days + 1 if course.starts_on and course.ends_on else None
    if day_number >= 1 and (days is None or day_number <= days):
        return None
    return counted("The course has %(n)s day.", "The course has %(n)s days.", days or 1)


def days_left(course: Course, now: datetime) -> Message:
    """How long the call is still open, in full days."""
    left = course.nominations_close_at - now if course.nominations_close_at else None
    days = left.days if left else 0
    return counted("%(n)s day left", "%(n)s days left", days) if days else Message("Closes today")
