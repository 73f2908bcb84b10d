"""Sample people in sample seats."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from pesnet.accounts import passwords, queries
from pesnet.accounts.models import Holding, Seat, User
from pesnet.cli.demonstration.data import read
from pesnet.core.db import session
from pesnet.network.queries import parties
from pesnet.policy import Actor, Role

HELD_FOR = timedelta(days=400)


def load(now: datetime) -> dict[str, Actor]:
    """Make the accounts with their seats; the actor of each, by the part of its address before the @."""
    people = read("people")
    password = passwords.hashed(people["password"])
    return {record["email"].split("@")[0]: _account(record, password, now) for record in people["accounts"]}


def nominees() -> dict[str, dict[str, Any]]:
    """The sample nominees by their key in the data files."""
    return {record["key"]: record for record in read("people")["nominees"]}


def accounts() -> list[tuple[str, str, str]]:
    """Address, role and party of each demonstration account."""
    records = read("people")["accounts"]
    return [(record["email"], record["seat"]["role"], record["seat"]["party"] or "") for record in records]


def password() -> str:
    """The password of every demonstration account."""
    return str(read("people")["password"])


def _account(record: dict[str, Any], password: str, now: datetime) -> Actor:
    user = User(
        email=record["email"],
        name=record["name"],
        native_name=record["native_name"],
        language=record["language"],
        time_zone=record["time_zone"],
        password_hash=password,
        is_sample=True,
        created_at=now.astimezone(UTC) - HELD_FOR,
    )
    seat = _seat(record["seat"], record["language"])
    session().add_all([user, seat])
    session().flush()
    session().add(
        Holding(
            seat_id=seat.id,
            user_id=user.id,
            function=record["seat"]["function"],
            from_day=(now - HELD_FOR).date(),
        )
    )
    session().flush()
    return queries.actor_in_seat(user, seat.id, now)


def _seat(record: dict[str, Any], language: str) -> Seat:
    role = Role(record["role"])
    party = parties()[record["party"]] if record["party"] else None
    found = queries.seat(role, party.id if party else None)
    return found or Seat(role=role, party=party, language=language, is_sample=True)
