"""The catalogues: plural forms in the right order, and what is wrong with a translation is said."""

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from scripts.catalogues import merged, wrong_with_message


@pytest.fixture
def places() -> Catalog:
    catalog = Catalog()
    catalog.add(("%(n)s place", "%(n)s places"))
    return catalog


@pytest.mark.parametrize(
    ("n", "form"), [(0, "zero"), (1, "one"), (2, "two"), (3, "few"), (11, "many"), (100, "other"), (103, "few")]
)
def test_arabic_numbers_choose_their_form(places: Catalog, tmp_path: Path, n: int, form: str) -> None:
    catalog = read_po(BytesIO(merged(tmp_path / "none.po", "ar", places).encode()))
    catalog["%(n)s place"].string = ("zero", "one", "two", "few", "many", "other")
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    assert Translations(compiled).ngettext("%(n)s place", "%(n)s places", n) == form


def test_translations_survive_an_update_and_obsolete_ones_go(places: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "messages.po"
    places.add("Submit")
    path.write_text(merged(path, "fr", places).replace('msgid "Submit"\nmsgstr ""', 'msgid "Submit"\nmsgstr "Envoyer"'))
    fewer = Catalog()
    fewer.add("Submit")
    assert merged(path, "fr", fewer).endswith('\n\nmsgid "Submit"\nmsgstr "Envoyer"\n\n')


def test_a_lost_placeholder_is_said() -> None:
    assert list(wrong_with_message(Message("The deadline of %(course)s has passed.", "Le délai est passé."))) == [
        "the translation lacks course"
    ]


@pytest.mark.parametrize("number", ["%(n)s", "%(num)s"])
def test_a_number_may_be_a_word_in_its_own_plural_form(number: str) -> None:
    sentences = (f"{number} place", f"{number} places")
    assert list(wrong_with_message(Message(sentences, ("une place", sentences[1])))) == []
