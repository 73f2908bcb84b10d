"""A salutation follows the title and the recorded sex; where neither tells, nobody guesses."""

import pytest

from pesnet.correspondence.defaults import WORDS
from pesnet.correspondence.salutations import Person, person_of, proposed
from pesnet.correspondence.words import Rank
from pesnet.nominations.models import Nominee, Sex

NAME, FAMILY = "Amina Sample", "Sample"
AGREEMENTS = ("female", "male", "unrecorded")


@pytest.mark.parametrize(
    ("title", "sex", "english", "french", "arabic"),
    [
        ("", Sex.FEMALE, "Dear Ms Sample,", "Madame,", "سعادة السيدة Amina Sample المحترمة،"),
        ("", Sex.MALE, "Dear Mr Sample,", "Monsieur,", "سعادة السيد Amina Sample المحترم،"),
        ("", None, "Dear Amina Sample,", "Madame, Monsieur,", "حضرات السادة المحترمين،"),
        ("Mrs", None, "Dear Ms Sample,", "Madame,", "سعادة السيدة Amina Sample المحترمة،"),
        ("Ms", Sex.MALE, "Dear Mr Sample,", "Monsieur,", "سعادة السيد Amina Sample المحترم،"),
        ("Dr.", Sex.FEMALE, "Dear Dr Sample,", "Madame la Docteure,", "سعادة الدكتورة Amina Sample المحترمة،"),
        ("Dr", None, "Dear Dr Sample,", "Madame, Monsieur,", "سعادة د. Amina Sample،"),
        ("Prof. Dr", Sex.MALE, "Dear Professor Sample,", "Monsieur le Professeur,",
         "سعادة الأستاذ الدكتور Amina Sample المحترم،"),
        ("Eng.", Sex.FEMALE, "Dear Ms Sample,", "Madame,", "سعادة المهندسة Amina Sample المحترمة،"),
        ("H.E. Dr", Sex.FEMALE, "Your Excellency,", "Excellence,", "معالي السيدة Amina Sample المحترمة،"),
        ("H.E.", None, "Your Excellency,", "Excellence,", "معالي Amina Sample،"),
        ("Sheikh", None, "Dear Amina Sample,", "Madame, Monsieur,", "حضرات السادة المحترمين،"),
    ],
)  # fmt: skip
def test_a_salutation_agrees_with_title_and_sex(title, sex, english, french, arabic):
    person = Person(NAME, FAMILY, title, sex)
    assert [proposed(person, language) for language in ("en", "fr", "ar")] == [english, french, arabic]


def test_every_rank_has_its_salutation_for_every_agreement_in_every_language():
    for words in WORDS.values():
        assert set(words.salutations) == set(Rank)
        assert {tuple(said) for said in words.salutations.values()} == {AGREEMENTS}
        assert [tuple(said) for said in (words.address, words.civil, words.as_participant)] == [AGREEMENTS] * 3


def test_arabic_letters_write_the_name_in_its_own_script_and_others_as_in_the_passport():
    nominee = Nominee(given_name="Amina", family_name="", native_name="أمينة", title="", sex=Sex.FEMALE)
    assert proposed(person_of(nominee, "ar"), "ar") == "سعادة السيدة أمينة المحترمة،"
    assert proposed(person_of(nominee, "en"), "en") == "Dear Ms Amina,"


def test_a_native_name_in_another_script_gives_way_to_the_passport_in_arabic():
    nominee = Nominee(given_name="Айгүл", family_name="", native_name="Айгүл", title="", sex=None)
    assert person_of(nominee, "ar").name == "Айгүл"
    nominee.given_name = "Aigul"
    assert person_of(nominee, "ar").name == "Aigul"
