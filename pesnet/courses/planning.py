"""The calendar of a call planned back from the first day of its course, and what speaks against days typed by hand."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from pesnet.core.db import session
from pesnet.core.message import Message, counted
from pesnet.courses import invitations
from pesnet.courses.models import CallKind, Course
from pesnet.network.days import feast, in_ramadan, is_day_off, weekend, working_day_before
from pesnet.network.models import Country

MONTHS_FOR_THE_CALL = 3
BEFORE_THE_COURSE = timedelta(weeks=6)
TO_DECIDE = timedelta(weeks=1)
TO_CONFIRM = timedelta(weeks=2)

STEPS = {
    "call_on": Message("The call goes out on"),
    "deadline": Message("Deadline for nominations"),
    "decisions_by": Message("Decisions by"),
    "confirm_by": Message("Selected people confirm by"),
}


@dataclass(frozen=True)
class Days:
    """The days of a call and of its course."""

    starts_on: date | None = None
    ends_on: date | None = None
    deadline: date | None = None
    decisions_by: date | None = None
    confirm_by: date | None = None


@dataclass(frozen=True)
class Step:
    """A proposed day; ``others_off`` of the invited countries have a day off then."""

    label: Message
    day: date
    others_off: int


@dataclass(frozen=True)
class Plan:
    """What is proposed for a call, and what speaks against the days it has, by the name of the day."""

    steps: dict[str, Step]
    warnings: dict[str, list[Message]]
    host: Country | None
    is_late: bool
    is_host_sure: bool


def of_course(course: Course, now: datetime) -> Plan:
    """The plan of a course as it is written; without a first day nothing is proposed."""
    deadline = course.deadline.day if course.deadline else None
    days = Days(course.starts_on, course.ends_on, deadline, course.decisions_by, course.confirm_by)
    return of_days(course, days, now)


def of_days(course: Course, days: Days, now: datetime) -> Plan:
    """The plan of a course for days that need not be written in it."""
    host = session().get(Country, course.host_country_code) if course.host_country_code else None
    others = [code for code in invitations.eligible_codes(course) if code != course.host_country_code]
    proposed = proposal(days.starts_on, host.code if host else None) if days.starts_on else {}
    if course.call is CallKind.LIGHT:
        proposed = {name: day for name, day in proposed.items() if name in {"call_on", "deadline"}}
    return Plan(
        steps={name: Step(STEPS[name], day, days_off(others, day)) for name, day in proposed.items()},
        warnings=warnings(days, host, others),
        host=host,
        is_late="deadline" in proposed and proposed["deadline"] <= now.astimezone(UTC).date(),
        is_host_sure=host is None or weekend(host.code, days.starts_on or now.date()).is_sure,
    )


def proposal(starts_on: date, host_code: str | None) -> dict[str, date]:
    """The days of a call planned back from the first day, each on a working day of the host."""

    def working(day: date) -> date:
        return working_day_before(host_code, day) if host_code else day

    deadline = working(starts_on - BEFORE_THE_COURSE)
    decisions_by = working(deadline + TO_DECIDE)
    return {
        "call_on": working(_months_before(starts_on, MONTHS_FOR_THE_CALL)),
        "deadline": deadline,
        "decisions_by": decisions_by,
        "confirm_by": working(decisions_by + TO_CONFIRM),
    }


def warnings(days: Days, host: Country | None, others: Collection[str]) -> dict[str, list[Message]]:
    """What speaks against these days, by the name of the day; empty where nothing does."""
    found = {name: [*_closed(day, host), *_elsewhere(day, others)] if day else [] for name, day in vars(days).items()}
    for name, is_wrong, reason in ORDER:
        if is_wrong(days):
            found[name].append(reason)
    if host and days.starts_on and any(map(in_ramadan, _all_days(days.starts_on, days.ends_on))):
        found["starts_on"].append(Message("The course falls into Ramadan."))
    return {name: reasons for name, reasons in found.items() if reasons}


def days_off(codes: Collection[str], day: date) -> int:
    """How many of these countries have a day off then."""
    return sum(is_day_off(code, day) for code in codes)


def _closed(day: date, host: Country | None) -> list[Message]:
    if host is None or not is_day_off(host.code, day):
        return []
    if named := feast(day):
        return [
            Message("%(feast)s: offices in the host country, %(country)s, are closed.", feast=named, country=host.name)
        ]
    return [Message("A weekend day in the host country, %(country)s.", country=host.name)]


def _elsewhere(day: date, others: Collection[str]) -> list[Message]:
    off = days_off(others, day)
    if not off:
        return []
    return [
        counted(
            "%(n)s of the other invited countries has a day off.",
            "%(n)s of the other invited countries have a day off.",
            off,
        )
    ]


ORDER: tuple[tuple[str, Callable[[Days], bool], Message], ...] = (
    (
        "deadline",
        lambda days: _later(days.deadline, days.starts_on, -BEFORE_THE_COURSE),
        Message("The deadline lies less than six weeks before the first day of the course."),
    ),
    (
        "decisions_by",
        lambda days: _later(days.decisions_by, days.deadline, TO_DECIDE),
        Message("The decisions come more than a week after the deadline."),
    ),
    (
        "decisions_by",
        lambda days: _later(days.deadline, days.decisions_by),
        Message("The decisions would come before the deadline."),
    ),
    (
        "confirm_by",
        lambda days: _later(days.decisions_by, days.confirm_by),
        Message("People would have to confirm before the decisions."),
    ),
    (
        "confirm_by",
        lambda days: _later(days.confirm_by, days.starts_on, timedelta(days=-1)),
        Message("People would confirm only when the course has begun."),
    ),
)


def _later(day: date | None, than: date | None, by: timedelta = timedelta()) -> bool:
    return day is not None and than is not None and day > than + by


def _all_days(first: date, last: date | None) -> list[date]:
    return [
        first + timedelta(days=number) for number in range(min((last or first) - first, timedelta(days=60)).days + 1)
    ]


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, 28))
