"""Course reports, figures and countries taking part."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pesnet.core.message import Labelled, Message
from pesnet.core.model import Identified, Instant, Model, enum_column
from pesnet.core.translated import Translated
from pesnet.courses.models import Course, Mode


class CourseReportState(Labelled):
    """The life of a course report; *recorded* is what is known of a delivery that came in without a report."""

    DUE = "due", Message("Due")
    SUBMITTED = "submitted", Message("Submitted")
    SENT_BACK = "sent_back", Message("Sent back")
    ACCEPTED = "accepted", Message("Accepted")
    RECORDED = "recorded", Message("Recorded")


class Qualifier(Labelled):
    """How a figure was stated."""

    EXACT = "exact", Message("exactly")
    AT_LEAST = "at_least", Message("at least")
    ABOUT = "about", Message("about")
    SEVERAL = "several", Message("several")


class FigureKind(Labelled):
    """What a figure counts."""

    PARTICIPANTS = "participants", Message("Participants")
    COUNTRIES = "countries", Message("Member states taking part")


class ActivityStatus(Labelled):
    """The status of an activity, derived from its courses and decisions."""

    PLANNED = "planned", Message("Planned")
    LEAD_SOUGHT = "lead_sought", Message("Lead sought")
    CALL_OPEN = "call_open", Message("Call open")
    IN_DELIVERY = "in_delivery", Message("In delivery")
    DELIVERED = "delivered", Message("Delivered")
    REPORTED = "reported", Message("Reported")
    POSTPONED = "postponed", Message("Postponed")
    CARRIED_OVER = "carried_over", Message("Carried over")
    CANCELLED = "cancelled", Message("Cancelled")


class CourseReport(Identified, Model):
    """The lead's report on one course: what was delivered, what came of it, why it differed from the plan."""

    __tablename__ = "course_reports"

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id"), unique=True)
    state: Mapped[CourseReportState] = mapped_column(
        enum_column(CourseReportState), default=CourseReportState.DUE, index=True
    )
    held_from: Mapped[date | None]
    held_to: Mapped[date | None]
    mode: Mapped[Mode | None] = mapped_column(enum_column(Mode))
    provided_by: Mapped[str] = mapped_column(default="")
    funder: Mapped[str] = mapped_column(default="")
    outputs: Mapped[Translated]
    results: Mapped[Translated]
    difficulties: Mapped[Translated]
    lessons: Mapped[Translated]
    follow_up: Mapped[Translated]
    variance_reason: Mapped[Translated]
    remarks: Mapped[str] = mapped_column(default="")
    submitted_at: Mapped[Instant | None]
    accepted_at: Mapped[Instant | None]
    created_at: Mapped[Instant]
    version: Mapped[int] = mapped_column(default=1)

    course: Mapped[Course] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}

    @property
    def lead_party_ids(self) -> frozenset[UUID]:
        """The leads of the course, for the policy."""
        return self.course.lead_party_ids

    @property
    def provider_party_ids(self) -> frozenset[UUID]:
        """The providers of the course, for the policy."""
        return self.course.provider_party_ids


class Figure(Identified, Model):
    """A number about a course as one source states it. Two sources may disagree: both stay, one is chosen.

    ``value`` is empty only for the qualifier *several*. ``women`` are those of the ``sex_recorded`` whose sex is known.
    ``as_written`` keeps the number as the source writes it. No row means unknown, which is never zero. ``report_id``
    is the course report that states it, if one does.
    """

    __tablename__ = "figures"
    __table_args__ = (UniqueConstraint("report_id", "kind"),)

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id"), index=True)
    report_id: Mapped[UUID | None] = mapped_column(ForeignKey("course_reports.id"))
    kind: Mapped[FigureKind] = mapped_column(enum_column(FigureKind))
    value: Mapped[int | None]
    qualifier: Mapped[Qualifier] = mapped_column(enum_column(Qualifier), default=Qualifier.EXACT)
    women: Mapped[int | None]
    sex_recorded: Mapped[int | None]
    as_written: Mapped[str] = mapped_column(default="")
    as_of: Mapped[date | None]
    source: Mapped[str]
    source_url: Mapped[str] = mapped_column(default="")
    is_chosen: Mapped[bool] = mapped_column(default=True)
    confirmed_by: Mapped[UUID | None]
    created_at: Mapped[Instant]

    @property
    def sex_known(self) -> int | None:
        """Of how many people the sex is recorded; where a source names women without saying so, of all it counts."""
        if self.women is None:
            return None
        return self.value if self.sex_recorded is None else self.sex_recorded


class CountryTakingPart(Identified, Model):
    """A member state that took part in a course, when the list of states is known."""

    __tablename__ = "countries_taking_part"
    __table_args__ = (UniqueConstraint("course_id", "country_code"),)

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id"), index=True)
    country_code: Mapped[str] = mapped_column(ForeignKey("countries.code"), index=True)
    participants: Mapped[int | None]
