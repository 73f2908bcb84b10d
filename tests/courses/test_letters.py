"""What the mails about courses say."""

from uuid import UUID

import pytest
from sqlalchemy import select

from pesnet.core.db import session
from pesnet.core.translated import LANGUAGES, Translated
from pesnet.courses.letters import LETTERS
from pesnet.courses.models import DatesAnswer
from pesnet.mail.models import Mail
from pesnet.mail.render import Letterhead, worded
from pesnet.network.queries import parties
from tests.factories.courses import a_course
from tests.factories.people import a_focal_point

BASE = "https://portal.example.org"
ANSWER = UUID(int=7)
LETTERHEAD = Letterhead(BASE, "portal@example.org")


@pytest.fixture
def mail(db, now):
    """The mail of a publication, to a focal point who reads Arabic."""
    a_focal_point(db, "JO", language="ar")
    a_course(db, now, title=Translated(en="Counselling", ar="الإرشاد"), languages=("en",), interpretation=("ar",))
    with db.writing():
        found = session().scalars(select(Mail)).one()
        course_id = UUID(found.facts["course_id"])
        session().add(
            DatesAnswer(
                id=ANSWER,
                course_id=course_id,
                party_id=parties()["TN"].id,
                is_agreed=True,
                starts_on=now.date(),
                created_at=now,
            )
        )
        return found


def plain(text):
    return text.replace("\u2068", "").replace("\u2069", "")


def test_a_call_says_who_must_do_what_by_when(db, mail):
    mail.language = "en"
    with db.reading():
        subject, text = worded(mail.letter, LETTERS[mail.letter](mail), "en", LETTERHEAD)
    assert subject.startswith("[Nominate by ")
    assert subject.endswith("23:59 (Tunis)] Counselling")
    for fact in ("22:59 (UTC)", "English, with interpretation into Arabic", "Lead: Tunisia", f"{BASE}/en/courses/"):
        assert fact in plain(text)


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letter", sorted(LETTERS))
def test_every_letter_can_be_worded_in_every_language(db, mail, letter, language):
    mail.language, mail.facts = (
        language,
        {**mail.facts, "reason": "A reason", "remark": "A remark", "answer_id": str(ANSWER)},
    )
    with db.reading():
        subject, text = worded(letter, LETTERS[letter](mail), language, LETTERHEAD)
    assert ("الإرشاد" if language == "ar" else "Counselling") in subject + text
    assert f"{BASE}/{language}/courses/" in text
