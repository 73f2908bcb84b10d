"""A report as a document: its words in three languages, the Arabic text layer, the command, the long task."""

import io
import json
import re
import unicodedata
from datetime import UTC, date, datetime
from uuid import UUID

import pypdfium2
import pytest

from pesnet.core.translated import Translated
from pesnet.documents.child import render_in_child
from pesnet.documents.content import Table
from pesnet.documents.inline import plain
from pesnet.policy import Role
from pesnet.reporting import compile as compiling
from pesnet.reporting.document import document
from pesnet.reporting.models import ReportPart, ReportText
from pesnet.tasks.running import Runner
from pesnet.tasks.table import JOBS
from pesnet.workplan.models import Decision
from tests.factories.outcomes import a_figure, a_plan, a_recorded_course, an_activity, took_part
from tests.factories.people import a_user_in
from tests.factories.reports import a_progress_report, the_plan_of_sixteen

NOW = datetime(2023, 6, 1, tzinfo=UTC)
WINDOW = (date(2021, 1, 1), date(2022, 12, 31))
one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


@pytest.fixture
def compiled(db, save):
    moved = an_activity(2, decision=Decision.CARRIED_OVER, decision_reason=Translated(ar="لضيق الوقت"))
    held = an_activity(1, title="")
    held.title = Translated(en="Job clubs", ar="نوادي العمل")
    moved.title = Translated(en="Data", ar="بيانات سوق العمل (2021-2022)")
    course = a_recorded_course(held, title=Translated(en="Job clubs", ar="نوادي العمل"))
    plan = a_plan(held, moved)
    plan.areas[0].title = Translated(en="Skills strategies", ar="استراتيجيات المهارات")
    save(plan)
    save(course)
    save(a_figure(course, 1839, women=75, sex_recorded=150), *took_part(course, "JO", "TN", "SN"))
    text = ReportText(part=ReportPart.THANKS, area_number=0, text=Translated(ar="شكرًا لكل من ساهم بنسبة 75%."))
    report = a_progress_report(plan)
    report.texts = [text]
    with db.reading():
        return compiling.report(report, NOW)


def words(text):
    """The words of a text without vowel signs, which the PDF leaves out."""
    return re.findall(r"[^\W\d_]+", re.sub("[\u064b-\u0652\u0670]", "", unicodedata.normalize("NFKC", text)))


def test_every_table_and_part_is_in_every_language(compiled):
    for language in ("en", "fr", "ar"):
        blocks = document(compiled, language).blocks
        assert len([block for block in blocks if isinstance(block, Table)]) == 6


def test_numbers_carry_the_address_of_their_records(compiled):
    content = json.loads(render_in_child(document(compiled, "ar", "https://portal.example"), "json"))
    figures = next(block for block in content["blocks"] if block["type"] == "figures")["items"]
    assert [item["href"] for item in figures][:2] == [
        f"https://portal.example/ar/reports/2021-2022/figures/{name}" for name in ("planned", "delivered")
    ]


def test_the_text_layer_of_the_arabic_pdf_has_the_words_that_were_set_in_order(compiled):
    whole = document(compiled, "ar", "https://portal.example")
    pdf = pypdfium2.PdfDocument(io.BytesIO(render_in_child(whole, "pdf")))
    extracted = words(" ".join(page.get_textpage().get_text_range() for page in pdf))
    pdf.close()
    cells = [cell for block in whole.blocks if isinstance(block, Table) for row in block.rows for cell in row]
    set_words = [words(plain(cell, "ar")) for cell in cells]
    arabic = [wanted for wanted in set_words if wanted and all("\u0600" <= word[0] <= "\u06ff" for word in wanted)]
    assert len(arabic) >= 10
    assert [wanted for wanted in arabic if not _in_order(wanted, extracted)] == []


def _in_order(wanted, found):
    places = range(len(found) - len(wanted) + 1)
    return any(found[place : place + len(wanted)] == wanted for place in places)


@one_engine
def test_the_command_writes_the_report_of_the_plan_that_meets_the_window(app, db, save, tmp_path):
    plan, *courses, figures = the_plan_of_sixteen()
    save(plan)
    save(*courses)
    save(*figures)
    path = tmp_path / "report.json"
    arguments = ["report", "compile", "--from", "2021-01-01", "--to", "2022-12-31", "--lang", "fr", "--format", "json"]
    result = app.test_cli_runner().invoke(args=[*arguments, "-o", str(path)])
    assert (result.exit_code, result.output) == (0, f"The report on plan 2021-2022 is in {path}.\n")
    blocks = json.loads(path.read_text())["blocks"]
    values = [item["value"] for item in next(block for block in blocks if block["type"] == "figures")["items"]]
    assert values[:8] == [16, 3, 0, 13, 0, 0, 103, values[7]]
    assert (values[7] == 0, values[8:]) == (False, [23, 3, 1])


@one_engine
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--from", "2021-01-01", "--to", "2020-01-01"], "the last day is before the first."),
        (["--from", "1990-01-01", "--to", "1990-12-31"], "No plan’s period meets this window"),
        (["--from", "2021-01-01", "--to", "2022-12-31", "--plan", "none"], "There is no plan none."),
        (["--from", "yesterday", "--to", "2022-12-31"], "does not match the format"),
        (["--from", "2021-01-01", "--to", "2022-12-31", "--format", "exe"], "is not one of"),
    ],
)
def test_bad_input_to_the_command_is_answered_with_a_sentence(app, tmp_path, arguments, sentence):
    result = app.test_cli_runner().invoke(args=["report", "compile", *arguments, "-o", str(tmp_path / "x")])
    assert result.exit_code == 2
    assert sentence in result.output


@one_engine
def test_a_pdf_asked_for_is_made_as_a_long_task_and_stays_with_a_published_report(app, db, save, login, client):
    plan, *courses, figures = the_plan_of_sixteen()
    save(plan)
    save(*courses)
    save(*figures, a_progress_report(plan))
    response = login(a_user_in(db, Role.FOCAL_POINT, "JO")).send("/ar/reports/2021-2022/documents/pdf")
    job_id = UUID(response.location.rsplit("/", 1)[1])
    with app.app_context():
        Runner(db, app.extensions["pesnet.files"], JOBS).run_job(job_id)
    with client.get("/ar/reports/2021-2022/documents/pdf") as fetched:
        assert (fetched.status_code, fetched.data[:5]) == (200, b"%PDF-")
    assert "/ar/reports/2021-2022/documents/pdf" in client.get("/ar/reports/2021-2022").get_data(as_text=True)
    assert client.get("/en/reports/2021-2022/documents/pdf").status_code == 404
    assert client.send("/ar/reports/2021-2022/documents/pdf").status_code == 404
