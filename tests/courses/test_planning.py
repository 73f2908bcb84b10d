"""The calendar planned back from the first day of a course."""

from datetime import date, timedelta

import pytest

from pesnet.core.translated import Translated
from pesnet.courses.planning import Days, days_off, proposal, warnings
from pesnet.network.days import is_day_off
from pesnet.network.models import Country

TUNISIA = Country(code="TN", name=Translated(en="Tunisia"))


def test_the_days_lie_as_far_before_the_course_as_the_network_asks():
    days = proposal(date(2026, 12, 7), "TR")
    assert days == {
        "call_on": date(2026, 9, 7),
        "deadline": date(2026, 10, 26),
        "decisions_by": date(2026, 11, 2),
        "confirm_by": date(2026, 11, 16),
    }


def test_weekends_and_feasts_of_the_host_move_a_day_to_the_working_day_before():
    assert proposal(date(2025, 5, 11), "TN")["deadline"] == date(2025, 3, 28)
    assert proposal(date(2025, 5, 11), None)["deadline"] == date(2025, 3, 30)


@pytest.mark.parametrize("host", ["TN", "JO", "AE", "IR", "BN", "MY"])
def test_no_proposal_of_three_years_falls_on_a_day_off_or_out_of_order(host):
    for number in range(0, 1095, 3):
        starts_on = date(2025, 1, 1) + timedelta(days=number)
        days = proposal(starts_on, host)
        assert [name for name, day in days.items() if is_day_off(host, day)] == []
        order = [days[name] for name in ("call_on", "deadline", "decisions_by", "confirm_by")]
        assert order == sorted(set(order))
        assert days["deadline"] <= starts_on - timedelta(weeks=6)
        assert days["decisions_by"] <= days["deadline"] + timedelta(weeks=1)
        assert days["confirm_by"] < starts_on


def test_a_plan_that_ignores_feasts_would_be_found():
    days = (date(2025, 1, 1) + timedelta(days=number) for number in range(365))
    assert any(is_day_off("TN", day) for day in days if day.isoweekday() < 6)


def said(**days):
    return {name: [reason.one for reason in found] for name, found in warnings(Days(**days), TUNISIA, ()).items()}


def test_what_speaks_against_a_day_stands_beside_it():
    eid, saturday = date(2025, 3, 31), date(2025, 4, 5)
    assert said(deadline=eid) == {"deadline": ["%(feast)s: offices in the host country, %(country)s, are closed."]}
    assert said(deadline=saturday) == {"deadline": ["A weekend day in the host country, %(country)s."]}
    assert said(starts_on=date(2025, 3, 3), deadline=date(2025, 2, 3)) == {
        "starts_on": ["The course falls into Ramadan."],
        "deadline": ["The deadline lies less than six weeks before the first day of the course."],
    }
    assert said(deadline=date(2025, 9, 1), decisions_by=date(2025, 9, 9), confirm_by=date(2025, 9, 8)) == {
        "decisions_by": ["The decisions come more than a week after the deadline."],
        "confirm_by": ["People would have to confirm before the decisions."],
    }
    assert said(starts_on=date(2026, 12, 7), deadline=date(2026, 10, 26)) == {}


def test_days_off_of_the_others_are_a_count():
    assert days_off(["JO", "TN", "TR", "AE"], date(2026, 10, 23)) == 1
    assert warnings(Days(deadline=date(2026, 10, 23)), None, ["JO", "EG", "TN"])["deadline"][0].n == 2
