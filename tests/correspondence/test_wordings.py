"""Letters substitute from a fixed table, once; what is unknown is refused by name, what is not known is left out."""

import pytest

from pesnet.core.languages import isolated
from pesnet.core.translated import LANGUAGES, Translated
from pesnet.correspondence.defaults import WORDS
from pesnet.correspondence.models import LetterKind
from pesnet.correspondence.placeholders import MEANINGS, OF_KIND, fill, unknown
from pesnet.correspondence.words import Wording
from pesnet.nominations.models import Sex
from tests.correspondence.matters import a_matter, words_of

K = LetterKind


def test_an_unknown_placeholder_is_refused_with_its_name():
    reasons = unknown(Wording("{course}", "{name} {{7*7}} {config.__class__} {salutaion}", ""), K.INVITATION)
    assert [reason.values["name"] for reason in reasons] == ["7*7", "config.__class__", "salutaion"]


def test_a_placeholder_of_another_kind_of_letter_is_unknown():
    assert [reason.values["name"] for reason in unknown(Wording("s", "{name}", ""), K.NOTE_VERBALE)] == ["name"]


def test_values_are_put_in_once_and_never_read_again():
    assert fill("{name} in {course}", {"name": "{course}", "course": "{name}"}) == "{course} in {name}"


def test_a_line_about_something_unknown_is_left_out():
    assert fill("a\n\n- Venue: {venue}\n- Lead: {lead}\n\nBy {confirm_by}.\n\nb", {"venue": "", "lead": "TR"}) == (
        "a\n\n- Lead: TR\n\nBy {confirm_by}.\n\nb"
    )
    assert fill("a\n\nBy {confirm_by}.\n\nb", {"confirm_by": ""}) == "a\n\nb"


def test_what_the_portal_comes_with_is_whole_in_every_language():
    for language in LANGUAGES:
        assert set(WORDS[language].wordings) == set(K)
        for kind, wording in WORDS[language].wordings.items():
            assert unknown(wording, kind) == []
    assert set(MEANINGS) == {name for names in OF_KIND.values() for name in names}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", K)
def test_no_placeholder_is_left_in_a_letter(kind, language):
    words = words_of(a_matter(kind), language, place="Tunis", signatory="Ms A")
    assert [text for text in (words.subject, words.body, words.closing, *words.recipient) if "{" in text] == []


def test_french_names_the_country_with_its_preposition_and_agrees_with_the_sex():
    letters = {sex: words_of(a_matter(sex=sex), "fr") for sex in (Sex.FEMALE, Sex.MALE, None)}
    assert "le point focal national du Sénégal" in letters[None].body
    assert ["participante" in words.body for words in letters.values()] == [True, False, False]
    assert [words.closing.split(",")[1].strip() for words in letters.values()] == ["Madame", "Monsieur", "Madame"]
    assert [words.recipient[0] for words in letters.values()] == [
        f"Mme\u00a0{isolated('Amina Sample')}", f"M.\u00a0{isolated('Amina Sample')}", isolated("Amina Sample"),
    ]  # fmt: skip


def test_the_venue_of_an_online_course_is_its_mode_and_unknown_days_are_not_named():
    words = words_of(a_matter(about={"venue": Translated(), "starts_on": None}), "en")
    assert isolated("On site") in words.body
    assert "Dates" not in words.body


def test_a_list_for_the_visa_office_holds_names_in_passport_form_and_the_country_as_nationality():
    words = words_of(a_matter(K.VISA_LIST, family_name=""), "en")
    assert words.rows == (("1", "–", "Amina", "Senegal", "Employment Service", "Analyst", "28–30 March 2027"),)
    assert a_matter(K.VISA_LIST).to_country_code is None


def test_a_changed_salutation_stands_in_the_letter():
    assert words_of(a_matter(), "en", salutation="My dear Amina Sample,").body.startswith(
        "My dear \u2068Amina Sample\u2069,"
    )
