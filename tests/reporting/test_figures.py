"""The headline figures keep to their definitions; without a database."""

from uuid import uuid4

import pytest

from pesnet.core.translated import Translated
from pesnet.outcomes.models import ActivityStatus, Qualifier
from pesnet.reporting import figures
from pesnet.reporting.compile import STANDINGS
from pesnet.reporting.compiled import ActivityLine, DeliveryLine, Standing, Stated
from pesnet.workplan.models import ActivityType


def a_line(status, *deliveries):
    title = Translated(en="Job clubs")
    return ActivityLine(
        uuid4(), "1.1", title, ActivityType.STUDY_VISIT, status, STANDINGS[status], deliveries=deliveries
    )


def a_delivery(participants=None, countries=None, codes=(), **stated):
    return DeliveryLine(
        uuid4(),
        "job-clubs",
        Translated(en="Job clubs"),
        ActivityType.STUDY_VISIT,
        participants=Stated(participants, **stated) if participants or stated else None,
        countries=Stated(countries) if countries else None,
        country_codes=codes,
    )


def values(counts):
    return {count.name: count.value for count in counts}


def test_every_status_counts_under_exactly_one_headline():
    lines = [a_line(status) for status in ActivityStatus]
    assert values(figures.headline(lines, [])) == {
        "planned": 9,
        "delivered": 2,
        "ongoing": 2,
        "not_started": 2,
        "postponed": 2,
        "cancelled": 1,
        "participants": None,
        "women": None,
        "member_states": None,
        "courses": 0,
        "outside_plan": 0,
    }


def test_cancelled_is_never_done_and_carried_over_counts_under_postponed():
    cancelled, carried_over = a_line(ActivityStatus.CANCELLED), a_line(ActivityStatus.CARRIED_OVER)
    lines = [cancelled, carried_over]
    assert figures.standing("delivered", lines).value == 0
    assert figures.standing("cancelled", lines).activities == (cancelled.id,)
    assert figures.standing("postponed", lines).activities == (carried_over.id,)


def test_unknown_participants_are_never_zero_and_never_added():
    known = a_delivery(103)
    count = figures.participants([known, a_delivery(), a_delivery()])
    assert (count.value, count.deliveries) == (103, (known.course_id,))
    assert [(note.n, dict(note.values)) for note in count.notes] == [(3, {"known": 1})]
    assert figures.participants([a_delivery(), a_delivery()]).value is None
    assert figures.participants([a_delivery(qualifier=Qualifier.SEVERAL)]).value is None


@pytest.mark.parametrize(
    ("qualifiers", "expected"),
    [
        ([Qualifier.EXACT, Qualifier.EXACT], Qualifier.EXACT),
        ([Qualifier.EXACT, Qualifier.AT_LEAST], Qualifier.AT_LEAST),
        ([Qualifier.AT_LEAST, Qualifier.ABOUT], Qualifier.ABOUT),
    ],
)
def test_a_sum_is_as_exact_as_its_least_exact_part(qualifiers, expected):
    rows = [a_delivery(10, qualifier=qualifier) for qualifier in qualifiers]
    assert (figures.participants(rows).value, figures.participants(rows).qualifier) == (20, expected)


def test_women_are_said_of_those_whose_sex_is_recorded():
    rows = [a_delivery(100, women=40, sex_known=90), a_delivery(50, women=0, sex_known=10), a_delivery(30)]
    count = figures.women(rows)
    assert (count.value, [note.n for note in count.notes]) == (40, [100, 3])


def test_member_states_on_lists_are_each_counted_once():
    rows = [a_delivery(codes=("JO", "TN")), a_delivery(codes=("TN", "SN"), countries=5), a_delivery()]
    count = figures.member_states(rows)
    assert (count.value, count.qualifier, count.notes[0].values["known"]) == (3, Qualifier.EXACT, 2)


def test_a_number_of_states_without_a_list_stands_alone_or_as_the_least_there_can_be():
    one = figures.member_states([a_delivery(countries=23), a_delivery(), a_delivery()])
    assert (one.value, one.qualifier, dict(one.notes[0].values)) == (23, Qualifier.EXACT, {"known": 1})
    mixed = figures.member_states([a_delivery(countries=23), a_delivery(codes=("JO",))])
    assert (mixed.value, mixed.qualifier) == (23, Qualifier.AT_LEAST)


def test_deliveries_outside_the_plan_are_counted_apart():
    line = a_line(ActivityStatus.REPORTED, a_delivery(10), a_delivery(20))
    found = values(figures.headline([line], [a_delivery(83)]))
    assert (found["planned"], found["delivered"], found["courses"], found["outside_plan"]) == (1, 1, 2, 1)
    assert found["participants"] == 30


def test_every_figure_has_a_definition_and_every_standing_a_figure():
    assert {standing.value for standing in Standing} - set(figures.DEFINITIONS) == set()
    assert {count.name for count in figures.headline([], [])} | {"delivered_before"} == set(figures.DEFINITIONS)
