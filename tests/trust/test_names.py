"""Names of people of the 57 states go through the portal unharmed; names made to deceive do not get in."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from email import message_from_bytes, policy
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pypdfium2
import pytest
from lxml import html
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from pesnet.accounts.models import User
from pesnet.core import text
from pesnet.core.db import session
from pesnet.core.text import clean_name, objection_to_name
from pesnet.courses.models import Course
from pesnet.documents import pdf
from pesnet.documents.content import Column, Document, Name, Table
from pesnet.mail.models import Mail
from pesnet.mail.render import Letterhead, render
from pesnet.nominations import services
from pesnet.nominations.letters import LETTERS
from pesnet.nominations.models import Nomination, Nominee
from pesnet.web import forms
from pesnet.workplan.models import BeneficiaryRule
from tests.factories.courses import a_course
from tests.factories.people import a_focal_point, a_lead_officer
from tests.trust.figures import record, size
from tests.trust.people import EACH, Person, people
from tests.trust.spoofs import Spoof, spoofs

LETTERHEAD = Letterhead("http://127.0.0.1:8000", "PESNET <pesnet@example.org>")
ISOLATES = re.compile("[\u2068\u2069]")
IDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
FIELDS = ("given_name", "family_name", "native_name", "certificate_name")
WORK = {"institution": "Service", "position": "Analyst", "experience": "Much.", "level_en": "B2", "check": "1"}


@dataclass
class Desk:
    """A call for all countries, and the browsers of focal points by country."""

    course: Course
    browsers: dict

    def send(self, state: str, names: dict[str, str]):
        """Send the form of a nomination as a browser does, byte for byte."""
        browser = self.browsers[state]
        if not hasattr(browser, "csrf"):
            browser.send("/en/about")
        form = {"csrf_token": browser.csrf, "form_key": str(uuid4()), **WORK, **names}
        body = urlencode(form, errors="surrogatepass")
        kind = "application/x-www-form-urlencoded"
        return browser.post(f"/en/courses/{self.course.slug}/nominations/new", data=body, content_type=kind)


@pytest.fixture
def desk(db, login, now):
    """One call, to which every country may send as many as it likes."""

    def prepare(states: set[str]) -> Desk:
        limits = {"places": None, "places_per_country": None, "nominees_per_country": None}
        course = a_course(db, now, eligibility=BeneficiaryRule.ALL, countries=(), **limits)
        return Desk(course, {state: login(a_focal_point(db, state)) for state in sorted(states)})

    return prepare


def sample(persons: list[Person]) -> list[Person]:
    """Everybody; in a reduced run one person of every third state."""
    return persons if size(0, 1) else persons[:: EACH * 3 + 1]


def nominated(desk: Desk, persons: list[Person]) -> dict[str, Person]:
    """Nominate and submit these people by the form; those who were taken, by the address of their nomination."""
    taken = {}
    for person in persons:
        names = (person.given, person.family, person.native, person.name)
        answer = desk.send(person.state, dict(zip(FIELDS, names, strict=True)))
        if answer.status_code == 302 and desk.browsers[person.state].send(answer.location).status_code == 302:
            taken[answer.location.removesuffix("/submit")] = person
    return taken


def not_on_page(desk: Desk, taken: dict[str, Person]) -> list[str]:
    """Whose page does not show the names as they were typed."""
    found = []
    for address, person in taken.items():
        page = html.fromstring(desk.browsers[person.state].get(address).get_data(as_text=True))
        shown = {element.text_content() for element in page.iter("bdi")}
        found += [f"page: {name}" for name in (person.name, person.native) if name and name not in shown]
    return found


def not_in_files(browser, desk: Desk, taken: dict[str, Person]) -> list[str]:
    """Whose names are not in the lead's lists as they were typed."""
    address = f"/en/courses/{desk.course.slug}/selection/list"
    wanted = Counter((person.given, person.family, person.native) for person in taken.values())
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(browser.get(address).get_data())).get_sheet_by_index(1)
    rows = {"xlsx": sheet.to_python()[1:]}
    lines = browser.get(f"{address}?format=csv").get_data().decode("utf-8-sig")
    rows["csv"] = list(csv.reader(io.StringIO(lines)))[1:]
    found = []
    for kind, given in rows.items():
        missing = wanted - Counter((row[1], row[2], row[3]) for row in given)
        found += [f"{kind}: {' | '.join(names)}" for names in missing]
    return found


def not_in_mail(db, taken: dict[str, Person]) -> list[str]:
    """Whose receipt does not say the name as it was typed."""
    found = []
    with db.reading():
        mails = session().scalars(select(Mail).where(Mail.letter == "nominations/submitted")).all()
        for mail in mails:
            message = message_from_bytes(
                render(mail, LETTERS[mail.letter](mail), LETTERHEAD).as_bytes(), policy=policy.default
            )
            person = next(one for address, one in taken.items() if mail.facts["nomination_id"] in address)
            plain = ISOLATES.sub("", message.get_body(["plain"]).get_content())
            rich = html.fromstring(message.get_body(["html"]).get_content()).text_content()
            found += [f"mail: {person.name}" for words in (plain, rich) if person.name not in words]
    return found + [f"mail missing: {len(taken) - len(mails)}"] * (len(taken) != len(mails))


def not_in_pdf(taken: dict[str, Person]) -> list[str]:
    """Which Latin and Cyrillic names a PDF of ours does not give back as they were put in."""
    names = sorted(
        {name for person in taken.values() for name in (person.name, person.native) if is_left_to_right(name)}
    )
    table = Table("", (Column("Name"),), tuple((Name(name),) for name in names), name="Names")
    document = pypdfium2.PdfDocument(pdf.render(Document("Names", "en", blocks=(table,))))
    words = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return [f"pdf: {name}" for name in names if bare(name) not in bare(words)]


def is_left_to_right(name: str) -> bool:
    """Whether a name is written in letters that our fonts have and a PDF gives back in order."""
    return bool(name) and all(
        unicodedata.name(sign).startswith(("LATIN", "CYRILLIC")) for sign in name if sign.isalpha()
    )


def bare(words: str) -> str:
    """Words without the spaces and the hyphens at which lines break."""
    return re.sub(r"[\s\u00ad\u0002\ufffe-]", "", unicodedata.normalize("NFC", words))


def harmed(db, desk: Desk, lead, persons: list[Person]) -> list[str]:
    """Send everybody through the portal; what was refused or is not shown as it was typed."""
    taken = nominated(desk, persons)
    refused = [f"refused: {person.name} {person.native}" for person in persons if person not in taken.values()]
    return [*refused, *not_on_page(desk, taken), *not_in_files(lead, desk, taken), *not_in_mail(db, taken)]


def test_real_names_are_taken_and_shown_unharmed(db, desk, login, engine_name):
    persons = sample(people())
    found = harmed(db, desk({person.state for person in persons}), login(a_lead_officer(db, "TN")), persons)
    record("names", database=engine_name, names=len(persons), harmed=len(found))
    assert found == []


def test_real_names_stand_unharmed_in_a_pdf():
    taken = {str(number): person for number, person in enumerate(sample(people()))}
    assert not_in_pdf(taken) == []


def test_the_rule_leaves_every_real_name_as_it_is():
    names = {name for person in people() for name in (person.given, person.family, person.native, person.name) if name}
    assert [name for name in sorted(names) if clean_name(name) != name or objection_to_name(name)] == []
    assert len({person.state for person in people()}) == 57


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("clean_name", lambda name: unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()),
        ("clean_name", lambda name: name.replace("\u200c", " ").replace("’", "'")),
        ("objection_to_name", lambda name: None if name.replace(" ", "").isalpha() else text.INVISIBLE),
    ],
)
def test_a_rule_that_harms_real_names_is_found(db, desk, login, name, broken, monkeypatch):
    for place in (forms, services.nominating):
        monkeypatch.setattr(place, name, broken)
    persons = [next(one for one in people() if mark in one.name + one.native) for mark in ("\u200c", "’", "Ə")]
    assert harmed(db, desk({one.state for one in persons}), login(a_lead_officer(db, "TN")), persons) != []


def let_in(db, desk: Desk, chosen: list[Spoof]) -> list[str]:
    """Send these names by the form, each in another of its fields; which were taken as they are, or without a word."""
    found = []
    for number, spoof in enumerate(chosen):
        field = FIELDS[number % 4] if spoof.kind != "no letter" else "given_name"
        answer = desk.send("JO", {"given_name": "Amina", field: spoof.typed})
        page = html.fromstring(answer.get_data(as_text=True) or "<p>")
        said = [element.text_content() for element in page.xpath(f"//*[@id='{field}-error']")]
        kept = in_database(db, answer.location, field) if answer.status_code == 302 else None
        if kept != spoof.kept or (kept is None and (answer.status_code, bool(said)) != (422, True)):
            found.append(f"{spoof.kind} {spoof.typed!a}: {answer.status_code} {kept!a}")
    return found


def in_database(db, address: str, field: str) -> str:
    """A name as it was kept."""
    with db.reading():
        nomination = session().scalars(select(Nomination).where(Nomination.id == UUID(IDS.findall(address)[-1]))).one()
        return getattr(session().get_one(Nominee, nomination.nominee_id), field)


def test_names_made_to_deceive_are_refused_or_put_right(db, desk, engine_name):
    chosen = spoofs() if size(0, 1) else spoofs()[::11]
    found = let_in(db, desk({"JO"}), chosen)
    kinds = Counter("put right" if spoof.kept else "refused" for spoof in chosen)
    record("spoofs", database=engine_name, names=len(chosen), **kinds, let_in=len(found))
    assert found == []
    assert {spoof.kind for spoof in chosen} >= {
        "direction",
        "control",
        "two alphabets",
        "markup",
        "formula",
        "no letter",
    }


def test_the_rule_lets_no_spoof_in():
    given = spoofs()
    cleaned = {spoof: clean_name(spoof.typed) for spoof in given}
    assert [
        spoof for spoof, kept in cleaned.items() if spoof.kept is None and kept and not objection_to_name(kept)
    ] == []
    assert [spoof for spoof, kept in cleaned.items() if spoof.kept not in {None, kept}] == []
    assert len({spoof.typed for spoof in given}) > 200


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("name", "broken", "number"), [("objection_to_name", text.objection, 5), ("clean_name", text.clean, 3)]
)
def test_names_without_a_rule_of_their_own_let_spoofs_in(db, desk, name, broken, number, monkeypatch):
    for place in (forms, services.nominating):
        monkeypatch.setattr(place, name, broken)
    assert len(let_in(db, desk({"JO"}), spoofs()[5::22])) >= number


def test_names_of_users_and_contacts_follow_the_same_rule(db, login):
    browser = login(a_focal_point(db, "JO"))
    form = {"native_name": "", "language": "en", "time_zone": "UTC"}
    answers = [browser.send("/en/account/edit", form | {"name": name}).status_code for name in ("Аmina", "N'Diaye")]
    with db.reading():
        assert (answers, session().scalars(select(User.name)).all()) == ([422, 302], ["N'Diaye"])
