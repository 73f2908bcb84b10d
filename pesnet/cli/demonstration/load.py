"""Everything the demonstration shows, in its order."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from pesnet.accounts.models import User
from pesnet.cli.demonstration import courses, deliveries, people, plans, progress
from pesnet.core.db import session
from pesnet.mail.models import Mail, MailState
from pesnet.workplan.models import WorkPlan


def is_used() -> bool:
    """Whether anybody or anything is in the portal yet."""
    return bool(session().scalar(select(User.id).limit(1)) or session().scalar(select(WorkPlan.id).limit(1)))


def sample_addresses() -> set[str]:
    """The addresses of the sample accounts."""
    return set(session().scalars(select(User.email).where(User.is_sample)))


def everything(now: datetime) -> None:
    """Load people, both plans, what is on record with a report on it, and the sample courses."""
    actors = people.load(now)
    secretariat = actors["secretariat"]
    real = plans.load_real(secretariat, now)
    deliveries.load(real, actor=secretariat, now=now)
    progress.load(real, actor=secretariat, now=now)
    courses.load(plans.load_sample(secretariat, now), actors=actors, now=now)
    _mails_have_gone()


def _mails_have_gone() -> None:
    """What the played acts wrote belongs to the past: no worker sends it."""
    session().flush()
    session().execute(
        update(Mail).where(Mail.state == MailState.WAITING).values(state=MailState.SENT, sent_at=Mail.created_at)
    )
