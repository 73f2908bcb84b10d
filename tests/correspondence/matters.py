"""Matters of letters that are in no database."""

from __future__ import annotations

from datetime import date
from typing import Any

from pesnet.core.translated import Translated
from pesnet.correspondence.composing import LetterDetails, Matter, Reference, said
from pesnet.correspondence.defaults import WORDS
from pesnet.correspondence.models import LetterKind
from pesnet.correspondence.said import Said
from pesnet.courses.models import Course, CourseParty, Mode
from pesnet.network.models import Country, Party
from pesnet.nominations.models import Nomination, Nominee, Sex
from pesnet.workplan.models import PartyRole

THIS = Reference("PESNET/2027/L/0042", date(2027, 2, 1))
SENEGAL = Country(
    code="SN", name=Translated(en="Senegal", fr="Sénégal", ar="السنغال"), french_of="du Sénégal",
    french_in="au Sénégal",
    official=Translated(en="Republic of Senegal", fr="République du Sénégal", ar="جمهورية السنغال"),
    working_language="fr", capital=Translated(en="Dakar", fr="Dakar", ar="داكار"),
)  # fmt: skip


def a_matter(kind: LetterKind = LetterKind.INVITATION, *, about: dict[str, Any] | None = None, **who: Any) -> Matter:
    """A matter about one person of Senegal; ``about`` are facts of the course, the others of the person."""
    facts = {"venue": Translated(en="Tunis"), "starts_on": date(2027, 3, 28), "ends_on": date(2027, 3, 30)}
    lead = CourseParty(role=PartyRole.LEAD, position=1, party=Party(country=SENEGAL))
    course = Course(
        title=Translated(en="Job clubs", ar="نوادي العمل"), mode=Mode.ON_SITE, languages=["en"], contact_name="Ms C",
        contact_email="c@example.org", parties=[lead], **{**facts, **(about or {})},
    )  # fmt: skip
    person = {
        "given_name": "Amina", "family_name": "Sample", "native_name": "أمينة نموذج", "title": "", "sex": Sex.FEMALE,
        "institution": "Employment Service", "position": "Analyst",
    }  # fmt: skip
    nominee = Nominee(**{**person, **who})
    row = Nomination(nominee=nominee, country=SENEGAL, course=course, rank=1, reference="PESNET-2027-000001")
    return Matter(kind, course, SENEGAL, (row,))


def words_of(matter: Matter, language: str, **details: Any) -> Said:
    """What a letter with the portal's own wording says."""
    return said(matter, LetterDetails(language, **details), WORDS[language].wordings[matter.kind], THIS)
