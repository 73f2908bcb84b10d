"""Names under which files are offered."""

import pytest

from pesnet.files.names import offered


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "etc passwd"),
        ("a\r\nb.pdf", "a b.pdf"),
        ("تقرير.docx", "تقرير.docx"),
        (".hidden", "hidden"),
        ("", "file"),
        ("x" * 300 + ".xlsx", "x" * 120 + ".xlsx"),
        ("a\u202egpj.exe", "a gpj.exe"),
    ],
)
def test_a_name_is_made_safe(name, shown):
    assert offered(name) == shown
