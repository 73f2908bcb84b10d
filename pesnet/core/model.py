"""The base of all models and the column types they share."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import Enum
from typing import Annotated, Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, DateTime, Dialect, MetaData, String, TypeDecorator, Uuid
from sqlalchemy import Enum as EnumType
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from pesnet.core.translated import Translated


class InstantType(TypeDecorator[datetime]):
    """A moment in UTC. Naive values are refused; SQLite, which drops the offset, gets it back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive moments and store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give every moment back in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class TranslatedType(TypeDecorator[Translated]):
    """A :class:`Translated` value in a JSON column; never NULL, empty when there is no text."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Translated | None, dialect: Dialect) -> dict[str, Any]:
        """Store texts, states and sources."""
        return (value or Translated()).as_json()

    def process_result_value(self, value: dict[str, Any] | None, dialect: Dialect) -> Translated:
        """Rebuild the immutable value."""
        return Translated.from_json(value)


class TranslatedListType(TypeDecorator[tuple[Translated, ...]]):
    """An ordered list of translated texts, such as the objectives of a thematic area."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[Translated, ...] | None, dialect: Dialect) -> list[dict[str, Any]]:
        """Store each text as :class:`TranslatedType` does."""
        return [text.as_json() for text in value or ()]

    def process_result_value(self, value: list[dict[str, Any]] | None, dialect: Dialect) -> tuple[Translated, ...]:
        """Rebuild the immutable values."""
        return tuple(Translated.from_json(stored) for stored in value or ())


Instant = Annotated[datetime, mapped_column(InstantType)]
"""A moment in UTC."""


def enum_column(kind: type[Enum]) -> EnumType:
    """The column type of an enumeration: its values as text, so that both databases hold the same words."""
    return EnumType(
        kind,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        length=40,
        create_constraint=False,
        validate_strings=True,
    )


class Model(DeclarativeBase):
    """A table row. Every model but those that bring a key of their own has a random UUID as its key."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        UUID: Uuid(),
        str: String(),
        Translated: TranslatedType(),
        tuple[Translated, ...]: TranslatedListType(),
        dict[str, Any]: JSON(),
        list[str]: JSON(),
        list[int]: JSON(),
        dict[str, str]: JSON(),
        list[dict[str, Any]]: JSON(),
    }


class Identified:
    """A row with a random UUID as its key; put before :class:`Model`."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
