"""The demonstration with what else a portal in use has: drafts, doubts, an invitation, failures, every kind of seat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from pesnet.accounts import grants
from pesnet.accounts.models import Seat, User
from pesnet.accounts.queries import actor_in_seat
from pesnet.core.db import Database, session
from pesnet.core.message import Message
from pesnet.core.secrets import token_hash
from pesnet.courses import services as courses
from pesnet.jobs import services as jobs
from pesnet.jobs.models import JobState
from pesnet.mail.models import Mail, MailState
from pesnet.network.queries import gazetteer_names
from pesnet.policy import Actor, Role
from pesnet.reporting import services as reporting
from pesnet.workplan import queries
from pesnet.workplan import services as workplan
from pesnet.workplan.reading.gazetteer import Gazetteer
from pesnet.workplan.reading.reader import read
from tests.factories.people import a_user_in
from tests.factories.world import invitation_token
from tests.workplan.damage import WordFile

VISITOR = "visitor"
PROVIDER = "provider officer"
PEOPLE = (
    VISITOR, "secretariat", "lead.tr", "focal.jo", PROVIDER, "auditor", "admin", "lead.pk", "focal.sn", "lead.sesric",
    "focal.tn", "focal.pk",
)  # fmt: skip
"""Who comes: every kind of seat first, then those that see something else in it."""
LETTERS_THAT_FAIL = 3


@dataclass
class Stage:
    """What stands in the portal, as samples for its addresses, and who may come."""

    db: Database
    users: dict[str, User]

    def all(self, model: type[Any]) -> list[Any]:
        """Every row of a model."""
        with self.db.reading():
            return list(session().scalars(select(model)).unique())

    def actor(self, name: str, now: datetime) -> Actor:
        """Who acts as this person, for the policy."""
        with self.db.reading():
            return actor_in_seat(self.users[name], None, now)


def furnish(db: Database, now: datetime) -> Stage:
    """Play on the loaded demonstration what it does not show by itself."""
    users = {PROVIDER: a_user_in(db, Role.PROVIDER_OFFICER, "SESRIC")}
    with db.writing():
        for user in session().scalars(select(User).where(User.is_sample)):
            users[user.email.partition("@")[0]] = user
        stage = Stage(db, users)
        secretariat = actor_in_seat(users["secretariat"], None, now)
        _drafts(secretariat, actor_in_seat(users["lead.pk"], None, now), now)
        _invitation(secretariat, now)
        _failures(secretariat, now)
    return stage


def _drafts(secretariat: Actor, lead: Actor, now: datetime) -> None:
    damaged = _understood(_damaged())
    workplan.preview(damaged, file_name="damaged.docx", actor=secretariat, now=now)
    workplan.draft(damaged, actor=secretariat, now=now)
    plan = queries.plan("2021-2022", secretariat)
    reporting.begin(plan, reporting.ReportDetails(date(2021, 1, 1), date(2021, 12, 31)), actor=secretariat, now=now)
    courses.prepare(queries.activity_by_code(plan.slug, "3.1", lead), actor=lead, now=now)


def _invitation(secretariat: Actor, now: datetime) -> None:
    seat = session().scalars(select(Seat).where(Seat.role == Role.FOCAL_POINT)).first()
    assert seat is not None
    invitee = grants.Invitee("new@example.org", "New Sample", "Officer", "fr", now.date(), is_principal=False)
    invitation, _token = grants.invite(seat, invitee, actor=secretariat, now=now)
    invitation.token_hash = token_hash(invitation_token(invitation))


def _failures(secretariat: Actor, now: datetime) -> None:
    for mail in session().scalars(select(Mail).limit(LETTERS_THAT_FAIL)):
        mail.state, mail.attempts, mail.error = MailState.FAILED, 3, "550 5.1.1 <nobody@example.org>: User unknown"
    for state in JobState:
        job = jobs.ask("workplan.export", arguments={}, effect_key=state.value, actor=secretariat, now=now)
        job.state, job.lease_until = state, now + timedelta(days=1)
        if state is JobState.PARKED:
            job.error = Message("The task stopped.").as_json()


def _damaged() -> bytes:
    word = WordFile()
    word.put(1, 1, 3, "Turkye and SESRIK")
    word.put(1, 2, 2, "some time next year")
    word.put(1, 3, 0, "")
    return word.content()


def _understood(content: bytes) -> Any:
    return read(content, gazetteer=Gazetteer(gazetteer_names()), language="en")
