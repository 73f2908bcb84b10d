import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pesnet.workplan.layout import LABELS
from pesnet.workplan.parsed import ParsedPlan
from pesnet.workplan.reading import child
from pesnet.workplan.reading.unreadable import Unreadable
from pesnet.workplan.writing import docx, xlsx
from tests.workplan.plan_fixture import gazetteer, plan

GAZETTEER = gazetteer()


def python(*arguments):
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("form", [docx, xlsx])
def test_a_plan_comes_whole_out_of_the_child(form, tmp_path: Path):
    path = tmp_path / "plan"
    path.write_bytes(form.write(plan("ar"), LABELS["ar"]))
    assert child.read_safely(path, gazetteer=GAZETTEER) == plan("ar")
    assert child.read_safely(path, gazetteer=GAZETTEER, language="fr").language == "fr"


def test_a_refusal_comes_out_with_its_reason(tmp_path: Path):
    path = tmp_path / "plan.docx"
    path.write_bytes(b"")
    with pytest.raises(Unreadable) as refused:
        child.read_safely(path, gazetteer=GAZETTEER)
    assert refused.value.reason.one == "The file is empty."


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "plan.docx"
    path.write_bytes(docx.write(plan(), LABELS["en"]))
    monkeypatch.setattr(child, "WALL_SECONDS", 0.01)
    with pytest.raises(Unreadable) as refused:
        child.read_safely(path, gazetteer=GAZETTEER)
    assert refused.value.reason.one == "Reading the file takes too long."


def test_a_child_that_dies_is_a_refusal(tmp_path: Path):
    """A sheet under an unusual name escapes the first check; unfolding it would take hundreds of gigabytes."""
    path = tmp_path / "plan.xlsx"
    with zipfile.ZipFile(io.BytesIO(xlsx.write(plan(), LABELS["en"]))) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name).replace(b"worksheets/sheet1.xml", b"worksheets/sheet1.abc")
            content = content.replace(
                b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
            )
            target.writestr(name.replace("sheet1.xml", "sheet1.abc"), content)
    with pytest.raises(Unreadable) as refused:
        child.read_safely(path, gazetteer=GAZETTEER)
    assert refused.value.reason.one == "The file could not be read; it may be damaged or too large."


def test_the_process_that_asks_loads_no_document_library():
    loaded = python("-c", "import sys, pesnet.workplan.reading.child; print(sorted(sys.modules))").stdout
    assert {name for name in ("docx", "lxml", "python_calamine", "xlsxwriter") if f"'{name}'" in loaded} == set()


def test_the_limits_hold():
    program = "from pesnet.workplan.reading.limits import confine; confine(); bytearray(2 * 1024**3)"
    assert python("-c", program).stderr.splitlines()[-1] == "MemoryError"


def test_the_command_prints_the_plan_or_the_refusal(tmp_path: Path):
    names, path = tmp_path / "names.json", tmp_path / "plan.xlsx"
    names.write_text(json.dumps(GAZETTEER.names))
    path.write_bytes(xlsx.write(plan("fr"), LABELS["fr"]))
    command = ["-m", "pesnet.workplan.reading", str(path), "--gazetteer", str(names)]
    assert ParsedPlan.from_json(json.loads(python(*command, "--lang", "fr").stdout)) == plan("fr")
    path.write_bytes(b"no plan")
    assert list(json.loads(python(*command).stdout)) == ["unreadable"]
