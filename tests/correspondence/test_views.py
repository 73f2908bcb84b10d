"""The screens of letters: from the choice of the person to the signed scan, all letters at once, and the wordings."""

import io
import zipfile
from uuid import UUID

import pytest
from sqlalchemy import select

from pesnet.core.db import session
from pesnet.correspondence.models import Letter, LetterState, LetterWording
from pesnet.nominations import services as nominations
from pesnet.nominations.models import ProposalKind
from pesnet.nominations.queries import call
from pesnet.nominations.services import Wish
from pesnet.tasks.running import Runner
from pesnet.tasks.table import JOBS
from tests.factories.nominations import AGO, a_closed_course, a_nomination, actor_of, wait_for_release
from tests.factories.people import a_focal_point, a_lead_officer, a_secretary

one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
PDF = b"%PDF-1.7 signed"


@pytest.fixture
def people(db, now):
    """The users around a course with one selected person of Jordan and one who was not."""
    course = a_closed_course(db, now)
    user = a_lead_officer(db, "TN")
    lead = actor_of(db, user, now)
    wishes = {
        a_nomination(db, course, "JO", now - AGO, given_name=name, email=f"{name}@example.org"): Wish(kind)
        for name, kind in (("Rana", ProposalKind.SELECTED), ("Omar", ProposalKind.NOT_SELECTED))
    }
    wait_for_release(db, course, wishes, lead, now)
    with db.writing():
        nominations.release(call(course.slug, lead), actor=lead, now=now)
    return {"lead": user, "person": next(iter(wishes)), "course": f"/en/courses/{course.slug}"}


def made(app, db, address):
    """The content of the file that a long task makes."""
    job_id = UUID(address.rsplit("/", 1)[1])
    with app.app_context():
        Runner(db, app.extensions["pesnet.files"], JOBS).run_job(job_id)
    return job_id


def test_a_lead_writes_signs_and_sends_an_invitation_with_its_scan(app, db, people, login, now):
    lead = login(people["lead"])
    jordan, senegal = login(a_focal_point(db, "JO")), login(a_focal_point(db, "SN"))
    at = f"{people['course']}/letters/new/invitation"
    assert "Rana Sample" in lead.get(at).get_data(as_text=True)
    to = str(people["person"].id)
    proposed = lead.get(f"{at}?to={to}").get_data(as_text=True)
    assert "سعادة السيدة أمينة عيّنة المحترمة،" in proposed
    form = {"to": to, "into": "en", "salutation": "Dear Ms <Sample>,", "signatory": 'Ms "Lead"'}
    response = lead.send(at, form)
    assert response.status_code == 302
    letter = response.location
    assert "Dear Ms &lt;" in lead.get(letter).get_data(as_text=True)
    assert jordan.get(letter).status_code == 404
    assert lead.send(f"{letter}/steps/sign", {"day": "soon"}).status_code == 422
    assert lead.send(f"{letter}/steps/sign", {"day": now.date().isoformat(), "number": "7/b"}).status_code == 302
    refused = lead.send(f"{letter}/scan", {"scan": (io.BytesIO(b"MZ no letter"), "letter.pdf")})
    assert refused.status_code == 422
    assert "The content is not that of a" in refused.get_data(as_text=True)
    assert lead.send(f"{letter}/scan", {}).status_code == 422
    assert lead.send(f"{letter}/scan", {"scan": (io.BytesIO(PDF), "../x.pdf")}).status_code == 303
    sent = lead.send(f"{letter}/steps/send", {"channel": "email", "day": now.date().isoformat()})
    assert sent.status_code == 302
    with jordan.get(f"{letter}/scan") as scan:
        assert (scan.data, scan.mimetype) == (PDF, "application/pdf")
        assert f"PESNET-{now.year}-L-0001-invitation-JO.pdf" in scan.headers["Content-Disposition"]
    assert [seat.get(letter).status_code for seat in (jordan, senegal)] == [200, 404]
    assert jordan.get(f"{letter}/steps/withdraw").status_code == 404
    assert jordan.send(f"{letter}/steps/withdraw", {"reason": "x"}).status_code == 404
    with db.reading():
        assert session().scalars(select(Letter.state)).one() is LetterState.SENT


@one_engine
def test_all_letters_of_a_course_come_as_one_archive(app, db, people, login, now):
    lead = login(people["lead"])
    preview = lead.get(f"{people['course']}/letters/batch").get_data(as_text=True)
    assert "2 letters would be generated" in preview
    response = lead.send(f"{people['course']}/letters/batch", {"form": "docx", "signatory": "Ms Lead"})
    job_id = made(app, db, response.location)
    page = lead.get(f"/en/desk/tasks/{job_id}").get_data(as_text=True)
    address = page.split('href="/en/desk/files/')[1].split('"')[0]
    with lead.get(f"/en/desk/files/{address}") as fetched, zipfile.ZipFile(io.BytesIO(fetched.data)) as archive:
        assert archive.namelist() == [
            f"PESNET-{now.year}-L-0001-invitation-JO.docx", f"PESNET-{now.year}-L-0002-regret-JO.docx",
        ]  # fmt: skip
    assert lead.send(f"{people['course']}/letters/batch", {"form": "docx"}).status_code == 422


@one_engine
def test_a_focal_point_generates_the_letter_of_nomination_as_pdf(app, db, people, login):
    jordan = login(a_focal_point(db, "JO"))
    slug = people["course"]
    assert f"{slug}/letters" in jordan.get(f"{slug}/nominations").get_data(as_text=True)
    response = jordan.send(f"{slug}/letters/nomination", {"into": "en", "signatory": "Ms F"})
    asked = jordan.send(f"{response.location}/files/pdf")
    job_id = made(app, db, asked.location)
    assert "The file is ready" in jordan.get(f"/en/desk/tasks/{job_id}").get_data(as_text=True)
    assert login(people["lead"]).get(response.location).status_code == 404


@one_engine
def test_the_secretariat_previews_a_wording_keeps_it_and_reads_the_register(db, people, login):
    secretary = login(a_secretary(db))
    at = "/en/letters/wordings/invitation/en"
    form = {"subject": "Come to {course}", "body": "{salutation}\n\nCome!", "closing": "Bye", "version": "0"}
    preview = secretary.send(at, {**form, "preview": "1"})
    assert (preview.status_code, "Dear Ms Sample" in preview.get_data(as_text=True)) == (422, False)
    assert "Come to" in preview.get_data(as_text=True)
    wrong = secretary.send(at, {**form, "body": "{salutaion}"}).get_data(as_text=True)
    assert "There is no placeholder" in wrong
    assert "salutaion" in wrong
    assert secretary.send(at, form).status_code == 302
    with db.reading():
        assert [row.body for row in session().scalars(select(LetterWording))] == ["{salutation}\n\nCome!"]
    to = {"to": str(people["person"].id), "into": "en"}
    secretary.send(f"{people['course']}/letters/new/invitation", to)
    assert "Come!" in secretary.get(f"{people['course']}/letters/new/invitation?to={to['to']}&into=en").get_data(
        as_text=True
    )
    sheet = secretary.get("/en/letters/register")
    with zipfile.ZipFile(io.BytesIO(sheet.data)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")]
    assert any("Rana Sample" in part for part in parts)
    assert "Rana Sample" in secretary.get("/en/letters/register?format=csv").get_data(as_text=True)
    assert secretary.get("/en/letters/register?format=csv&year=1999").get_data(as_text=True).count("\n") == 1
    assert secretary.send(f"{at}/reset").status_code == 302
    assert secretary.send(f"{at}/reset").status_code == 409
