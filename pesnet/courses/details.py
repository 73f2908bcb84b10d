"""What people write of a course, as one value that forms, imports and tests fill alike."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from pesnet.core.translated import Translated
from pesnet.courses.models import CallKind, Course, Deadline, Mode
from pesnet.workplan.models import ActivityType, BeneficiaryRule, PartyRole

NOTHING = Translated()


@dataclass(frozen=True, kw_only=True)
class CourseDetails:
    """Everything of a course that people write; no number stands for no limit.

    ``leads`` and ``providers`` are codes of parties, in order; ``countries`` the alpha-2
    codes where eligibility is a list.
    """

    title: Translated
    type: ActivityType
    leads: tuple[str, ...]
    providers: tuple[str, ...] = ()
    summary: Translated = NOTHING
    objectives: tuple[Translated, ...] = ()
    profile: Translated = NOTHING
    asked: Translated = NOTHING
    statements: tuple[Translated, ...] = ()
    costs: Translated = NOTHING
    practical_note: Translated = NOTHING
    outside_plan_reason: Translated = NOTHING
    mode: Mode | None = None
    venue: Translated = NOTHING
    host_country_code: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    time_zone: str = "UTC"
    languages: tuple[str, ...] = ()
    interpretation: tuple[str, ...] = ()
    places: int | None = None
    places_per_country: int | None = None
    nominees_per_country: int | None = None
    eligibility: BeneficiaryRule = BeneficiaryRule.ALL
    countries: tuple[str, ...] = ()
    deadline: Deadline | None = None
    call: CallKind = CallKind.FULL
    decisions_by: date | None = None
    confirm_by: date | None = None
    contact_name: str = ""
    contact_email: str = ""


PLAIN_FIELDS = (
    "title",
    "type",
    "summary",
    "objectives",
    "profile",
    "asked",
    "statements",
    "costs",
    "practical_note",
    "outside_plan_reason",
    "mode",
    "venue",
    "host_country_code",
    "starts_on",
    "ends_on",
    "time_zone",
    "places",
    "places_per_country",
    "nominees_per_country",
    "eligibility",
    "call",
    "decisions_by",
    "confirm_by",
    "contact_name",
    "contact_email",
)


def changed_fields(course: Course, details: CourseDetails) -> list[str]:
    """The names of the fields in which the details differ from the course."""
    present = details_of(course)
    return [field.name for field in fields(details) if getattr(details, field.name) != getattr(present, field.name)]


def details_of(course: Course) -> CourseDetails:
    """What is written in a course now."""
    return CourseDetails(
        **{name: getattr(course, name) for name in PLAIN_FIELDS},
        leads=tuple(party.code for party in course.of(PartyRole.LEAD)),
        providers=tuple(party.code for party in course.of(PartyRole.PROVIDER)),
        languages=tuple(course.languages or ()),
        interpretation=tuple(course.interpretation or ()),
        countries=tuple(sorted(row.country_code for row in course.countries)),
        deadline=course.deadline,
    )
