"""The sample nominations of a course: named, submitted, sent back, withdrawn and decided, each on its day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from pesnet.cli.demonstration.people import nominees
from pesnet.core.db import session
from pesnet.courses.models import Course
from pesnet.nominations import queries, services
from pesnet.nominations.models import Nomination, ProposalKind, Sex
from pesnet.nominations.services import NominationDetails
from pesnet.policy import Actor

DECIDED = {
    **{kind.value: kind for kind in ProposalKind},
    "confirmed": ProposalKind.SELECTED,
    "declined": ProposalKind.SELECTED,
}
"""The decision that was released, by where a nomination stands today."""
DAY = timedelta(days=1)
OF_THE_PERSON = ("given_name", "family_name", "native_name", "title", "institution", "position", "email")


def load(course: Course, record: dict[str, Any], *, lead: Actor, actors: dict[str, Actor], now: datetime) -> None:
    """Play the nominations of a sample course; countries without a sample account are recorded by the secretariat."""
    people = nominees()
    made: list[tuple[dict[str, Any], Nomination]] = []
    for item in sorted(record["nominations"], key=lambda item: (item["nominee"][:2], item["rank"])):
        person = people[item["nominee"]]
        actor = actors.get(f"focal.{person['country'].lower()}", actors["secretariat"])
        made.append((item, _nominate(course, item, person, actor=actor, now=now)))
    for item, nomination in made:
        _afterwards(nomination, item, lead=lead, actors=actors, now=now)
    if "decided_day" in record:
        decided = now + record["decided_day"] * DAY
        _decide(course, made, lead=lead, now=decided)
        _answer(made, actors=actors, now=decided + DAY)


def _nominate(
    course: Course, item: dict[str, Any], person: dict[str, Any], *, actor: Actor, now: datetime
) -> Nomination:
    moment = now + (-1 if item["submitted_day"] is None else item["submitted_day"]) * DAY
    delegation = queries.delegation(course.slug, person["country"], actor)
    details = NominationDetails(
        **{name: person[name] for name in OF_THE_PERSON},
        sex=Sex(person["sex"]) if person["sex"] else None,
        language_levels=person["language_levels"],
        interpretation_into=item.get("interpretation_into", ""),
        experience=item.get("experience") or f"{person['position']}, {person['institution']}.",
        statement=item.get("statement", ""),
    )
    known = next((row for row in queries.nominees(person["country"], course.id) if row.email == person["email"]), None)
    nomination = services.nominate(delegation, details, nominee=known, actor=actor, now=moment - DAY)
    nomination.nominee.is_sample = True
    if item["state"] != "draft":
        _submit(nomination, actor=actor, now=moment)
    return nomination


def _submit(nomination: Nomination, *, actor: Actor, now: datetime) -> None:
    session().flush()
    session().expire(nomination)
    services.submit(queries.nomination(nomination.id, actor), actor=actor, now=now)


def _afterwards(
    nomination: Nomination, item: dict[str, Any], *, lead: Actor, actors: dict[str, Actor], now: datetime
) -> None:
    if item["state"] == "withdrawn":
        actor = actors.get(f"focal.{nomination.country_code.lower()}", actors["secretariat"])
        moment = now + (item["submitted_day"] + 1) * DAY
        services.withdraw(nomination, reason=item["withdrawn_reason"], actor=actor, now=moment)
    if item["state"] == "sent_back":
        services.send_back(nomination, remarks=item["remarks"], complete_by=now + 5 * DAY, actor=lead, now=now - DAY)


def _decide(course: Course, made: list[tuple[dict[str, Any], Nomination]], *, lead: Actor, now: datetime) -> None:
    for item, nomination in made:
        if item["state"] in DECIDED:
            services.propose(
                nomination, DECIDED[item["state"]], reserve_rank=item.get("reserve_rank"), actor=lead, now=now
            )
    session().flush()
    services.release(course, actor=lead, now=now)


def _answer(made: list[tuple[dict[str, Any], Nomination]], *, actors: dict[str, Actor], now: datetime) -> None:
    """Confirm and decline; a declined place goes to the reserve."""
    for item, nomination in made:
        actor = actors.get(f"focal.{nomination.country_code.lower()}", actors["secretariat"])
        if item["state"] == "confirmed":
            services.confirm(nomination, actor=actor, now=now)
        elif item["state"] == "declined":
            services.decline(nomination, reason=item["declined_reason"], actor=actor, now=now)
