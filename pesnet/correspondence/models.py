"""Letters, the people they name, their numbers, and the wordings that the secretariat edits."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pesnet.core.message import Labelled, Message
from pesnet.core.model import Identified, Instant, Model, enum_column
from pesnet.courses.models import Course
from pesnet.network.models import Country
from pesnet.nominations.models import Nomination


class LetterKind(Labelled):
    """What a letter is for."""

    INVITATION = "invitation", Message("Letter of invitation")
    REGRET = "regret", Message("Letter of regret")
    ACCEPTANCE_LIST = "acceptance_list", Message("Acceptance list")
    VISA_LIST = "visa_list", Message("List for the visa office")
    NOTE_VERBALE = "note_verbale", Message("Note verbale")
    NOMINATION = "nomination", Message("Letter of nomination")


class LetterState(Labelled):
    """The steps of a letter."""

    GENERATED = "generated", Message("Letter generated")
    SIGNED = "signed", Message("Letter signed")
    SENT = "sent", Message("Letter sent")
    ACKNOWLEDGED = "acknowledged", Message("Acknowledged")
    REPLACED = "replaced", Message("Letter replaced")
    WITHDRAWN = "withdrawn", Message("Letter withdrawn")


class Channel(Labelled):
    """How a letter went out."""

    EMAIL = "email", Message("By e-mail")
    POST = "post", Message("By post")
    POUCH = "pouch", Message("By courier or diplomatic pouch")
    HAND = "hand", Message("By hand")


OF_THE_LEAD = frozenset({LetterKind.INVITATION, LetterKind.REGRET, LetterKind.ACCEPTANCE_LIST, LetterKind.VISA_LIST})
"""What the lead of a course writes."""


class Letter(Identified, Model):
    """A letter as it was generated: ``said`` holds its words, which never change after that.

    ``to_country_code`` is the country that it is addressed to, whose people it names, or that writes it; none for what
    is about several countries. ``signed_number`` is the sender's own number. The country sees a letter of others once
    it has been sent.
    """

    __tablename__ = "letters"

    number: Mapped[str] = mapped_column(unique=True)
    year: Mapped[int] = mapped_column(index=True)
    kind: Mapped[LetterKind] = mapped_column(enum_column(LetterKind))
    state: Mapped[LetterState] = mapped_column(enum_column(LetterState), default=LetterState.GENERATED)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id"), index=True)
    to_country_code: Mapped[str | None] = mapped_column(ForeignKey("countries.code"), index=True)
    language: Mapped[str]
    said: Mapped[dict[str, Any]]
    written_on: Mapped[date]
    signed_number: Mapped[str] = mapped_column(default="")
    signed_on: Mapped[date | None]
    channel: Mapped[Channel | None] = mapped_column(enum_column(Channel))
    sent_on: Mapped[date | None]
    acknowledged_on: Mapped[date | None]
    acknowledgement: Mapped[str] = mapped_column(default="")
    withdrawn_reason: Mapped[str] = mapped_column(default="")
    scan_id: Mapped[UUID | None] = mapped_column(ForeignKey("files.id"))
    replaces_id: Mapped[UUID | None] = mapped_column(ForeignKey("letters.id"), unique=True)
    user_id: Mapped[UUID | None]
    created_at: Mapped[Instant]
    version: Mapped[int] = mapped_column(default=1)

    course: Mapped[Course] = relationship(lazy="raise_on_sql")
    country: Mapped[Country | None] = relationship(lazy="raise_on_sql")
    people: Mapped[list[LetterPerson]] = relationship(lazy="raise_on_sql", cascade="all, delete-orphan")
    replaces: Mapped[Letter | None] = relationship(
        lazy="raise_on_sql", remote_side="Letter.id", back_populates="replaced_by"
    )
    replaced_by: Mapped[Letter | None] = relationship(
        lazy="raise_on_sql", remote_side="Letter.replaces_id", back_populates="replaces", uselist=False
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def country_code(self) -> str | None:
        """The country that may read it, for the policy: its own letters at once, those of others when sent."""
        is_theirs = self.kind is LetterKind.NOMINATION or self.sent_on is not None
        return self.to_country_code if is_theirs else None

    @property
    def lead_party_ids(self) -> frozenset[UUID]:
        """The leads that may read it, for the policy: their own letters at once, those of nomination when sent."""
        is_sent = self.kind is LetterKind.NOMINATION and self.sent_on is not None
        return self.course.lead_party_ids if self.kind in OF_THE_LEAD or is_sent else frozenset()


class LetterPerson(Identified, Model):
    """A nomination that a letter speaks of."""

    __tablename__ = "letter_people"
    __table_args__ = (UniqueConstraint("letter_id", "nomination_id"),)

    letter_id: Mapped[UUID] = mapped_column(ForeignKey("letters.id", ondelete="CASCADE"), index=True)
    nomination_id: Mapped[UUID] = mapped_column(ForeignKey("nominations.id"), index=True)

    nomination: Mapped[Nomination] = relationship(lazy="raise_on_sql")


class LetterWording(Identified, Model):
    """A version of what letters of a kind say in a language; the highest number counts, ``is_default`` is ours."""

    __tablename__ = "letter_wordings"
    __table_args__ = (UniqueConstraint("kind", "language", "number"),)

    kind: Mapped[LetterKind] = mapped_column(enum_column(LetterKind))
    language: Mapped[str]
    number: Mapped[int]
    is_default: Mapped[bool] = mapped_column(default=False)
    subject: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(default="")
    closing: Mapped[str] = mapped_column(default="")
    user_id: Mapped[UUID | None]
    made_at: Mapped[Instant]


class LetterNumbers(Model):
    """The last number of the register in a year; raised by one statement, so that no two letters get the same."""

    __tablename__ = "letter_numbers"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
