"""When a nomination may be submitted, withdrawn, sent back and decided on, and why not."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pesnet.core.message import Message, counted
from pesnet.core.workflow import Machine, Move
from pesnet.courses.models import CallKind, Course, CourseState
from pesnet.nominations.models import Nomination, NominationState, Nominee, ProposalKind
from pesnet.policy import Permission, may, require

P = Permission
S = NominationState
EARLIEST = datetime.min.replace(tzinfo=UTC)
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")

HAS_A_PLACE = frozenset({S.SELECTED, S.CONFIRMED})
"""Who holds one of the counted places."""
USES_A_NAME = frozenset({S.SUBMITTED, S.SENT_BACK, S.RESERVE}) | HAS_A_PLACE
"""What counts against the nominees of a country; drafts and withdrawn nominations do not."""
EDITABLE = frozenset({S.DRAFT, S.SENT_BACK})
WITHDRAWABLE = USES_A_NAME | {S.DRAFT}
STANDS_ASIDE = frozenset({S.WITHDRAWN})
"""States from which a person can be nominated anew."""
DECIDED = frozenset({S.SELECTED, S.RESERVE, S.NOT_SELECTED})
REVERSIBLE = DECIDED | {S.CONFIRMED, S.DECLINED, S.LAPSED}
LEAST_WORKING_DAYS = 3
"""How many working days whoever is offered a place late has at least to confirm it."""
LINK_LASTS = timedelta(days=30)
"""How long a link to answer by lasts where neither the call nor the course has a day."""
WHY = {
    "country": Message("A place of the country became free; the next in the country’s own order was offered it."),
    "general": Message("A place became free that the same country could not fill; the general reserve was next."),
    "lead": Message("The lead institution offered a free place."),
    "close": Message("The course is near: the lead institution decides whether somebody else is asked."),
    "nobody": Message("Nobody on the reserve list can take the place."),
}
"""Why somebody moved up, or nobody did, by the word that the trail and the mails keep."""
ASKED_BEFORE_THE_COURSE = timedelta(days=10)
"""From so long before the course the clock offers a free place to nobody by itself: the lead is asked."""

TOO_LATE = Message("The deadline has passed. The draft is kept, but it cannot be submitted any more.")
NOT_INVITED = Message("This country is not among those invited to the course.")
ACCEPTED_AT_ONCE = Message("This is a light call: people are accepted at once, while there are places.")
NO_CALL = Message("The course takes no nominations: it is not published or was cancelled.")


def names_used(nominations: Collection[Nomination]) -> int:
    """How many names a country has used: submitted, sent back, selected and reserve."""
    return sum(nomination.state in USES_A_NAME for nomination in nominations)


def closes_at(nomination: Nomination) -> datetime:
    """Until when this nomination can be submitted: the deadline, or the later moment to complete it by."""
    return max(nomination.course.nominations_close_at or EARLIEST, nomination.complete_by or EARLIEST)


def in_time(nomination: Nomination, now: datetime) -> Message | None:
    """The deadline, or the moment to complete by, is still ahead."""
    return None if now < closes_at(nomination) else TOO_LATE


def call_stands(nomination: Nomination, now: datetime) -> Message | None:
    """The course is published and not cancelled."""
    return None if nomination.course.state is CourseState.PUBLISHED else NO_CALL


def invited(nomination: Nomination, now: datetime) -> Message | None:
    """The country is among those that may nominate."""
    return None if nomination.invitation else NOT_INVITED


def within_names(nomination: Nomination, now: datetime) -> Message | None:
    """The country has a name left; one sent back has its name already."""
    limit = nomination.course.nominees_per_country
    others = [other for other in nomination.delegation if other is not nomination]
    if limit is None or names_used(others) < limit:
        return None
    return counted(
        "Your country has used its only name for this course.",
        "Your country has used all its %(n)s names for this course.",
        limit,
    )


def ranked(nomination: Nomination, now: datetime) -> Message | None:
    """With more nominees than places, the country says whom it puts first."""
    if nomination.course.call is CallKind.LIGHT:
        return None
    places = nomination.invitation.places if nomination.invitation else None
    named = names_used([other for other in nomination.delegation if other is not nomination]) + 1
    if places is None or named <= places or nomination.rank is not None:
        return None
    return Message("Give this nominee a place in your order: there are more names than places.")


def before_the_course(nomination: Nomination, now: datetime) -> Message | None:
    """The course has not begun where it is held."""
    course = nomination.course
    if course.starts_on is None or now.astimezone(ZoneInfo(course.time_zone)).date() < course.starts_on:
        return None
    return Message("The course has begun.")


def in_time_to_confirm(nomination: Nomination, now: datetime) -> Message | None:
    """The moment by which the place is confirmed is still ahead, or there is none."""
    if nomination.confirm_by is None or now < nomination.confirm_by:
        return None
    return Message("The day to confirm has passed; the place has lapsed.")


def time_to_confirm_is_over(nomination: Nomination, now: datetime) -> Message | None:
    """A place lapses only after the moment by which it is confirmed."""
    if nomination.confirm_by is not None and now >= nomination.confirm_by:
        return None
    return Message("The place can still be confirmed.")


def confirm_by(course: Course, weekend: Collection[int], now: datetime) -> datetime | None:
    """Until when a place offered now is confirmed: 23:59 of the course's day, or of the third working day if later.

    Nothing where the course sets no day; ``weekend`` are the weekdays (1 = Monday) on which the country rests, and days
    are those of the zone of the deadline.
    """
    if course.confirm_by is None:
        return None
    zone = ZoneInfo(course.deadline_zone)
    day, left = now.astimezone(zone).date(), LEAST_WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.isoweekday() not in weekend
    return datetime.combine(max(day, course.confirm_by), time(23, 59), zone).astimezone(UTC)


def is_close_to_the_course(course: Course, now: datetime) -> bool:
    """Whether so few days are left that the lead, not the clock, offers a free place."""
    if course.starts_on is None:
        return False
    begins = datetime.combine(course.starts_on, time(), ZoneInfo(course.time_zone))
    return now >= begins - ASKED_BEFORE_THE_COURSE


def language_of(nominee: Nominee, of_country: str) -> str:
    """In which language to write to a person: the country's, unless only others are recorded as spoken."""
    levels = {code: LEVELS.index(level) for code, level in nominee.language_levels.items() if level in LEVELS}
    if not levels or of_country in levels:
        return of_country
    return max(sorted(levels), key=lambda code: levels[code])


def by_a_light_call(nomination: Nomination, now: datetime) -> Message | None:
    """Only a light call accepts people at once."""
    if nomination.course.call is CallKind.LIGHT:
        return None
    return Message("The lead decides on this nomination after the deadline.")


def decided_by_its_lead(nomination: Nomination, now: datetime) -> Message | None:
    """A light call has accepted its people already; there is nothing to decide."""
    return None if nomination.course.call is CallKind.FULL else ACCEPTED_AT_ONCE


def call_is_over(nomination: Nomination, now: datetime) -> Message | None:
    """Decisions are released after the deadline."""
    return still_open(nomination.course, now)


def still_open(course: Course, now: datetime) -> Message | None:
    """Why no decision can be released yet: the call is open; nothing once it is over."""
    if course.nominations_close_at is None or now >= course.nominations_close_at:
        return None
    return Message("The call is still open. Decisions are released after the deadline.")


@dataclass(frozen=True)
class Required:
    """An answer a nomination needs before it is submitted: the form's field, the sentence when it is missing.

    ``call`` is the kind of call that asks for it; nothing stands for both.
    """

    field: str
    reason: Message
    is_given: Callable[[Nomination], bool]
    call: CallKind | None = None

    def __call__(self, nomination: Nomination, now: datetime) -> Message | None:
        """The rule of the move."""
        return self.reason if self.is_missing(nomination) else None

    def is_missing(self, nomination: Nomination) -> bool:
        """Whether the call asks for this answer and it has not been given."""
        return self.call in {None, nomination.course.call} and not self.is_given(nomination)


def speaks(nominee: Nominee, languages: Collection[str]) -> bool:
    """Whether a level is given in one of these languages."""
    return any(nominee.language_levels.get(language) for language in languages)


def can_follow(nomination: Nomination) -> bool:
    """Whether a level in a language of the course is given, or interpretation is asked for."""
    course = nomination.course
    return bool(nomination.interpretation_into) or not course.languages or speaks(nomination.nominee, course.languages)


REQUIRED = (
    Required("given_name", Message("Enter the name as in the passport."), lambda row: bool(row.nominee.given_name)),
    Required(
        "institution", Message("Enter the institution."), lambda row: bool(row.nominee.institution), CallKind.FULL
    ),
    Required("email", Message("Enter the e-mail address."), lambda row: bool(row.nominee.email), CallKind.LIGHT),
    Required(
        "position",
        Message("Enter the position. It appears in the letter of invitation."),
        lambda row: bool(row.nominee.position),
    ),
    Required(
        "experience",
        Message("Describe the relevant experience in two or three sentences."),
        lambda row: bool(row.experience),
        CallKind.FULL,
    ),
    Required(
        "level_en",
        Message("Enter the level in a language of the course, or the interpretation needed."),
        can_follow,
        CallKind.FULL,
    ),
)


def missing(nomination: Nomination) -> list[Required]:
    """The answers still needed before the nomination can be submitted."""
    return [required for required in REQUIRED if required.is_missing(nomination)]


MACHINE = Machine(
    may,
    require,
    submit=Move(
        Message("Submit"),
        EDITABLE,
        S.SUBMITTED,
        P.NOMINATION_SUBMIT,
        (call_stands, in_time, invited, within_names, ranked, *REQUIRED),
    ),
    accept=Move(
        Message("Accept at once"),
        frozenset({S.SUBMITTED}),
        S.SELECTED,
        P.NOMINATION_SUBMIT,
        (call_stands, by_a_light_call),
    ),
    withdraw=Move(Message("Withdraw"), WITHDRAWABLE, S.WITHDRAWN, P.NOMINATION_WITHDRAW, (before_the_course,)),
    nominate_again=Move(
        Message("Nominate again"), frozenset({S.WITHDRAWN}), S.DRAFT, P.NOMINATION_EDIT, (call_stands, in_time, invited)
    ),
    send_back=Move(
        Message("Send back for completion"),
        frozenset({S.SUBMITTED}),
        S.SENT_BACK,
        P.SELECTION_DECIDE,
        (call_stands, before_the_course, decided_by_its_lead),
    ),
    select=Move(
        Message("Select"), frozenset({S.SUBMITTED}), S.SELECTED, P.SELECTION_RELEASE, (call_stands, call_is_over)
    ),
    reserve=Move(
        Message("Put on the reserve list"),
        frozenset({S.SUBMITTED}),
        S.RESERVE,
        P.SELECTION_RELEASE,
        (call_stands, call_is_over),
    ),
    not_select=Move(
        Message("Do not select"),
        frozenset({S.SUBMITTED}),
        S.NOT_SELECTED,
        P.SELECTION_RELEASE,
        (call_stands, call_is_over),
    ),
    confirm=Move(
        Message("Confirm the place"),
        frozenset({S.SELECTED}),
        S.CONFIRMED,
        P.NOMINATION_CONFIRM,
        (call_stands, before_the_course, in_time_to_confirm),
    ),
    decline=Move(
        Message("Decline the place"),
        frozenset({S.SELECTED}),
        S.DECLINED,
        P.NOMINATION_CONFIRM,
        (call_stands, before_the_course, in_time_to_confirm),
    ),
    lapse=Move(
        Message("Let the place lapse"),
        frozenset({S.SELECTED}),
        S.LAPSED,
        P.NOMINATION_LAPSE,
        (call_stands, time_to_confirm_is_over),
    ),
    promote=Move(
        Message("Offer the free place"),
        frozenset({S.RESERVE}),
        S.SELECTED,
        P.SELECTION_PROMOTE,
        (call_stands, before_the_course),
    ),
    reverse=Move(
        Message("Change the decision"),
        REVERSIBLE,
        S.SUBMITTED,
        P.SELECTION_RELEASE,
        (call_stands, before_the_course),
    ),
)

DECISIONS = {ProposalKind.SELECTED: "select", ProposalKind.RESERVE: "reserve", ProposalKind.NOT_SELECTED: "not_select"}
"""The move that carries out each kind of proposal at the release."""


def names_sentence(used: int, limit: int | None) -> Message:
    """How many names a country has used, and of how many."""
    if limit is None:
        return counted("%(n)s name used", "%(n)s names used", used)
    return counted("%(used)s of %(n)s name used", "%(used)s of %(n)s names used", limit, used=used)


def places_sentence(places: int | None) -> Message:
    """How many places a country has at most."""
    return Message("no limit of places") if places is None else counted("%(n)s place", "%(n)s places", places)
