"""Every format is rendered, and the web process can have the light ones without the heavy libraries."""

import subprocess
import sys

import pytest

from pesnet.documents.formats import FORMATS
from pesnet.documents.render import render
from tests.documents.samples import report

STARTS = {
    "html": b"<!doctype html>",
    "pdf": b"%PDF-",
    "docx": b"PK",
    "xlsx": b"PK",
    "csv": b"\xef\xbb\xbf",
    "json": b"{",
}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_format_is_rendered(name, language):
    assert render(report(language), name).startswith(STARTS[name])


def test_an_unknown_format_is_refused():
    with pytest.raises(KeyError):
        render(report("en"), "odt")


def test_light_formats_load_no_heavy_library():
    modules = ", ".join(f"pesnet.documents.{name}" for name, kind in FORMATS.items() if kind.light)
    code = f"import sys, pesnet.documents.formats, {modules}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {"typst", "docx", "fontpkg", "PIL", "pypdfium2", "flask", "sqlalchemy"} & set(loaded) == set()
    assert "jinja2" in loaded
    assert "xlsxwriter" not in loaded
