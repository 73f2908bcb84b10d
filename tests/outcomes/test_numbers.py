"""Numbers as written."""

import pytest

from pesnet.core.errors import DomainError
from pesnet.outcomes.numbers import read_number


@pytest.mark.parametrize(
    "text", ["1839", "1.839", "1,839", "1 839", "1\u202f839", "1\u00a0839", "1’839", "١٨٣٩", "١٬٨٣٩", " 1839 "]
)
def test_the_same_number_is_read_from_all_ways_to_write_it(text):
    assert read_number(text) == 1839


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("16.639", 16639), ("1.234.567", 1234567), ("103", 103)])
def test_groups_of_three_digits_part_thousands(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text", ["1.83", "1,5", "1.839,2", "1.234,567", "0.500", "12.34.56", "more than 100", "-3", "", "1e3", "²"]
)
def test_what_can_be_read_otherwise_is_asked_about(text):
    with pytest.raises(DomainError) as refusal:
        read_number(text)
    assert refusal.value.reasons[0].values == {"text": text}


def test_a_number_beyond_reason_is_refused():
    with pytest.raises(DomainError):
        read_number("99.999.999")
