"""Mails are worded in the recipient's language, isolated for direction, and always the same."""

from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from jinja2 import UndefinedError

from pesnet.core.message import Message, counted
from pesnet.core.translated import Translated
from pesnet.mail.models import Mail
from pesnet.mail.render import render
from tests.factories.letters import a_letterhead

CONTEXT = {"course": "Spatial planning", "closes": date(2026, 8, 3), "name": "Ali", "places": 2, "slug": "spatial"}


@pytest.fixture
def letterhead(tmp_path):
    return a_letterhead(tmp_path)


def a_mail(language="en", address="person@example.org"):
    return Mail(
        letter="tests/nominate",
        facts={},
        address=address,
        language=language,
        message_id="abc",
        created_at=datetime(2026, 7, 1, 9, 30, tzinfo=UTC),
    )


def read(message):
    return message_from_bytes(message.as_bytes(), policy=default)


def parts(mail, context, letterhead):
    message = read(render(mail, context, letterhead))
    text, html = (part.get_content().replace("\r\n", "\n") for part in message.iter_parts())
    return message, text, html


def test_a_mail_says_who_must_do_what_by_when(letterhead):
    message, text, _html = parts(a_mail(), CONTEXT, letterhead)
    assert message["Subject"] == "Nominate for Spatial planning by 3 August 2026"
    assert text.startswith(
        "Dear Ali,\n\n2 places are left.\nWritten as Ali, 2026.\n\nhttps://portal.example/en/courses/spatial\n\n--\n"
    )


def test_a_mail_has_the_headers_of_its_row(letterhead):
    message = read(render(a_mail(), CONTEXT, letterhead))
    assert {
        name: str(message[name]) for name in ("From", "To", "Reply-To", "Message-ID", "Date", "Auto-Submitted")
    } == {
        "From": "The portal <portal@example.org>",
        "To": "person@example.org",
        "Reply-To": "office@example.org",
        "Message-ID": "<abc@portal.example>",
        "Date": "Wed, 01 Jul 2026 09:30:00 +0000",
        "Auto-Submitted": "auto-generated",
    }


def test_a_mail_is_the_same_every_time(letterhead):
    assert render(a_mail(), CONTEXT, letterhead).as_bytes() == render(a_mail(), CONTEXT, letterhead).as_bytes()


def test_the_html_has_paragraphs_and_a_link(letterhead):
    _message, _text, html = parts(a_mail(), CONTEXT, letterhead)
    address = "https://portal.example/en/courses/spatial"
    assert f'<p><a href="{address}" dir="ltr">{address}</a></p>' in html
    assert "<p>Dear Ali,</p>" in html


def test_an_arabic_mail_reads_from_the_right_and_isolates_its_values(letterhead):
    _message, text, html = parts(a_mail("ar"), CONTEXT, letterhead)
    assert '<html lang="ar" dir="rtl">' in html
    assert "\u2068Ali\u2069" in text
    assert "<bdi>Ali</bdi>" in html


@pytest.mark.parametrize(
    "title", ["العمل مع أصحاب العمل: جمع الوظائف الشاغرة وشغلها " * 4, "Conseiller les privés d’emploi " * 6]
)
def test_a_long_subject_keeps_every_space_and_its_lines_are_short(letterhead, title):
    message = render(a_mail(), CONTEXT | {"course": title.strip()}, letterhead)
    subject = read(message)["Subject"].replace("\u2068", "").replace("\u2069", "")
    assert subject == f"Nominate for {title.strip()} by 3 August 2026"
    assert max(len(line) for line in message.as_bytes().split(b"\r\n\r\n")[0].split(b"\r\n")) <= 78


def test_an_arabic_name_in_an_english_mail_is_isolated(letterhead):
    _message, text, html = parts(a_mail(), CONTEXT | {"name": "علي"}, letterhead)
    assert text.startswith("Dear \u2068علي\u2069,")
    assert "Dear <bdi>علي</bdi>," in html


def test_what_people_typed_cannot_add_headers_markup_or_links(letterhead):
    bad = 'x\r\nBcc: all@example.org\n\n<a href="https://evil.example/">y</a>\u202e'
    message, text, html = parts(a_mail(), CONTEXT | {"course": bad, "name": bad}, letterhead)
    assert message["Bcc"] is None
    assert message["Subject"].startswith("Nominate for x Bcc: all@example.org <a")
    assert text.startswith("Dear x\nBcc: all@example.org\n\n<a href")
    assert html.count("<a ") == 2
    assert "\u202e" not in text


def test_sentences_and_translated_content_are_worded_in_the_language(letterhead):
    name = counted("%(n)s of %(what)s", "%(n)s of %(what)s", 3, what=Message("Draft"))
    _message, text, _html = parts(a_mail(), CONTEXT | {"name": name, "course": Translated(en="A", fr="B")}, letterhead)
    assert text.startswith("Dear 3 of Draft,")
    assert (
        parts(a_mail("fr"), CONTEXT | {"course": Translated(en="A", fr="B")}, letterhead)[0]["Subject"].count("B") == 1
    )


def test_a_missing_value_is_an_error_and_no_gap(letterhead):
    with pytest.raises(UndefinedError):
        render(a_mail(), {"course": "x"}, letterhead)


def test_an_address_with_a_line_end_is_refused(letterhead):
    with pytest.raises(ValueError, match="cannot contain CR or LF"):
        render(a_mail(address="a@example.org\r\nBcc: b@example.org"), CONTEXT, letterhead)
