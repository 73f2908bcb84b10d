"""Offering a place: until when it is confirmed, and the link by which the person answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from pesnet.core.db import session
from pesnet.core.secrets import new_token, token_hash
from pesnet.mail.models import Mail
from pesnet.mail.services import RESENDABLE, Recipient, post
from pesnet.network.queries import weekends_of
from pesnet.nominations import rules
from pesnet.nominations.models import AnswerLink, Nomination
from pesnet.nominations.queries import told

OFFER = "nominations/place_offered"


def offer(nominations: Iterable[Nomination], now: datetime) -> None:
    """Say until when each place is confirmed, and mail everybody with an address a link to answer by."""
    rows = list(nominations)
    codes = {row.country_code for row in rows}
    seats, weekends = told(codes, now), weekends_of(codes)
    for nomination in rows:
        nomination.confirm_by = rules.confirm_by(nomination.course, weekends[nomination.country_code], now)
        withdraw_links(nomination, now)
        if nomination.nominee.email:
            spoken = seats[nomination.country_code]
            language = rules.language_of(nomination.nominee, spoken[0].language if spoken else "en")
            _mail_link(nomination, language, now)


def withdraw_links(nomination: Nomination, now: datetime) -> None:
    """Make the links mailed before worthless."""
    old = update(AnswerLink).where(AnswerLink.nomination_id == nomination.id, AnswerLink.expires_at > now)
    session().execute(old.values(expires_at=now).execution_options(synchronize_session=False))


def forget_tokens(now: datetime) -> None:
    """Take the token out of the kept mail of every link that can no longer be answered by."""
    with_token = Mail.facts["token"].as_string().is_not(None)
    chosen = select(Mail).where(Mail.letter == OFFER, Mail.state.in_(RESENDABLE), with_token)
    mails = {UUID(mail.facts["link_id"]): mail for mail in session().scalars(chosen)}
    for link in session().scalars(select(AnswerLink).where(AnswerLink.id.in_(mails))):
        if link.used_at is not None or link.expires_at <= now:
            kept = {name: value for name, value in mails[link.id].facts.items() if name != "token"}
            mails[link.id].facts = {**kept, "is_over": True}


def _mail_link(nomination: Nomination, language: str, now: datetime) -> None:
    token = new_token()
    link = AnswerLink(
        token_hash=token_hash(token), nomination_id=nomination.id, created_at=now, expires_at=_ends(nomination, now)
    )
    session().add(link)
    session().flush()
    facts = {"nomination_id": str(nomination.id), "link_id": str(link.id), "token": token}
    post(OFFER, to=Recipient(nomination.nominee.email, language), facts=facts, now=now)


def _ends(nomination: Nomination, now: datetime) -> datetime:
    """When the link ends: with the time to confirm, else with the first day of the course."""
    course = nomination.course
    if nomination.confirm_by is not None:
        return nomination.confirm_by
    if course.starts_on is None:
        return now + rules.LINK_LASTS
    return datetime.combine(course.starts_on, time(), ZoneInfo(course.time_zone)).astimezone(UTC)
