"""The sample courses: one open, one in selection, one delivered; their history is played through the acts."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from pesnet.cli.demonstration import letters, nominations, reports
from pesnet.cli.demonstration.data import read
from pesnet.cli.demonstration.texts import own_words
from pesnet.courses import queries, services
from pesnet.courses.details import CourseDetails
from pesnet.courses.models import AskedStage, CallKind, Course, Deadline, Mode
from pesnet.courses.services import DocumentAsked, SessionDetails
from pesnet.policy import Actor
from pesnet.workplan.models import Activity, ActivityType, BeneficiaryRule, PartyRole, WorkPlan

PREPARED_BEFORE = timedelta(days=7)


def load(plan: WorkPlan, *, actors: dict[str, Actor], now: datetime) -> None:
    """Play each course from its preparation to where it stands today."""
    activities = {activity.code: activity for area in plan.areas for activity in area.activities}
    for record in read("sample_courses"):
        lead = actors[f"lead.{record['leads'][0].lower()}"]
        course = _publish(activities[record["activity"]], record, lead, now)
        nominations.load(course, record, lead=lead, actors=actors, now=now)
        letters.load(course, record, lead=lead, actors=actors, now=now)
        if "report" in record:
            reports.load(course, record["report"], actor=lead, now=now)
        if record.get("is_copied"):
            services.copy(queries.course(course.slug, lead), actor=lead, now=now)


def _publish(activity: Activity, record: dict[str, Any], lead: Actor, now: datetime) -> Course:
    opened = now + timedelta(days=record["days"]["opened"])
    course = services.prepare(activity, actor=lead, now=opened - PREPARED_BEFORE)
    services.edit(course, _details(activity, record, now), actor=lead, now=opened - PREPARED_BEFORE)
    if "confirm_by" in record["days"]:
        course.confirm_by = _day(now, record["days"]["confirm_by"])
    _add_programme(course, record, lead, opened - PREPARED_BEFORE)
    services.publish(course, actor=lead, now=opened)
    return course


def _add_programme(course: Course, record: dict[str, Any], lead: Actor, now: datetime) -> None:
    for item in record.get("agenda", []):
        session = SessionDetails(
            day_number=item["day"],
            title=own_words(item["title"]),
            starts=time.fromisoformat(item["starts"]),
            ends=time.fromisoformat(item["ends"]),
            speaker=item.get("speaker", ""),
            speaker_institution=item.get("institution", ""),
            speaker_country_code=item.get("country"),
        )
        services.add_session(course, session, actor=lead, now=now)
    for item in record.get("documents", []):
        asked = DocumentAsked(own_words(item["name"]), AskedStage(item["stage"]), item["required"])
        services.ask_document(course, asked, actor=lead, now=now)
    if "joining_link" in record:
        services.set_joining_link(course, record["joining_link"], "", actor=lead, now=now)


def _details(activity: Activity, record: dict[str, Any], now: datetime) -> CourseDetails:
    days = {name: _day(now, offset) for name, offset in record["days"].items()}
    listed = [party.country_code for party in activity.of(PartyRole.BENEFICIARY) if party.country_code]
    return CourseDetails(
        title=own_words(record["title"]),
        type=ActivityType(record["type"]),
        leads=tuple(record["leads"]),
        providers=tuple(record["providers"]),
        summary=own_words(record["summary"]),
        objectives=tuple(own_words(text) for text in record["objectives"]),
        profile=own_words(record["profile"]),
        asked=own_words(record["asked"]),
        statements=tuple(own_words(text) for text in record.get("statements", [])),
        costs=own_words(record["costs"]),
        practical_note=own_words(record["practical_note"]),
        mode=Mode(record["mode"]),
        venue=own_words(record["venue"]),
        host_country_code=record["host_country"],
        starts_on=days["starts"],
        ends_on=days["ends"],
        time_zone=record["time_zone"],
        languages=tuple(record["languages"]),
        interpretation=tuple(record["interpretation"]),
        places=record["places"],
        places_per_country=record["places_per_country"],
        nominees_per_country=record["nominees_per_country"],
        eligibility=BeneficiaryRule(record["eligibility"]),
        countries=tuple(listed) if record["eligibility"] == "list" else (),
        deadline=Deadline(days["deadline"], time.fromisoformat(record["deadline_wall"]), record["deadline_zone"]),
        call=CallKind(record.get("call", "full")),
        decisions_by=days.get("decisions_by"),
        contact_name=record["contact_name"],
        contact_email=record["contact_email"],
    )


def _day(now: datetime, offset: int) -> date:
    return (now.astimezone(UTC) + timedelta(days=offset)).date()
