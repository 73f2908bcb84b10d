"""Whom news of a course reaches."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from pesnet.accounts.models import Seat
from pesnet.accounts.queries import recipients
from pesnet.core.db import session
from pesnet.courses.models import Course
from pesnet.mail.services import Recipient, post
from pesnet.network.models import Answering, Country, Party
from pesnet.policy import Role
from pesnet.workplan.models import BeneficiaryRule


@dataclass(frozen=True)
class Announcement:
    """Whom a publication tells: the countries that may nominate, the mails, the countries whose seat nobody holds."""

    countries: list[str]
    recipients: list[Recipient]
    vacant: list[str]

    @property
    def per_language(self) -> dict[str, int]:
        """How many mails go out in each language."""
        languages = [recipient.language for recipient in self.recipients]
        return {language: languages.count(language) for language in sorted(set(languages))}


def announcement(course: Course, now: datetime) -> Announcement:
    """Whom news of this course reaches: the focal points of every country that may nominate."""
    codes = eligible_codes(course)
    parties = {
        row.id: row.country_code for row in session().scalars(select(Party).where(Party.country_code.in_(codes)))
    }
    found = recipients(Role.FOCAL_POINT, list(parties), now)
    held = {recipient.seat_id for recipient in found if recipient.user_id}
    seats = session().execute(
        select(Seat.id, Seat.party_id).where(Seat.role == Role.FOCAL_POINT, Seat.party_id.in_(parties))
    )
    manned = {parties[party_id] for seat_id, party_id in seats if party_id and seat_id in held}
    return Announcement(codes, found, [code for code in codes if code not in manned])


def everybody(course: Course, now: datetime) -> list[Recipient]:
    """All whom a change of plans concerns: the focal points of the invited countries, the providers, the leads."""
    providers = recipients(Role.PROVIDER_OFFICER, answering_parties(course.provider_party_ids, now.date()), now)
    people = [*announcement(course, now).recipients, *providers, *leads(course, now)]
    return list({person.address.casefold(): person for person in reversed(people)}.values())[::-1]


def leads(course: Course, now: datetime) -> list[Recipient]:
    """The lead officers of a course."""
    return recipients(Role.LEAD_OFFICER, answering_parties(course.lead_party_ids, now.date()), now)


def tell(letter: str, people: Iterable[Recipient], course: Course, now: datetime, **facts: str) -> None:
    """Post a letter about a course to each of these people."""
    for recipient in people:
        post(letter, to=recipient, facts={"course_id": str(course.id), **facts}, now=now)


def eligible_codes(course: Course) -> list[str]:
    """The countries that may nominate: those fixed at publication, those listed, or all member states by the rule."""
    if course.countries or course.eligibility is BeneficiaryRule.LISTED:
        return [row.country_code for row in course.countries]
    return list(session().scalars(select(Country.code).order_by(Country.code)))


def answering_parties(party_ids: Collection[UUID], today: date) -> list[UUID]:
    """These parties, and for the countries among them the institutions that answer for them on a day."""
    institutions = (
        select(Party.id)
        .join(Answering, Answering.institution_id == Party.institution_id)
        .where(
            Answering.country_code.in_(select(Party.country_code).where(Party.id.in_(party_ids))),
            (Answering.from_day.is_(None)) | (Answering.from_day <= today),
            (Answering.to_day.is_(None)) | (Answering.to_day >= today),
        )
    )
    return [*party_ids, *session().scalars(institutions)]
