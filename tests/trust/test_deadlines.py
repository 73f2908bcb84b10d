"""Deadlines in every zone of the world: open until the instant, closed at it, and shown as what they mean.

A clock time that a zone shows twice, when clocks are put back, means the later moment: whoever still sees an earlier
time on the wall is in time. One that a zone leaves out, when clocks are put forward, is refused with a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from babel.dates import get_month_names
from lxml import html

from pesnet.core import wall
from pesnet.core.languages import DIRECTIONS, locale, moment
from pesnet.courses.models import Course, CourseCountry, CourseState, Deadline, Phase
from pesnet.courses.models import course as models
from pesnet.nominations import rules
from pesnet.nominations.models import Nomination, NominationState
from tests.factories.courses import a_bare_course, a_course
from tests.factories.people import a_lead_officer
from tests.trust.figures import record, size

ODD = (
    "Africa/Cairo", "Africa/Casablanca", "America/Havana", "America/Scoresbysund", "Antarctica/Troll", "Asia/Beirut",
    "Asia/Hebron", "Asia/Kabul", "Asia/Kathmandu", "Asia/Tehran", "Australia/Lord_Howe", "Europe/Dublin",
    "Pacific/Apia", "Pacific/Chatham", "Pacific/Kiritimati",
)  # fmt: skip
"""Zones with changes at midnight, of half an hour or two, twice in a spring, and with offsets of parts of an hour."""
FIRST, LAST = datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2031-12-31T23:59")
ENDS = [datetime.fromisoformat(f"{day}T23:59") for day in ("2026-12-31", "2027-06-30", "2028-02-29")]
DAY, MINUTE, TICK = timedelta(days=1), timedelta(minutes=1), timedelta(milliseconds=1)
INSTANTS = 40
TEXT = re.compile(r"(\d+) (\w+) (\d{4})\W+(\d\d:\d\d) \((.+)\)\Z")


@dataclass(frozen=True)
class Change:
    """When a zone changes its offset, and the offsets before and after."""

    at: datetime
    before: timedelta
    after: timedelta


def zones() -> list[str]:
    """All zones of the IANA database but its two stand-ins for none; in a reduced run the odd ones and some others."""
    known = sorted(available_timezones() - {"Factory", "localtime"})
    return known if size(0, 1) else [*ODD, *known[:: len(known) // 9][:10]]


def offset(zone: ZoneInfo, at: datetime) -> timedelta:
    """How far the clocks of a zone are ahead at a moment of UTC without its zone."""
    return at.replace(tzinfo=UTC).astimezone(zone).utcoffset()


def changes(zone: ZoneInfo) -> list[Change]:
    """Every change of a zone in six years, to the minute."""
    days = [FIRST + number * DAY for number in range((LAST - FIRST).days + 1)]
    return [turn(zone, *pair) for pair in pairwise(days) if offset(zone, pair[0]) != offset(zone, pair[1])]


def turn(zone: ZoneInfo, low: datetime, high: datetime) -> Change:
    """The change between two moments."""
    before, after = offset(zone, low), offset(zone, high)
    while high - low > MINUTE:
        middle = low + MINUTE * ((high - low) // MINUTE // 2)
        low, high = (middle, high) if offset(zone, middle) == before else (low, middle)
    return Change(high, before, after)


def walls(zone: ZoneInfo) -> list[datetime]:
    """Forty clock times of a zone: around its changes, at the ends of days, months and years, and at odd minutes."""
    found = [FIRST, *ENDS, LAST]
    for change in changes(zone)[:7]:
        early, late = sorted((change.at + change.before, change.at + change.after))
        found += [early - MINUTE, early, early + (late - early) // 2, late - MINUTE, late]
    others = [FIRST + number * timedelta(days=53, hours=7, minutes=41) for number in range(INSTANTS)]
    return list(dict.fromkeys([*found, *others]))[:INSTANTS]


def meanings(zone: ZoneInfo, shown: datetime) -> list[datetime]:
    """Every moment at which the clocks of a zone show this, by trying all the offsets around it."""
    near = {offset(zone, shown + number * DAY) for number in (-2, -1, 0, 1, 2)}
    moments = [(shown - ahead).replace(tzinfo=UTC) for ahead in near]
    return sorted(at for at in moments if at.astimezone(zone).replace(tzinfo=None) == shown)


def parsed(text: str, language: str, zone: str) -> datetime | None:
    """The moment that a reader takes from a deadline as it is shown in its zone."""
    found = TEXT.search(text)
    months = {name: number for number, name in get_month_names("wide", locale=locale(language)).items()}
    if found is None or found[2] not in months:
        return None
    read = Deadline(date(int(found[3]), months[found[2]], int(found[1])), time.fromisoformat(found[4]), zone)
    return read.instant


def a_call(closes: datetime, zone: str) -> Nomination:
    """A complete draft for a published course with this deadline, which begins on the next day where it is held."""
    starts = closes.astimezone(ZoneInfo(zone)).date() + DAY
    course = a_bare_course(
        state=CourseState.PUBLISHED, nominations_close_at=closes, time_zone=zone, starts_on=starts, ends_on=starts,
        countries=[CourseCountry(country_code="JO")],
    )  # fmt: skip
    return Nomination(course=course, country_code="JO", state=NominationState.DRAFT)


def differences(name: str, shown: datetime, counts: Counter[str]) -> list[str]:
    """What is otherwise than it must be with a deadline typed as this clock time of a zone."""
    deadline = Deadline(shown.date(), wall.clock_time(f"{shown:%H:%M}"), name)
    meant = meanings(ZoneInfo(name), shown)
    counts[{0: "left out", 1: "once", 2: "twice"}[len(meant)]] += 1
    if not meant:
        return [] if deadline.objection else ["a time that does not exist was taken"]
    found = [] if deadline.objection is None else ["refused"]
    if deadline.instant != meant[-1]:
        found.append(f"means {deadline.instant}, not {meant[-1]}")
    call = a_call(deadline.instant, name)
    before, at = deadline.instant - TICK, deadline.instant
    if (rules.in_time(call, before), call.course.phase(before)) != (None, Phase.OPEN):
        found.append("closed before its time")
    if (rules.in_time(call, at), call.course.phase(at) is Phase.OPEN) != (rules.TOO_LATE, False):
        found.append("open at its instant")
    for language in DIRECTIONS:
        text = moment(deadline.instant, language, name)
        if parsed(text, language, name) != deadline.instant:
            found.append(f"shown as {text}")
    return found


def all_differences(names: list[str], counts: Counter[str]) -> list[str]:
    """The differences of all clock times of these zones."""
    return [
        f"{name} {shown}: {what}"
        for name in names
        for shown in walls(ZoneInfo(name))
        for what in differences(name, shown, counts)
    ]


def test_a_deadline_means_one_instant_in_every_zone():
    counts: Counter[str] = Counter()
    names = zones()
    found = all_differences(names, counts)
    record("deadlines", zones=len(names), instants=counts.total(), **counts, differences=len(found))
    assert found == []
    assert counts.total() == INSTANTS * len(names)
    assert min(counts["left out"], counts["twice"]) > size(50, 500)


def the_first_of_two(day: date, clock: time, zone: str) -> datetime:
    """What a clock time means to the library when nobody thinks of clocks that are put back."""
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)


def always_winter(day: date, clock: time, zone: str) -> datetime:
    """A clock time with the offset that the zone has in January."""
    ahead = datetime(day.year, 1, 15, tzinfo=ZoneInfo(zone)).utcoffset()
    return (datetime.combine(day, clock) - ahead).replace(tzinfo=UTC)


@pytest.mark.parametrize("careless", [the_first_of_two, always_winter])
def test_a_deadline_counted_without_care_is_found(careless, monkeypatch):
    monkeypatch.setattr(models, "moment_of", careless)
    assert all_differences(["Asia/Hebron", "Europe/Istanbul"], Counter()) != []
    assert all_differences(["Europe/Istanbul"], Counter()) == []


def test_a_time_that_does_not_exist_and_is_taken_is_found(monkeypatch):
    monkeypatch.setattr(models, "objection_to", lambda *_given: None)
    assert {what.rpartition(": ")[2] for what in all_differences(["Africa/Cairo"], Counter())} == {
        "a time that does not exist was taken"
    }


def late_by_one(nomination: Nomination, now: datetime):
    """A rule that forgets that the deadline itself is too late."""
    return None if now <= rules.closes_at(nomination) else rules.TOO_LATE


def days_first(course: Course, now: datetime) -> Phase:
    """A phase that looks at the days of the course before its deadline."""
    return Phase.RUNNING if now.date() >= course.starts_on else PHASE(course, now)


PHASE = Course.phase


@pytest.mark.parametrize(("where", "name", "broken"), [(rules, "in_time", late_by_one), (Course, "phase", days_first)])
def test_a_call_that_closes_too_late_or_too_early_is_found(where, name, broken, monkeypatch):
    monkeypatch.setattr(where, name, broken)
    assert all_differences(["Pacific/Pago_Pago"], Counter()) != []


SPRING_IN_HEBRON = [change for change in changes(ZoneInfo("Asia/Hebron")) if change.after > change.before]


def extend(browser, course: Course, shown: datetime, zone: str):
    """Type a later deadline as the lead does."""
    form = {
        "deadline_day": f"{shown:%Y-%m-%d}",
        "deadline_time": f"{shown:%H:%M}",
        "deadline_zone": zone,
        "reason": "Asked for by three countries",
    }
    return browser.send(f"/en/courses/{course.slug}/deadline", form)


def test_the_lead_types_a_deadline_and_reads_the_same_instant(db, login, client, now):
    browser = login(a_lead_officer(db, "TN"))
    course = a_course(db, now, starts_on=date(2031, 12, 30), ends_on=date(2031, 12, 31))
    at = next(change.at for change in SPRING_IN_HEBRON if change.at.replace(tzinfo=UTC) > now + 60 * DAY)
    gap = at + next(change.before for change in SPRING_IN_HEBRON if change.at == at)
    refused = extend(browser, course, gap + 30 * MINUTE, "Asia/Hebron")
    assert (refused.status_code, "the clocks are put forward" in refused.get_data(as_text=True)) == (422, True)
    assert extend(browser, course, gap - MINUTE, "Asia/Hebron").status_code == 302
    with db.reading() as reading:
        assert reading.get_one(Course, course.id).nominations_close_at == at.replace(tzinfo=UTC) - MINUTE
    page = html.fromstring(client.get(f"/en/courses/{course.slug}").get_data(as_text=True))
    shown = [parsed(text, "en", "Asia/Hebron") for text in page.itertext() if "(Hebron)" in text]
    assert set(shown) == {at.replace(tzinfo=UTC) - MINUTE}
