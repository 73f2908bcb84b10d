"""Work plans, thematic areas, activities, and what an import leaves open."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pesnet.core.message import Labelled, Message
from pesnet.core.model import Identified, Instant, Model, enum_column
from pesnet.core.translated import Translated
from pesnet.network.models import Party


class PlanState(Labelled):
    """The life of a work plan."""

    DRAFT = "draft", Message("Draft")
    ADOPTED = "adopted", Message("Adopted")
    CLOSED = "closed", Message("Closed")


class ActivityType(Labelled):
    """What kind of activity it is."""

    TRAINING_COURSE = "training_course", Message("Training course")
    TRAINING_WORKSHOP = "training_workshop", Message("Training workshop")
    STUDY_VISIT = "study_visit", Message("Study visit")
    WEBINAR = "webinar", Message("Webinar")
    EXPERT_VISIT = "expert_visit", Message("Expert visit")
    MEETING = "meeting", Message("Meeting")


class Precision(Labelled):
    """How exactly a timeline is known."""

    YEAR = "year", Message("Year")
    QUARTER = "quarter", Message("Quarter")
    MONTH = "month", Message("Month")
    DAY = "day", Message("Day")


class BeneficiaryRule(Labelled):
    """Who benefits: a list of parties, or all member states, resolved when a course is published."""

    LISTED = "list", Message("Listed countries")
    ALL = "all", Message("All member states")


class PartyRole(Labelled):
    """What a party is to an activity or a course."""

    LEAD = "lead", Message("Lead")
    PROVIDER = "provider", Message("Provider")
    BENEFICIARY = "beneficiary", Message("Beneficiary")


class Decision(Labelled):
    """What was decided about an activity that does not go as planned; each needs a reason."""

    POSTPONED = "postponed", Message("Postponed")
    CARRIED_OVER = "carried_over", Message("Carried over")
    CANCELLED = "cancelled", Message("Cancelled")


class WorkPlan(Identified, Model):
    """A work plan of the network.

    ``language`` is that of the document; ``is_summary`` marks descriptions written anew.
    """

    __tablename__ = "work_plans"

    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[Translated]
    first_year: Mapped[int]
    last_year: Mapped[int]
    language: Mapped[str]
    state: Mapped[PlanState] = mapped_column(enum_column(PlanState), default=PlanState.DRAFT)
    network_objective: Mapped[Translated]
    overall_objective: Mapped[Translated]
    guiding_principles: Mapped[tuple[Translated, ...]]
    monitoring_evaluation: Mapped[tuple[Translated, ...]]
    resource_mobilisation: Mapped[tuple[Translated, ...]]
    adopted_meeting: Mapped[str] = mapped_column(default="")
    adopted_on: Mapped[date | None]
    decision_document: Mapped[str] = mapped_column(default="")
    is_sample: Mapped[bool] = mapped_column(default=False)
    is_summary: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Instant]
    version: Mapped[int] = mapped_column(default=1)

    areas: Mapped[list[ThematicArea]] = relationship(
        back_populates="plan", order_by="ThematicArea.number", lazy="raise_on_sql", cascade="all, delete-orphan"
    )

    @property
    def is_public(self) -> bool:
        """Drafts are for the secretariat and the auditor."""
        return self.state is not PlanState.DRAFT


class ThematicArea(Identified, Model):
    """A thematic area of a plan, with its objectives."""

    __tablename__ = "thematic_areas"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("work_plans.id", ondelete="CASCADE"))
    number: Mapped[int]
    title: Mapped[Translated]
    objectives: Mapped[tuple[Translated, ...]]

    plan: Mapped[WorkPlan] = relationship(back_populates="areas", lazy="raise_on_sql")
    activities: Mapped[list[Activity]] = relationship(
        back_populates="area", order_by="Activity.number", lazy="raise_on_sql", cascade="all, delete-orphan"
    )


class Activity(Identified, Model):
    """An item of the plan, not a course: it has none, one or several courses.

    ``timeline`` is as written; its start, end and precision are what it was understood to be. ``title`` is
    bare; ``title_as_written`` the whole cell. A sought party differs from none. The type may be unknown only in a
    draft. ``decision`` needs ``decision_reason``.
    """

    __tablename__ = "activities"
    __table_args__ = (UniqueConstraint("area_id", "number"),)

    area_id: Mapped[UUID] = mapped_column(ForeignKey("thematic_areas.id", ondelete="CASCADE"))
    number: Mapped[int]
    type: Mapped[ActivityType | None] = mapped_column(enum_column(ActivityType))
    title: Mapped[Translated]
    title_as_written: Mapped[str] = mapped_column(default="")
    timeline: Mapped[str] = mapped_column(default="")
    timeline_start: Mapped[date | None]
    timeline_end: Mapped[date | None]
    timeline_precision: Mapped[Precision | None] = mapped_column(enum_column(Precision))
    venue: Mapped[str] = mapped_column(default="")
    description: Mapped[Translated]
    target_group: Mapped[Translated]
    lead_sought: Mapped[bool] = mapped_column(default=False)
    provider_sought: Mapped[bool] = mapped_column(default=False)
    beneficiary_rule: Mapped[BeneficiaryRule] = mapped_column(enum_column(BeneficiaryRule))
    decision: Mapped[Decision | None] = mapped_column(enum_column(Decision))
    decision_reason: Mapped[Translated]
    decided_on: Mapped[date | None]

    area: Mapped[ThematicArea] = relationship(back_populates="activities", lazy="raise_on_sql")
    parties: Mapped[list[ActivityParty]] = relationship(
        order_by="ActivityParty.position", lazy="raise_on_sql", cascade="all, delete-orphan"
    )

    @property
    def code(self) -> str:
        """Area and number, such as ``2.4``."""
        return f"{self.area.number}.{self.number}"

    @property
    def is_public(self) -> bool:
        """An activity is public when its plan is."""
        return self.area.plan.is_public

    def of(self, role: PartyRole) -> list[Party]:
        """The parties in this role, in the order given."""
        return [row.party for row in self.parties if row.role is role and row.party is not None]

    @property
    def lead_party_ids(self) -> frozenset[UUID]:
        """The ids of the leads, for the policy."""
        return frozenset(party.id for party in self.of(PartyRole.LEAD))

    @property
    def provider_party_ids(self) -> frozenset[UUID]:
        """The ids of the providers, for the policy."""
        return frozenset(party.id for party in self.of(PartyRole.PROVIDER))


class ActivityParty(Identified, Model):
    """A lead, provider or beneficiary of an activity, with the name as the adopted document writes it.

    A name that nobody could place has no party until somebody says who is meant.
    """

    __tablename__ = "activity_parties"
    __table_args__ = (
        UniqueConstraint("activity_id", "role", "party_id"),
        UniqueConstraint("activity_id", "role", "position"),
    )

    activity_id: Mapped[UUID] = mapped_column(ForeignKey("activities.id", ondelete="CASCADE"), index=True)
    role: Mapped[PartyRole] = mapped_column(enum_column(PartyRole))
    party_id: Mapped[UUID | None] = mapped_column(ForeignKey("parties.id"), index=True)
    position: Mapped[int]
    as_written: Mapped[str]

    party: Mapped[Party | None] = relationship(lazy="joined")


class PlanVersion(Identified, Model):
    """A frozen version of a plan: as adopted (number 1), then after each amendment; ``content`` is the JSON export."""

    __tablename__ = "plan_versions"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("work_plans.id", ondelete="CASCADE"))
    number: Mapped[int]
    reason: Mapped[str]
    content: Mapped[dict[str, Any]]
    made_at: Mapped[Instant]


class ImportState(Labelled):
    """How far an import is."""

    PREVIEW = "preview", Message("Waiting for confirmation")
    CONFIRMED = "confirmed", Message("Confirmed")
    DISCARDED = "discarded", Message("Discarded")


class PlanImport(Identified, Model):
    """A document that was read and waits for confirmation: ``content`` is what was understood, corrections included."""

    __tablename__ = "plan_imports"

    file_name: Mapped[str]
    content: Mapped[dict[str, Any]]
    state: Mapped[ImportState] = mapped_column(enum_column(ImportState), default=ImportState.PREVIEW)
    user_id: Mapped[UUID | None]
    plan_id: Mapped[UUID | None] = mapped_column(ForeignKey("work_plans.id", ondelete="SET NULL"))
    created_at: Mapped[Instant]
    version: Mapped[int] = mapped_column(default=1)


class OpenQuestion(Identified, Model):
    """A doubt of the import that was kept on the draft: where it stands, why, and the words as written."""

    __tablename__ = "open_questions"

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("work_plans.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    activity_code: Mapped[str | None]
    row: Mapped[int | None]
    cell: Mapped[str]
    kind: Mapped[str]
    reason: Mapped[dict[str, Any]]
    as_written: Mapped[str]
    settled_at: Mapped[Instant | None]
    answer: Mapped[str] = mapped_column(default="")

    @property
    def message(self) -> Message:
        """Why it was asked, in the reader's language where it is shown."""
        return Message.from_json(self.reason)
