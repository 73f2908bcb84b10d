"""When a nomination may be submitted, withdrawn, sent back and decided on, and why not."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from pesnet.core.message import Message, counted
from pesnet.core.workflow import Machine, Move
from pesnet.courses.models import Course, CourseState
from pesnet.nominations.models import Nomination, NominationState, Nominee, ProposalKind
from pesnet.policy import Permission, may, require

P = Permission
S = NominationState
EARLIEST = datetime.min.replace(tzinfo=UTC)
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")

USES_A_NAME = frozenset({S.SUBMITTED, S.SENT_BACK, S.SELECTED, S.RESERVE})
"""What counts against the nominees of a country; drafts and withdrawn nominations do not."""
EDITABLE = frozenset({S.DRAFT, S.SENT_BACK})
WITHDRAWABLE = USES_A_NAME | {S.DRAFT}
STANDS_ASIDE = frozenset({S.WITHDRAWN})
"""States from which a person can be nominated anew."""
DECIDED = frozenset({S.SELECTED, S.RESERVE, S.NOT_SELECTED})

TOO_LATE = Message("The deadline has passed. The draft is kept, but it cannot be submitted any more.")
NOT_INVITED = Message("This country is not among those invited to the course.")
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
    """An answer a nomination needs before it is submitted: the form's field, the sentence when it is missing."""

    field: str
    reason: Message
    is_given: Callable[[Nomination], bool]

    def __call__(self, nomination: Nomination, now: datetime) -> Message | None:
        """The rule of the move."""
        return None if self.is_given(nomination) else self.reason


def speaks(nominee: Nominee, languages: Collection[str]) -> bool:
    """Whether a level is given in one of these languages."""
    return any(nominee.language_levels.get(language) for language in languages)


def can_follow(nomination: Nomination) -> bool:
    """Whether a level in a language of the course is given, or interpretation is asked for."""
    course = nomination.course
    return bool(nomination.interpretation_into) or not course.languages or speaks(nomination.nominee, course.languages)


REQUIRED = (
    Required("given_name", Message("Enter the name as in the passport."), lambda row: bool(row.nominee.given_name)),
    Required("institution", Message("Enter the institution."), lambda row: bool(row.nominee.institution)),
    Required(
        "position",
        Message("Enter the position. It appears in the letter of invitation."),
        lambda row: bool(row.nominee.position),
    ),
    Required(
        "experience",
        Message("Describe the relevant experience in two or three sentences."),
        lambda row: bool(row.experience),
    ),
    Required(
        "level_en",
        Message("Enter the level in a language of the course, or the interpretation needed."),
        can_follow,
    ),
)


def missing(nomination: Nomination) -> list[Required]:
    """The answers still needed before the nomination can be submitted."""
    return [required for required in REQUIRED if not required.is_given(nomination)]


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
    withdraw=Move(Message("Withdraw"), WITHDRAWABLE, S.WITHDRAWN, P.NOMINATION_WITHDRAW, (before_the_course,)),
    nominate_again=Move(
        Message("Nominate again"), frozenset({S.WITHDRAWN}), S.DRAFT, P.NOMINATION_EDIT, (call_stands, in_time, invited)
    ),
    send_back=Move(
        Message("Send back for completion"),
        frozenset({S.SUBMITTED}),
        S.SENT_BACK,
        P.SELECTION_DECIDE,
        (call_stands, before_the_course),
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
