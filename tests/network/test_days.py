"""Weekends by country and date, and the feasts."""

from datetime import date

import pytest

from pesnet.network import reference
from pesnet.network.days import Feast, _weekends, feast, in_ramadan, is_day_off, weekend, working_day_before


@pytest.mark.parametrize(
    ("code", "on", "days"),
    [
        ("AE", date(2021, 12, 31), {5, 6}),
        ("AE", date(2022, 1, 1), {6, 7}),
        ("SA", date(2013, 6, 28), {4, 5}),
        ("SA", date(2013, 6, 29), {5, 6}),
        ("IR", date(2026, 1, 1), {5}),
        ("BN", date(2026, 1, 1), {5, 7}),
        ("TR", date(2026, 1, 1), {6, 7}),
    ],
)
def test_a_weekend_is_the_one_that_held_on_the_day(code, on, days):
    assert weekend(code, on).days == days


def test_every_member_state_has_a_weekend_from_the_beginning():
    assert {country["iso2"] for country in reference.countries()} == set(_weekends())
    assert [code for code, rules in _weekends().items() if min(rule.since for rule in rules) > date.min] == []


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (date(2025, 3, 29), None),
        (date(2025, 3, 30), Feast.EID_AL_FITR),
        (date(2025, 4, 1), Feast.EID_AL_FITR),
        (date(2025, 4, 2), None),
        (date(2025, 6, 6), Feast.EID_AL_ADHA),
        (date(2025, 6, 9), None),
        (date(2099, 6, 9), None),
    ],
)
def test_the_eids_follow_the_calendar_of_umm_al_qura(on, found):
    assert feast(on) is found


def test_ramadan_has_its_first_and_last_day():
    days = [date(2025, 2, 28), date(2025, 3, 1), date(2025, 3, 29), date(2025, 3, 30)]
    assert [in_ramadan(day) for day in days] == [False, True, True, False]


def test_a_day_off_moves_to_the_working_day_before():
    assert is_day_off("TN", date(2025, 4, 1))
    assert working_day_before("TN", date(2025, 4, 1)) == date(2025, 3, 28)
    assert working_day_before("JO", date(2025, 4, 1)) == date(2025, 3, 27)
    assert working_day_before("TN", date(2025, 4, 2)) == date(2025, 4, 2)
