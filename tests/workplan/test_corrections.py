"""Answers to the doubts of an import."""

import pytest

from pesnet.core.errors import DomainError
from pesnet.core.message import Message
from pesnet.workplan import corrections
from pesnet.workplan.corrections import Answer
from pesnet.workplan.parsed import Doubt, DoubtKind, ParsedParty
from pesnet.workplan.reading.reader import read
from tests.workplan.damage import WordFile
from tests.workplan.plan_fixture import gazetteer, kinds, plan


def a_doubt(kind, code="1.2", cell="title", text="", **values):
    return Doubt(7, cell, Message("A reason %(number)s", **values) if values else Message("A reason"), text, kind, code)


def answered(understood, remedy, at=0, **values):
    corrections.correct(understood, at, Answer(remedy, values, 1))
    return understood


def with_doubt(*args, **kwargs):
    understood = plan()
    understood.doubts = [a_doubt(*args, **kwargs)]
    return understood


def activity(understood, code):
    return corrections.find(understood, code)[1]


def test_every_kind_of_doubt_has_a_remedy_and_every_remedy_is_offered():
    assert set(corrections.OFFERED) == set(DoubtKind)
    assert {name for names in corrections.OFFERED.values() for name in names} == set(corrections.REMEDIES)


def test_a_country_once_named_is_known_wherever_the_same_wording_stands():
    understood = plan()
    for code in ("1.2", "1.3"):
        activity(understood, code).leads = [ParsedParty("Turkiyeh")]
        understood.doubts.append(a_doubt(DoubtKind.UNKNOWN_COUNTRY, code, "lead", "Turkiyeh"))
    understood.doubts.append(a_doubt(DoubtKind.UNKNOWN_COUNTRY, "1.2", "lead", "Atlantis"))
    answered(understood, "name_party", party="TR")
    assert activity(understood, "1.2").leads == activity(understood, "1.3").leads == [ParsedParty("Turkiyeh", "TR")]
    assert [doubt.as_written for doubt in understood.doubts] == ["Atlantis"]


def test_a_country_named_beside_its_other_name_stands_once():
    understood = with_doubt(DoubtKind.UNKNOWN_COUNTRY, text="Turkiyeh")
    activity(understood, "1.2").leads = [ParsedParty("Turkey", "TR"), ParsedParty("Turkiyeh")]
    answered(understood, "name_party", party="TR")
    assert activity(understood, "1.2").leads == [ParsedParty("Turkey", "TR")]


def test_a_wording_that_names_nobody_is_left_out():
    understood = with_doubt(DoubtKind.UNKNOWN_COUNTRY, text="(tbc)")
    activity(understood, "1.2").beneficiaries = [ParsedParty("Jordan", "JO"), ParsedParty("(tbc)")]
    answered(understood, "drop_party")
    assert activity(understood, "1.2").beneficiaries == [ParsedParty("Jordan", "JO")]


def test_a_number_given_changes_the_code_and_the_order():
    understood = with_doubt(DoubtKind.MISSING_NUMBER)
    answered(understood, "give_number", number=9)
    assert [one.code for one in understood.areas[0].activities] == ["1.1", "1.3", "1.4", "1.9"]


def test_a_number_that_is_taken_is_refused():
    understood = with_doubt(DoubtKind.MISSING_NUMBER)
    with pytest.raises(DomainError):
        answered(understood, "give_number", number=1)
    assert kinds(understood.doubts) == ["missing_number"]


def test_an_area_gets_its_number_with_all_codes():
    understood = with_doubt(DoubtKind.REPEATED_NUMBER, None, "heading", number="2")
    answered(understood, "give_number", number=7)
    assert [one.code for one in understood.areas[-1].activities] == ["7.1", "7.2"]


def test_a_row_is_joined_to_the_activity_above():
    understood = with_doubt(DoubtKind.MISSING_NUMBER)
    answered(understood, "merge_above")
    [first, *_others] = understood.areas[0].activities
    assert (
        first.title
        == "Developing a Successful Employment and Skills Strategy Engaging Employers in Apprenticeship Opportunities"
    )
    assert [party.code for party in first.leads] == ["SESRIC", "TR"]
    assert [one.code for one in understood.areas[0].activities] == ["1.1", "1.3", "1.4"]


def test_the_first_activity_has_none_above_to_be_joined_to():
    with pytest.raises(DomainError):
        answered(with_doubt(DoubtKind.MISSING_NUMBER, "1.1"), "merge_above")


def test_a_joined_row_becomes_an_activity_of_its_own():
    document = WordFile()
    document.put(1, 2, 0, "")
    document.put(1, 2, 1, "Engaging employers")
    document.put(1, 2, 2, "")
    understood = read(document.content(), gazetteer=gazetteer())
    [at] = [at for at, doubt in enumerate(understood.doubts) if doubt.kind is DoubtKind.JOINED_ROW]
    answered(understood, "keep_apart", at, number=2)
    assert activity(understood, "1.2").title == "Engaging employers"
    assert activity(understood, "1.1").title == "Developing a Successful Employment and Skills Strategy"
    assert [party.code for party in activity(understood, "1.2").leads] == ["TR"]
    assert [party.code for party in activity(understood, "1.1").leads] == ["SESRIC"]
    assert kinds(understood.doubts)[-1] == "unknown_type"


def test_a_type_is_chosen():
    understood = answered(with_doubt(DoubtKind.UNKNOWN_TYPE), "choose_type", type="webinar", title="")
    assert activity(understood, "1.2").type == "webinar"
    assert activity(understood, "1.2").title == "Engaging Employers in Apprenticeship Opportunities"


@pytest.mark.parametrize(
    ("given", "days"),
    [
        ({"precision": "year", "year": 2024}, ("2024-01-01", "2024-12-31")),
        ({"precision": "quarter", "year": 2024, "part": 1}, ("2024-01-01", "2024-03-31")),
        ({"precision": "month", "year": 2024, "part": 2}, ("2024-02-01", "2024-02-29")),
    ],
)
def test_a_time_covers_its_days(given, days):
    understood = answered(with_doubt(DoubtKind.UNREAD_TIMELINE), "give_time", **given)
    found = activity(understood, "1.2")
    assert (found.timeline_start.isoformat(), found.timeline_end.isoformat()) == days
    assert found.timeline_precision == given["precision"]


@pytest.mark.parametrize("given", [{"year": 2024, "part": 5}, {"year": 2024}, {"part": 2}])
def test_a_quarter_that_is_none_is_refused(given):
    with pytest.raises(DomainError):
        answered(with_doubt(DoubtKind.UNREAD_TIMELINE), "give_time", precision="quarter", **given)


def test_loose_text_goes_where_it_belongs():
    for place, found in (
        ("area:2", lambda understood: understood.areas[1].objectives[-1]),
        ("activity:1.2", lambda understood: activity(understood, "1.2").description.splitlines()[-1]),
        ("guiding_principles", lambda understood: understood.framework["guiding_principles"][-1]),
        ("overall_objective", lambda understood: understood.framework["overall_objective"].splitlines()[-1]),
    ):
        understood = with_doubt(DoubtKind.LOOSE_TEXT, None, "text", "A stray line")
        assert found(answered(understood, "attach", place=place)) == "A stray line"


def test_a_line_wrongly_taken_for_an_objective_is_left_out():
    understood = with_doubt(DoubtKind.LOOSE_TEXT, None, "text", "A note")
    understood.areas[0].objectives.append("A note")
    assert "A note" not in answered(understood, "leave_out").areas[0].objectives


def test_a_merged_cell_is_emptied():
    understood = answered(with_doubt(DoubtKind.MERGED_ROW, cell="lead"), "empty_cell")
    assert activity(understood, "1.2").leads == []


def test_a_remedy_of_another_kind_is_refused():
    with pytest.raises(DomainError):
        answered(with_doubt(DoubtKind.UNKNOWN_TYPE), "drop_party")
    with pytest.raises(DomainError):
        answered(with_doubt(DoubtKind.UNKNOWN_TYPE), "choose_type", at=4, type="webinar")
