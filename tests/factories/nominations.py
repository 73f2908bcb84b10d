"""Nominees, nominations and courses whose call is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from pesnet.accounts.models import User
from pesnet.accounts.queries import actor_in_seat
from pesnet.core.db import Database, session
from pesnet.courses.models import Course
from pesnet.nominations import queries, services
from pesnet.nominations.models import Nomination, Sex
from pesnet.nominations.services import NominationDetails
from pesnet.policy import Actor, Grant, Role
from tests.factories.courses import a_course

COMPLETE = NominationDetails(
    given_name="Amina",
    family_name="Sample",
    native_name="أمينة عيّنة",
    title="Ms",
    sex=Sex.FEMALE,
    institution="Sample Employment Service",
    position="Analyst",
    email="amina@example.org",
    language_levels={"en": "B2"},
    experience="Prepares the quarterly bulletin.",
)
SECRETARY = Actor("user", grants=(Grant(Role.SECRETARIAT),))
AGO = timedelta(days=40)
"""A course prepared this long ago has a call that is over and begins in twenty days."""


def actor_of(db: Database, user: User, now: datetime) -> Actor:
    """The actor that a user is."""
    with db.reading():
        return actor_in_seat(user, None, now)


def a_closed_course(db: Database, now: datetime, **facts: Any) -> Course:
    """A published course whose call is over."""
    return a_course(db, now - AGO, **facts)


def a_draft(db: Database, course: Course, country: str, now: datetime, **said: Any) -> Nomination:
    """A saved draft, complete unless said otherwise."""
    with db.writing():
        delegation = queries.delegation(course.slug, country, SECRETARY)
        return services.nominate(delegation, replace(COMPLETE, **said), actor=SECRETARY, now=now)


def a_nomination(db: Database, course: Course, country: str, now: datetime, **said: Any) -> Nomination:
    """A submitted nomination; for a closed course give a moment before its deadline."""
    draft = a_draft(db, course, country, now, **said)
    with db.writing():
        nomination = queries.nomination(draft.id, SECRETARY)
        services.submit(nomination, actor=SECRETARY, now=now)
        return nomination


def reloaded(db: Database, nomination: Nomination) -> Nomination:
    """The nomination as it is in the database now."""
    with db.reading():
        return queries.nomination(nomination.id, SECRETARY)


def wait_for_release(
    db: Database, course: Course, wishes: dict[Nomination, services.Wish], actor: Actor, now: datetime
) -> None:
    """Propose decisions on several nominations."""
    with db.writing():
        found = session().get_one(Course, course.id)
        chosen = queries.call(found.slug, SECRETARY)
        services.save_proposals(chosen, {row.id: wish for row, wish in wishes.items()}, actor=actor, now=now)
