"""Progress reports and their text parts."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pesnet.core.message import Labelled, Message
from pesnet.core.model import Identified, Instant, Model, enum_column
from pesnet.core.translated import Translated
from pesnet.workplan.models import WorkPlan


class ReportState(Labelled):
    """The life of a progress report; in preparation it is live, always equal to the records."""

    IN_PREPARATION = "in_preparation", Message("In preparation")
    PUBLISHED = "published", Message("Published")


class ReportPart(Labelled):
    """The parts the secretariat writes beside the generated ones."""

    INTRODUCTION = "introduction", Message("Mandate and period")
    AREA = "area", Message("A sentence on the thematic area")
    RESOURCES = "resources", Message("Resources")
    DIFFICULTIES = "difficulties", Message("Difficulties and lessons")
    CARRY_OVER = "carry_over", Message("Proposals to carry over")
    THANKS = "thanks", Message("Thanks")


class ProgressReport(Identified, Model):
    """A progress report on a plan for a reporting window, which the secretariat sets; both days are included."""

    __tablename__ = "progress_reports"

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("work_plans.id"), index=True)
    slug: Mapped[str] = mapped_column(unique=True)
    window_from: Mapped[date]
    window_to: Mapped[date]
    state: Mapped[ReportState] = mapped_column(enum_column(ReportState), default=ReportState.IN_PREPARATION)
    occasion: Mapped[Translated]
    published_at: Mapped[Instant | None]
    created_at: Mapped[Instant]

    plan: Mapped[WorkPlan] = relationship(lazy="raise_on_sql")
    texts: Mapped[list[ReportText]] = relationship(lazy="raise_on_sql", cascade="all, delete-orphan")

    @property
    def is_public(self) -> bool:
        """Reports in preparation are for the secretariat and the auditor."""
        return self.state is ReportState.PUBLISHED


class ReportText(Identified, Model):
    """A text part of a report; ``area_number`` only for the part *area*, else 0."""

    __tablename__ = "report_texts"
    __table_args__ = (UniqueConstraint("report_id", "part", "area_number"),)

    report_id: Mapped[UUID] = mapped_column(ForeignKey("progress_reports.id", ondelete="CASCADE"), index=True)
    part: Mapped[ReportPart] = mapped_column(enum_column(ReportPart))
    area_number: Mapped[int] = mapped_column(default=0)
    text: Mapped[Translated]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
