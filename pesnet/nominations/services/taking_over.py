"""The moment in which a submitted nomination takes the place of another."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from pesnet.accounts.queries import recipients
from pesnet.audit.services import record
from pesnet.core.db import session
from pesnet.courses.invitations import answering_parties
from pesnet.mail.services import post
from pesnet.nominations import rules
from pesnet.nominations.models import Nomination, Proposal
from pesnet.nominations.places import give_back
from pesnet.nominations.services.offering import withdraw_links
from pesnet.nominations.services.order import in_order, number
from pesnet.policy import Actor, Role


def take_over(old: Nomination, new: Nomination, *, actor: Actor, now: datetime) -> None:
    """Let the old one stand aside and the new one have its rank; the lead is told and decides on the new person.

    A place that was given to the old one is free again.
    """
    was, rank = old.state, old.rank
    rules.MACHINE.take("replace", old, actor=actor, now=now)
    old.rank = old.reserve_rank = old.replaces_id = None
    old.withdrawn_reason = new.replaces_reason
    session().execute(delete(Proposal).where(Proposal.nomination_id == old.id))
    record(actor, "nomination.replace", old, now, state=was.value, by=str(new.id))
    if was in rules.HAS_A_PLACE:
        withdraw_links(old, now)
        give_back(old.course_id, old.country_code)
    order = [row for row in in_order(new) if row is not new]
    order.insert(rank - 1 if rank else len(order), new)
    number(order)
    facts = {"nomination_id": str(new.id), "replaced_id": str(old.id)}
    leads = answering_parties(new.course.lead_party_ids, now.date())
    for to in recipients(Role.LEAD_OFFICER, leads, now):
        post("nominations/replaced", to=to, facts=facts, now=now)
