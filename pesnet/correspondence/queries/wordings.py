"""The wordings that count, and their versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from pesnet.accounts.models import User
from pesnet.core.db import session
from pesnet.core.errors import NotFound
from pesnet.core.translated import LANGUAGES, Translated
from pesnet.correspondence.composing import Matter
from pesnet.correspondence.defaults import WORDS
from pesnet.correspondence.models import LetterKind, LetterWording
from pesnet.correspondence.words import Wording
from pesnet.courses.models import Course, CourseParty
from pesnet.network.models import Country, Institution, Party
from pesnet.nominations.models import Nomination, Nominee, Sex
from pesnet.policy import Actor
from pesnet.workplan.models import PartyRole

A_DAY = date(2027, 3, 1)


@dataclass(frozen=True)
class Edited:
    """The wording of a kind in a language: what counts, the number of its version, and who made it."""

    kind: LetterKind
    language: str
    wording: Wording
    number: int = 0
    is_default: bool = True


@dataclass(frozen=True)
class Version:
    """A version of a wording, and who made it."""

    row: LetterWording
    by: str


def wording(kind: LetterKind, language: str) -> Wording:
    """What letters of this kind say in this language now."""
    return current(kind, language).wording


def current(kind: LetterKind, language: str) -> Edited:
    """The wording of a kind in a language with the number of its version."""
    return _edited(kind, language, _latest().get((kind, language)))


def edited(kind: str, into: str, actor: Actor) -> Edited:
    """The wording of a kind in a language, for the page on which it is changed."""
    known = next((each for each in LetterKind if each.value == kind), None)
    if known is None or into not in LANGUAGES:
        raise NotFound
    return current(known, into)


def overview() -> list[list[Edited]]:
    """Every wording, a row for each kind with its languages."""
    latest = _latest()
    return [[_edited(kind, code, latest.get((kind, code))) for code in LANGUAGES] for kind in LetterKind]


def versions(found: Edited) -> list[Version]:
    """The versions of a wording, the latest first."""
    chosen = (
        select(LetterWording, User.name)
        .outerjoin(User, User.id == LetterWording.user_id)
        .where(LetterWording.kind == found.kind, LetterWording.language == found.language)
        .order_by(LetterWording.number.desc())
    )
    return [Version(row, name or "") for row, name in session().execute(chosen)]


def sample_matter(kind: LetterKind, language: str) -> Matter:
    """A matter to preview a wording with: an invented person and course of a country of the network."""
    sample = WORDS[language].sample
    country = (
        session().scalars(select(Country).where(Country.code == "SN").execution_options(populate_existing=True)).one()
    )
    lead = session().scalars(select(Party).join(Institution).order_by(Institution.acronym).limit(1)).first()
    course = Course(
        title=Translated(**{language: sample.course}), venue=Translated(**{language: sample.venue}), starts_on=A_DAY,
        ends_on=A_DAY + timedelta(days=2), confirm_by=A_DAY - timedelta(days=30), languages=["en", "fr"],
        contact_name="OIC-PESNET", contact_email="contact@example.org", mode=None,
        parties=[CourseParty(role=PartyRole.LEAD, party_id=lead.id, party=lead, position=1)] if lead else [],
    )  # fmt: skip
    given, _, family = sample.name.partition(" ")
    nominee = Nominee(
        given_name=given, family_name=family, native_name=sample.name if language == "ar" else "", title="",
        sex=Sex.FEMALE, institution=sample.institution, position=sample.position,
    )  # fmt: skip
    row = Nomination(nominee=nominee, country=country, course=course, rank=1, reference="PESNET-2027-000001")
    return Matter(kind, course, country, (row,))


def _latest() -> dict[tuple[LetterKind, str], LetterWording]:
    rows = session().scalars(select(LetterWording).order_by(LetterWording.number))
    return {(row.kind, row.language): row for row in rows}


def _edited(kind: LetterKind, language: str, row: LetterWording | None) -> Edited:
    default = WORDS[language].wordings[kind]
    if row is None or row.is_default:
        return Edited(kind, language, default, row.number if row else 0)
    return Edited(kind, language, Wording(row.subject, row.body, row.closing), row.number, is_default=False)
