"""Every letter has its template, and every template its letter."""

from pesnet.mail.render import TEMPLATES
from pesnet.tasks.table import LETTERS

FOLDER = TEMPLATES / "mail"
LETTER_FILES = [path for path in FOLDER.glob("*/*.txt") if not path.name.startswith("_")]


def test_letters_and_templates_fit_together():
    templates = {path.relative_to(FOLDER).with_suffix("").as_posix() for path in LETTER_FILES}
    assert templates == set(LETTERS)


def test_every_template_begins_with_its_subject():
    first_lines = {path.name: path.read_text().split("\n")[:2] for path in LETTER_FILES}
    assert [name for name, lines in first_lines.items() if not lines[0].startswith("Subject: ") or lines[1]] == []
