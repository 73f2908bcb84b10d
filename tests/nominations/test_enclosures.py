"""The mail of a call carries the call on one page and the delegation sheet, or goes out without and says so."""

from __future__ import annotations

import io
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pypdfium2
import pytest
from sqlalchemy import select

from pesnet.accounts.models import Seat
from pesnet.core.db import session
from pesnet.core.translated import LANGUAGES, Translated
from pesnet.courses import queries as courses
from pesnet.courses.paper import MOST_NAMES, paper
from pesnet.documents import pdf
from pesnet.documents.child import NotRendered
from pesnet.documents.content import Name
from pesnet.mail.models import Mail, MailState
from pesnet.network.queries import parties
from pesnet.nominations.sheet.reading.workbook import read
from pesnet.policy import Role
from pesnet.workplan.models import BeneficiaryRule
from tests.factories.courses import a_course
from tests.factories.nominations import a_nomination
from tests.factories.people import a_focal_point

LIMIT = 100_000
one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
BASE = "https://portal.example.org"


@pytest.fixture
def outbox(app, config):
    """Send what waits; the messages by their recipient."""

    def deliver():
        app.extensions["pesnet.queue"].clock.deliver()
        folder = Path(config.mail_url.removeprefix("file://"))
        found = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in folder.glob("*.eml")]
        return {message["To"]: message for message in found}

    return deliver


def files(message):
    return {part.get_filename(): part.get_content() for part in message.iter_attachments()}


def a_copy_address(db, country, address):
    with db.writing():
        session().add(
            Seat(role=Role.FOCAL_POINT, party_id=parties()[country].id, language="fr", copy_addresses=[address])
        )


@one_engine
def test_the_call_comes_with_both_papers_and_everybody_sees_only_the_own_people(db, outbox, now):
    earlier = a_course(db, now)
    a_nomination(db, earlier, "JO", now, given_name="Known")
    a_nomination(db, earlier, "SN", now, given_name="Foreign")
    jordan, copy = a_focal_point(db, "JO", language="ar"), "ministry@example.org"
    a_copy_address(db, "SN", copy)
    course = a_course(db, now)
    found = outbox()
    own, other = files(found[jordan.email]), files(found[copy])
    assert sorted(own) == [f"{course.slug}-ar.pdf", f"delegation-{course.slug}-jo.xlsx"]
    assert sorted(other) == [f"{course.slug}-fr.pdf", f"delegation-{course.slug}.xlsx"]
    assert [row["given_name"] for row in read(own[f"delegation-{course.slug}-jo.xlsx"]).rows] == ["Known"]
    assert read(other[f"delegation-{course.slug}.xlsx"]).rows == []
    assert max(len(message.as_bytes()) for message in found.values()) < LIMIT
    assert found[jordan.email].get_boundary().endswith("_all")


@one_engine
def test_a_focal_point_who_left_the_seat_gets_an_empty_sheet(db, outbox, now):
    a_nomination(db, a_course(db, now), "JO", now)
    leaving = a_focal_point(db, "JO")
    a_course(db, now)
    with db.writing():
        for mail in session().scalars(select(Mail).where(Mail.letter == "courses/published")):
            mail.seat_id = None
    message = outbox()[leaving.email]
    [sheet] = [content for name, content in files(message).items() if name.endswith(".xlsx")]
    assert read(sheet).rows == []


@one_engine
@pytest.mark.parametrize("broken", ["pesnet.documents.shelf.render_in_child", "pesnet.nominations.enclosures.paper"])
def test_a_mail_whose_papers_cannot_be_made_goes_out_without_them_and_says_so(db, outbox, now, monkeypatch, broken):
    def fails(*_arguments):
        raise NotRendered("exit code 1: no font")

    a_focal_point(db, "JO")
    course = a_course(db, now)
    monkeypatch.setattr(broken, fails)
    [message] = outbox().values()
    with db.reading():
        mail = session().scalars(select(Mail)).one()
    assert mail.state is MailState.SENT
    assert mail.error.startswith("sent without ")
    assert "no font" in mail.error
    assert sorted(files(message)) == ([f"delegation-{course.slug}-jo.xlsx"] if broken.endswith("in_child") else [])
    assert "on one page (PDF) and" not in message.get_body(("plain",)).get_content()


LONG = Translated(**dict.fromkeys(LANGUAGES, "Counselling of young people looking for their first employment. " * 40))
ARABIC = Translated(ar="إرشاد الشباب الباحثين عن عمل من المقابلة الأولى إلى التشغيل، مع متابعة أصحاب العمل. " * 40)


@pytest.fixture
def crowded(db, now):
    """A call that says as much as it can, everywhere."""
    names = ("title", "summary", "profile", "asked", "costs", "venue")
    with db.reading():
        invited = tuple(sorted(code for code in parties() if len(code) == 2))[:MOST_NAMES]
    said = {name: Translated({**LONG.texts, **ARABIC.texts}) for name in names}
    course = a_course(
        db, now, eligibility=BeneficiaryRule.LISTED, countries=invited, languages=("en",), **{**said, "title": LONG}
    )
    with db.reading():
        return courses.by_id(course.id)


@one_engine
def test_the_call_stands_on_one_page_in_every_language(db, crowded):
    for language in LANGUAGES:
        with db.reading():
            document = paper(crowded, language, BASE)
        found = pypdfium2.PdfDocument(io.BytesIO(pdf.render(document)))
        assert len(found) == 1, language
        found.close()


@one_engine
def test_the_call_says_what_is_asked_first_the_language(db, now):
    course = a_course(db, now, asked=Translated(en="A letter of the employer."))
    with db.reading():
        document = paper(courses.by_id(course.id), "en", BASE)
    first, facts = document.blocks[0], dict(next(block for block in document.blocks if hasattr(block, "pairs")).pairs)
    assert first.text == "\u2068English\u2069 only, no interpretation."
    assert "23:59 (Tunis)" in facts["Nominate by"]
    assert "22:59 (UTC)" in facts["Nominate by"]
    assert facts["Who may nominate"] == "Jordan, Senegal"
    assert facts["What is asked of nominees"] == Name("A letter of the employer.")
    assert f"{BASE}/en/courses/{course.slug}" in repr(document.blocks[-1])


@one_engine
def test_everybody_downloads_the_call_of_a_published_course(db, client, now):
    course, draft = a_course(db, now), a_course(db, now, is_published=False)
    answer = client.get(f"/fr/courses/{course.slug}/call.pdf")
    assert (answer.status_code, answer.data[:5]) == (200, b"%PDF-")
    assert f"/en/courses/{course.slug}/call.pdf" in client.get(f"/en/courses/{course.slug}").text
    assert client.get(f"/en/courses/{draft.slug}/call.pdf").status_code == 404


@one_engine
def test_a_call_that_has_changed_is_made_anew_and_old_ones_go(app, db, now):
    course = a_course(db, now)
    shelf = app.extensions["pesnet.shelf"]
    with db.reading():
        document = paper(courses.by_id(course.id), "en", BASE)
    for one in (document, document, replace(document, title="Another")):
        assert shelf.pdf(one).startswith(b"%PDF")
    assert len(list(shelf.folder.iterdir())) == 2
    shelf.tidy(now.replace(year=now.year + 1))
    assert list(shelf.folder.iterdir()) == []
