"""Courses, their parties, eligible countries and counted places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pesnet.core.message import Labelled, Message
from pesnet.core.model import Identified, Instant, Model, enum_column
from pesnet.core.translated import Translated
from pesnet.core.wall import moment_of, objection_to
from pesnet.network.models import Party
from pesnet.workplan.models import Activity, ActivityType, BeneficiaryRule, PartyRole

if TYPE_CHECKING:
    from pesnet.courses.models.programme import AskedDocument, CourseSession


class CourseState(Labelled):
    """The stored states of a course; open, closed, running and finished follow from its dates."""

    DRAFT = "draft", Message("Draft")
    FOR_CLEARANCE = "for_clearance", Message("Submitted for clearance")
    PUBLISHED = "published", Message("Published")
    CANCELLED = "cancelled", Message("Cancelled")
    RECORDED = "recorded", Message("Recorded")


class Mode(Labelled):
    """How people take part."""

    ON_SITE = "on_site", Message("On site")
    ONLINE = "online", Message("Online")
    HYBRID = "hybrid", Message("Hybrid")


class CallKind(Labelled):
    """How much a call asks for: with ranks, selection and confirmation, or names accepted at once."""

    FULL = "full", Message("Full call")
    LIGHT = "light", Message("Light call")


class Phase(Labelled):
    """Where a course stands on a given day."""

    DRAFT = "draft", Message("Draft")
    OPEN = "open", Message("Call open")
    CLOSED = "closed", Message("Call closed")
    RUNNING = "running", Message("In delivery")
    FINISHED = "finished", Message("Finished")
    CANCELLED = "cancelled", Message("Cancelled")


@dataclass(frozen=True)
class Deadline:
    """A deadline as it was typed: a day and a clock time in a named zone.

    A time that the clocks show twice, when they are put back, means the later moment; one that they leave out is no
    deadline: ``objection`` says so.
    """

    day: date
    time: time
    zone: str

    @property
    def instant(self) -> datetime:
        """The moment it means, in UTC: the beginning of the minute that people are shown."""
        return moment_of(self.day, self.time.replace(second=0, microsecond=0), self.zone)

    @property
    def objection(self) -> Message | None:
        """Why there is no such moment, or nothing."""
        return objection_to(self.day, self.time, self.zone)

    @property
    def wall(self) -> str:
        """What the clock on the wall shows then: ``2026-11-21T23:59``."""
        return f"{self.day.isoformat()}T{self.time:%H:%M}"


class Course(Identified, Model):
    """A delivery of an activity, or one outside the plan with its reason.

    ``nominations_close_at`` is the deadline as an instant; ``deadline_zone`` and ``deadline_wall``
    (``2026-11-21T23:59``) keep what was typed. ``nominees_per_country`` may exceed ``places_per_country``; nothing
    stands for no limit. ``statements`` are what nominees declare. ``confirm_by`` is the last day on which selected
    people confirm, in the zone of the deadline. A *recorded* course took place before the portal: it has no call, and
    ``source`` says where its facts are from. For it the mode and the last day may be unknown.
    """

    __tablename__ = "courses"

    activity_id: Mapped[UUID | None] = mapped_column(ForeignKey("activities.id"), index=True)
    outside_plan_reason: Mapped[Translated]
    slug: Mapped[str] = mapped_column(unique=True)
    type: Mapped[ActivityType] = mapped_column(enum_column(ActivityType))
    state: Mapped[CourseState] = mapped_column(enum_column(CourseState), default=CourseState.DRAFT, index=True)
    title: Mapped[Translated]
    summary: Mapped[Translated]
    objectives: Mapped[tuple[Translated, ...]]
    profile: Mapped[Translated]
    asked: Mapped[Translated]
    statements: Mapped[tuple[Translated, ...]]
    costs: Mapped[Translated]
    practical_note: Mapped[Translated]
    mode: Mapped[Mode | None] = mapped_column(enum_column(Mode))
    venue: Mapped[Translated]
    host_country_code: Mapped[str | None] = mapped_column(ForeignKey("countries.code"))
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    time_zone: Mapped[str] = mapped_column(default="UTC")
    languages: Mapped[list[str]] = mapped_column(default=list)
    interpretation: Mapped[list[str]] = mapped_column(default=list)
    places: Mapped[int | None]
    places_per_country: Mapped[int | None]
    nominees_per_country: Mapped[int | None]
    eligibility: Mapped[BeneficiaryRule] = mapped_column(enum_column(BeneficiaryRule))
    nominations_close_at: Mapped[Instant | None] = mapped_column(index=True)
    deadline_wall: Mapped[str] = mapped_column(default="")
    deadline_zone: Mapped[str] = mapped_column(default="UTC")
    decisions_by: Mapped[date | None]
    call: Mapped[CallKind] = mapped_column(enum_column(CallKind), default=CallKind.FULL)
    confirm_by: Mapped[date | None]
    contact_name: Mapped[str] = mapped_column(default="")
    contact_email: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    source_url: Mapped[str] = mapped_column(default="")
    cancelled_reason: Mapped[str] = mapped_column(default="")
    postponed_reason: Mapped[str] = mapped_column(default="")
    decisions_released_at: Mapped[Instant | None]
    published_at: Mapped[Instant | None]
    is_sample: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Instant]
    version: Mapped[int] = mapped_column(default=1)

    activity: Mapped[Activity | None] = relationship(lazy="raise_on_sql")
    parties: Mapped[list[CourseParty]] = relationship(
        order_by="CourseParty.position", lazy="raise_on_sql", cascade="all, delete-orphan"
    )
    countries: Mapped[list[CourseCountry]] = relationship(
        order_by="CourseCountry.country_code", lazy="raise_on_sql", cascade="all, delete-orphan"
    )

    sessions: Mapped[list[CourseSession]] = relationship(
        order_by="[CourseSession.day_number, CourseSession.starts, CourseSession.id]",
        lazy="raise_on_sql",
        cascade="all, delete-orphan",
        back_populates="course",
    )
    documents_asked: Mapped[list[AskedDocument]] = relationship(
        order_by="AskedDocument.position", lazy="raise_on_sql", cascade="all, delete-orphan", back_populates="course"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_public(self) -> bool:
        """Published, cancelled after publication, or recorded."""
        return self.published_at is not None or self.state is CourseState.RECORDED

    @property
    def deadline(self) -> Deadline | None:
        """The deadline as it was typed."""
        if not self.deadline_wall:
            return None
        wall = datetime.fromisoformat(self.deadline_wall)
        return Deadline(wall.date(), wall.time(), self.deadline_zone)

    def of(self, role: PartyRole) -> list[Party]:
        """The parties in this role, in the order given."""
        return [row.party for row in self.parties if row.role is role]

    @property
    def lead_party_ids(self) -> frozenset[UUID]:
        """The ids of the leads, for the policy."""
        return frozenset(row.party_id for row in self.parties if row.role is PartyRole.LEAD)

    @property
    def provider_party_ids(self) -> frozenset[UUID]:
        """The ids of the providers, for the policy."""
        return frozenset(row.party_id for row in self.parties if row.role is PartyRole.PROVIDER)

    @property
    def invited_codes(self) -> frozenset[str]:
        """The countries that may nominate, for the policy."""
        return frozenset(row.country_code for row in self.countries)

    @property
    def going_codes(self) -> frozenset[str]:
        """The countries whose people have places, for the policy."""
        return frozenset(row.country_code for row in self.countries if row.taken)

    def phase(self, now: datetime) -> Phase:
        """Where the course stands at ``now``: its state, then its deadline, then its dates (days in UTC).

        A call is open until its deadline, even where the first day of the course has begun in UTC.
        """
        if self.state is CourseState.CANCELLED:
            return Phase.CANCELLED
        if self.state in {CourseState.DRAFT, CourseState.FOR_CLEARANCE}:
            return Phase.DRAFT
        if self.nominations_close_at and now < self.nominations_close_at:
            return Phase.OPEN
        today = now.date()
        if self.state is CourseState.RECORDED or (self.ends_on and today > self.ends_on):
            return Phase.FINISHED
        if self.starts_on and today >= self.starts_on:
            return Phase.RUNNING
        return Phase.CLOSED


class CourseParty(Identified, Model):
    """A lead or provider of a course; the first lead coordinates."""

    __tablename__ = "course_parties"
    __table_args__ = (UniqueConstraint("course_id", "role", "party_id"),)

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    role: Mapped[PartyRole] = mapped_column(enum_column(PartyRole))
    party_id: Mapped[UUID] = mapped_column(ForeignKey("parties.id"), index=True)
    position: Mapped[int]

    party: Mapped[Party] = relationship(lazy="joined", innerjoin=True)


class CourseCountry(Identified, Model):
    """A country that may nominate, and its counted places: ``taken`` rises only when decisions are released."""

    __tablename__ = "course_countries"
    __table_args__ = (
        UniqueConstraint("course_id", "country_code"),
        CheckConstraint("taken >= 0 AND (places IS NULL OR taken <= places)", name="within_places"),
    )

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    country_code: Mapped[str] = mapped_column(ForeignKey("countries.code"), index=True)
    places: Mapped[int | None]
    taken: Mapped[int] = mapped_column(default=0)


class CoursePlaces(Model):
    """The counted places of a published course; changed only by conditional updates."""

    __tablename__ = "course_places"
    __table_args__ = (CheckConstraint("taken >= 0 AND (places IS NULL OR taken <= places)", name="within_places"),)

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), primary_key=True)
    places: Mapped[int | None]
    taken: Mapped[int] = mapped_column(default=0)
