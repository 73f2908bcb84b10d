"""What belongs to a course beside its call: agenda, documents asked, joining link, materials, answers on its dates."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pesnet.core.message import Labelled, Message
from pesnet.core.model import Identified, Instant, Model, enum_column
from pesnet.core.translated import Translated
from pesnet.courses.models.course import Course
from pesnet.files.models import StoredFile
from pesnet.network.models import Country, Party


class AskedStage(Labelled):
    """When a document is asked for."""

    NOMINATION = "nomination", Message("With the nomination")
    SELECTION = "selection", Message("Only from selected people")


class _OfCourse:
    """What is reached as its course is."""

    course: Mapped[Course]

    @property
    def is_public(self) -> bool:
        """As public as the course."""
        return self.course.is_public

    @property
    def lead_party_ids(self) -> frozenset[UUID]:
        """The leads of the course, for the policy."""
        return self.course.lead_party_ids

    @property
    def provider_party_ids(self) -> frozenset[UUID]:
        """The providers of the course, for the policy."""
        return self.course.provider_party_ids

    @property
    def invited_codes(self) -> frozenset[str]:
        """The countries that may nominate, for the policy."""
        return self.course.invited_codes


class CourseSession(Identified, _OfCourse, Model):
    """A session of the agenda.

    ``day_number`` counts the days of the course from 1, so that new days of the course move its agenda along;
    ``starts`` and ``ends`` are clock times (``09:00``) in the zone of the course.
    """

    __tablename__ = "course_sessions"

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    day_number: Mapped[int]
    starts: Mapped[str] = mapped_column(default="")
    ends: Mapped[str] = mapped_column(default="")
    title: Mapped[Translated]
    speaker: Mapped[str] = mapped_column(default="")
    speaker_institution: Mapped[str] = mapped_column(default="")
    speaker_country_code: Mapped[str | None] = mapped_column(ForeignKey("countries.code"))

    course: Mapped[Course] = relationship(lazy="raise_on_sql", back_populates="sessions")
    speaker_country: Mapped[Country | None] = relationship(lazy="raise_on_sql")

    def held_on(self, first_day: date | None) -> date | None:
        """The day of the session, once the first day of the course is known."""
        return first_day + timedelta(days=self.day_number - 1) if first_day else None


class AskedDocument(Identified, _OfCourse, Model):
    """A document that nominees are asked for, and at which stage."""

    __tablename__ = "asked_documents"

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    name: Mapped[Translated]
    stage: Mapped[AskedStage] = mapped_column(enum_column(AskedStage))
    is_required: Mapped[bool] = mapped_column(default=True)

    course: Mapped[Course] = relationship(lazy="raise_on_sql", back_populates="documents_asked")


class JoiningLink(Model):
    """How people join an online course; a row of its own because few may see it."""

    __tablename__ = "joining_links"

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), primary_key=True)
    url: Mapped[str]
    note: Mapped[str] = mapped_column(default="")


class Material(Identified, _OfCourse, Model):
    """A file of the course: slides, hand-outs, recordings; the invited countries may fetch it."""

    __tablename__ = "course_materials"

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("files.id"), unique=True)
    title: Mapped[Translated]
    created_at: Mapped[Instant]

    course: Mapped[Course] = relationship(lazy="raise_on_sql")
    file: Mapped[StoredFile] = relationship(lazy="raise_on_sql")


class DatesAnswer(Identified, Model):
    """What a provider says of the dates of a course: agreed, or other days and why."""

    __tablename__ = "dates_answers"

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    party_id: Mapped[UUID] = mapped_column(ForeignKey("parties.id"))
    is_agreed: Mapped[bool]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Instant]

    party: Mapped[Party] = relationship(lazy="raise_on_sql")
