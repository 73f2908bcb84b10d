"""Nominees, nominations, and the proposals only the lead sees."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship, remote

from pesnet.core.message import Labelled, Message
from pesnet.core.model import Identified, Instant, Model, enum_column
from pesnet.courses.models import Course, CourseCountry
from pesnet.network.models import Country

NAMELESS = "…"


class Sex(Labelled):
    """As recorded; not recorded is no value, never zero."""

    FEMALE = "female", Message("Woman")
    MALE = "male", Message("Man")


class NominationState(Labelled):
    """The life of a nomination."""

    DRAFT = "draft", Message("Draft")
    SUBMITTED = "submitted", Message("Submitted")
    SENT_BACK = "sent_back", Message("Sent back for completion")
    SELECTED = "selected", Message("Selected")
    RESERVE = "reserve", Message("On the reserve list")
    NOT_SELECTED = "not_selected", Message("Not selected")
    CONFIRMED = "confirmed", Message("Confirmed")
    DECLINED = "declined", Message("Declined")
    LAPSED = "lapsed", Message("Lapsed")
    WITHDRAWN = "withdrawn", Message("Withdrawn")
    REPLACED = "replaced", Message("Replaced")


class ProposalKind(Labelled):
    """What the lead proposes before the release."""

    SELECTED = "selected", Message("Selected")
    RESERVE = "reserve", Message("Reserve")
    NOT_SELECTED = "not_selected", Message("Not selected")


class Nominee(Identified, Model):
    """A person a country nominates.

    Reused for later courses, seen only by the country's own people and where nominated.

    Names as in the passport; ``native_name`` in the native script. ``language_levels`` maps a language code to a CEFR
    level. ``different_from`` are the ids of people who look alike and were said to be somebody else.
    """

    __tablename__ = "nominees"

    country_code: Mapped[str] = mapped_column(ForeignKey("countries.code"), index=True)
    title: Mapped[str] = mapped_column(default="")
    given_name: Mapped[str]
    family_name: Mapped[str] = mapped_column(default="")
    native_name: Mapped[str] = mapped_column(default="")
    certificate_name: Mapped[str] = mapped_column(default="")
    sex: Mapped[Sex | None] = mapped_column(enum_column(Sex))
    institution: Mapped[str] = mapped_column(default="")
    position: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    telephone: Mapped[str] = mapped_column(default="")
    language_levels: Mapped[dict[str, str]] = mapped_column(default=dict)
    is_sample: Mapped[bool] = mapped_column(default=False)
    different_from: Mapped[list[str]] = mapped_column(default=list)
    created_at: Mapped[Instant]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def name(self) -> str:
        """Given and family name, as one writes it; dots while a draft has none."""
        return " ".join(part for part in (self.given_name, self.family_name) if part) or NAMELESS


class Nomination(Identified, Model):
    """A country's nominee for a course.

    ``rank`` is the country's own order, from 1; ``reference`` is given at submission; ``nominated_by`` is who submitted
    it, before that who drafted it. ``confirm_by`` is the moment after which a place that was offered lapses; nothing
    where the course sets no day. ``delegation`` are all nominations of the country for the course, this one included.
    ``field_remarks`` are the lead's remarks on single answers, by the field's name. ``replaces_id`` is the nomination
    whose place this one takes when it is submitted, for the ``replaces_reason``. ``typed`` is what was typed last and
    not saved.
    """

    __tablename__ = "nominations"
    __table_args__ = (UniqueConstraint("course_id", "nominee_id"),)

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id"), index=True)
    country_code: Mapped[str] = mapped_column(ForeignKey("countries.code"), index=True)
    nominee_id: Mapped[UUID] = mapped_column(ForeignKey("nominees.id"), index=True)
    state: Mapped[NominationState] = mapped_column(
        enum_column(NominationState), default=NominationState.DRAFT, index=True
    )
    reference: Mapped[str | None] = mapped_column(unique=True)
    rank: Mapped[int | None]
    interpretation_into: Mapped[str] = mapped_column(default="")
    experience: Mapped[str] = mapped_column(default="")
    statement: Mapped[str] = mapped_column(default="")
    nominated_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    submitted_at: Mapped[Instant | None]
    remarks: Mapped[str] = mapped_column(default="")
    complete_by: Mapped[Instant | None]
    reserve_rank: Mapped[int | None]
    decided_at: Mapped[Instant | None]
    confirm_by: Mapped[Instant | None] = mapped_column(index=True)
    declined_reason: Mapped[str] = mapped_column(default="")
    withdrawn_reason: Mapped[str] = mapped_column(default="")
    field_remarks: Mapped[dict[str, str]] = mapped_column(default=dict)
    replaces_id: Mapped[UUID | None] = mapped_column(ForeignKey("nominations.id", ondelete="SET NULL"), index=True)
    replaces_reason: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Instant]
    version: Mapped[int] = mapped_column(default=1)

    course: Mapped[Course] = relationship(lazy="raise_on_sql")
    nominee: Mapped[Nominee] = relationship(lazy="raise_on_sql")
    country: Mapped[Country] = relationship(lazy="raise_on_sql")
    delegation: Mapped[list[Nomination]] = relationship(
        primaryjoin=lambda: (
            (Nomination.course_id == foreign(remote(Nomination.course_id)))
            & (Nomination.country_code == foreign(remote(Nomination.country_code)))
        ),
        order_by=lambda: [remote(Nomination.rank), remote(Nomination.created_at)],
        lazy="raise_on_sql",
        viewonly=True,
    )
    typed: Mapped[TypedAnswers | None] = relationship(lazy="raise_on_sql", viewonly=True)

    __mapper_args__ = {"version_id_col": version}

    @property
    def called(self) -> str:
        """The nominee's name, for the country itself: as typed last, even when that was not saved."""
        return (self.typed.name if self.typed else "") or self.nominee.name

    @property
    def invitation(self) -> CourseCountry | None:
        """The country's part in the call, with its counted places; nothing when the country is not invited."""
        return next((row for row in self.course.countries if row.country_code == self.country_code), None)

    @property
    def lead_party_ids(self) -> frozenset[UUID]:
        """The leads of the course, for the policy; drafts are the country's own and reach no lead."""
        if self.state is NominationState.DRAFT or self.submitted_at is None:
            return frozenset()
        return self.course.lead_party_ids


class TypedAnswers(Model):
    """What was typed for a nomination and is not saved: the answers as they are, by field, also those not fit to be.

    ``form_key`` is the form in which a new draft was begun, so that the same form begins one draft only.
    """

    __tablename__ = "typed_answers"

    nomination_id: Mapped[UUID] = mapped_column(ForeignKey("nominations.id", ondelete="CASCADE"), primary_key=True)
    form_key: Mapped[str] = mapped_column(default="", index=True)
    answers: Mapped[dict[str, str]]
    user_id: Mapped[UUID | None]
    typed_at: Mapped[Instant]

    @property
    def name(self) -> str:
        """The name as typed."""
        parts = (self.answers.get(part, "").strip() for part in ("given_name", "family_name"))
        return " ".join(part for part in parts if part)


class Proposal(Identified, Model):
    """What the lead proposes for a nomination.

    A row of its own because the country may not see it before the release.
    """

    __tablename__ = "proposals"

    nomination_id: Mapped[UUID] = mapped_column(ForeignKey("nominations.id", ondelete="CASCADE"), unique=True)
    kind: Mapped[ProposalKind] = mapped_column(enum_column(ProposalKind))
    reserve_rank: Mapped[int | None]
    user_id: Mapped[UUID | None]
    made_at: Mapped[Instant]


class AnswerLink(Identified, Model):
    """A mailed link by which a selected person confirms or declines, once, until it expires.

    ``token_hash`` stands for the token, which only the mail keeps.
    """

    __tablename__ = "answer_links"

    token_hash: Mapped[str] = mapped_column(unique=True)
    nomination_id: Mapped[UUID] = mapped_column(ForeignKey("nominations.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[Instant]
    expires_at: Mapped[Instant]
    used_at: Mapped[Instant | None]

    nomination: Mapped[Nomination] = relationship(lazy="raise_on_sql")


class Reversal(Identified, Model):
    """A released decision that was changed: what it was, since when, what it became, and why."""

    __tablename__ = "reversals"

    nomination_id: Mapped[UUID] = mapped_column(ForeignKey("nominations.id", ondelete="CASCADE"), index=True)
    was: Mapped[NominationState] = mapped_column(enum_column(NominationState))
    was_decided_at: Mapped[Instant | None]
    becomes: Mapped[NominationState] = mapped_column(enum_column(NominationState))
    reason: Mapped[str]
    user_id: Mapped[UUID | None]
    made_at: Mapped[Instant]


class ReferenceNumbers(Model):
    """The last reference number given in a year; raised by one statement, so that no two nominations get the same."""

    __tablename__ = "reference_numbers"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
