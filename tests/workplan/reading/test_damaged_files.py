"""Files as they come: rows broken over pages, merged cells, missing numbers, columns in another order."""

from datetime import date

import pytest

from pesnet.workplan.layout import COLUMNS, LABELS
from pesnet.workplan.parsed import DoubtKind
from pesnet.workplan.reading.reader import read
from tests.workplan.damage import WordFile, sheet_rows, workbook
from tests.workplan.plan_fixture import doubts_of, gazetteer, kinds, plan

LANGUAGES = ["en", "fr", "ar"]
NUMBER, TITLE, TIMELINE, LEAD, PROVIDER, BENEFICIARY, DESCRIPTION = range(7)
GAZETTEER = gazetteer()


def understood(content):
    return read(content, gazetteer=GAZETTEER)


def end_of(text, words):
    return " ".join(text.split(" ")[-words:])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_broken_over_pages_is_joined_again(language):
    file = WordFile(language)
    cell = file.tables[1].cell
    description = end_of(cell(1, DESCRIPTION).text, 3)
    beneficiaries = "\n".join(cell(2, BENEFICIARY).text.split("\n")[-4:])
    file.split_row(1, 2, {BENEFICIARY: beneficiaries})
    file.split_row(1, 1, {DESCRIPTION: description})
    found = understood(file.content())
    assert found.areas == plan(language).areas
    assert doubts_of(found) == [
        (DoubtKind.JOINED_ROW, "1.1", "number", description),
        (DoubtKind.JOINED_ROW, "1.2", "number", beneficiaries),
    ]
    assert [doubt.row for doubt in found.doubts] == [8, 10]


def test_a_name_broken_over_pages_is_one_name_again():
    file = WordFile()
    file.put(1, 3, BENEFICIARY, "Afghanistan\nBurkina\nFaso")
    file.split_row(1, 3, {BENEFICIARY: "Faso"})
    [broken] = [item for item in understood(file.content()).areas[0].activities if item.code == "1.3"]
    assert [party.code for party in broken.beneficiaries] == ["AF", "BF"]


def test_a_title_broken_over_pages_is_one_title_again():
    file = WordFile()
    file.split_row(1, 1, {TITLE: end_of(file.tables[1].cell(1, TITLE).text, 2)})
    found = understood(file.content())
    assert (found.areas, kinds(found.doubts)) == (plan().areas, ["joined_row"])


def test_a_row_that_repeats_the_number_is_joined_too():
    file = WordFile()
    words = end_of(file.tables[1].cell(1, DESCRIPTION).text, 3)
    file.split_row(1, 1, {DESCRIPTION: words})
    file.put(1, 2, NUMBER, "1")
    found = understood(file.content())
    assert (found.areas, kinds(found.doubts)) == (plan().areas, ["joined_row"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_repeated_headers_and_split_tables_change_nothing(language):
    file = WordFile(language)
    file.repeat_header(1, 1)
    file.split_table(2, 2)
    assert understood(file.content()) == plan(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_columns_may_stand_in_any_order(language):
    file = WordFile(language)
    for table in (1, 2):
        file.move_column(table, DESCRIPTION, TITLE)
        file.move_column(table, BENEFICIARY, NUMBER)
    assert understood(file.content()) == plan(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_number_is_the_next_free_one_and_a_doubt(language):
    file = WordFile(language)
    file.put(1, 2, NUMBER, "")
    found = understood(file.content())
    assert found.areas == plan(language).areas
    assert doubts_of(found) == [(DoubtKind.MISSING_NUMBER, "1.2", "number", "")]


def test_a_repeated_number_gives_way_to_the_next_free_one():
    file = WordFile()
    file.put(1, 2, NUMBER, "1")
    found = understood(file.content())
    assert [item.number for item in found.areas[0].activities] == [1, 2, 3, 4]
    assert doubts_of(found) == [(DoubtKind.REPEATED_NUMBER, "1.2", "number", "1")]


@pytest.mark.parametrize("number", ["2.", "1.2", "٢", "2.0", "II", "(2)"])
def test_numbers_may_be_written_in_many_ways(number):
    file = WordFile()
    file.put(1, 2, NUMBER, number)
    assert understood(file.content()) == plan()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_country_is_kept_as_written_and_a_doubt(language):
    file = WordFile(language)
    text = file.tables[1].cell(2, BENEFICIARY).text
    file.put(1, 2, BENEFICIARY, f"{text}\nWakanda")
    found = understood(file.content())
    *known, unknown = found.areas[0].activities[1].beneficiaries
    assert known == plan(language).areas[0].activities[1].beneficiaries
    assert (unknown.as_written, unknown.code) == ("Wakanda", None)
    assert doubts_of(found) == [(DoubtKind.UNKNOWN_COUNTRY, "1.2", "beneficiary", "Wakanda")]


def test_a_country_named_twice_counts_once_and_is_a_doubt():
    file = WordFile()
    file.put(1, 2, LEAD, "Turkey/ Türkiye")
    found = understood(file.content())
    assert (found.areas, kinds(found.doubts)) == (plan().areas, ["repeated_party"])


def test_a_lead_merged_over_two_rows_leads_both():
    file = WordFile()
    file.merge_down(1, 1, LEAD)
    found = understood(file.content())
    assert [[party.code for party in item.leads] for item in found.areas[0].activities[:2]] == [["SESRIC"]] * 2
    assert doubts_of(found) == [(DoubtKind.MERGED_ROW, "1.2", "lead", "SESRIC")]


def test_a_number_merged_over_two_rows_makes_them_one():
    file = WordFile()
    words = end_of(file.tables[1].cell(1, DESCRIPTION).text, 3)
    file.split_row(1, 1, {DESCRIPTION: words})
    file.merge_down(1, 1, TITLE)
    file.merge_down(1, 1, NUMBER)
    found = understood(file.content())
    assert found.areas == plan().areas
    assert doubts_of(found) == [(DoubtKind.MERGED_ROW, "1.1", "number", words)]


def test_a_cell_over_lead_and_provider_is_both():
    file = WordFile()
    file.put(1, 2, PROVIDER, "")
    file.tables[1].cell(2, LEAD).merge(file.tables[1].cell(2, PROVIDER))
    found = understood(file.content())
    assert (found.areas, kinds(found.doubts)) == (plan().areas, ["merged_row"])


def test_an_area_heading_and_its_objectives_may_stand_inside_the_table():
    file = WordFile()
    table = file.tables[1]
    for text in ("• One more aim. • And another.", "Thematic Area 4: More"):
        row = table.add_row()
        table.rows[3]._tr.addnext(row._tr)
        table.cell(4, 0).merge(table.cell(4, 6)).text = text
    file.put(1, 6, NUMBER, "1")
    found = understood(file.content())
    assert [(area.number, area.title) for area in found.areas][:2] == [(1, plan().areas[0].title), (4, "More")]
    assert found.areas[1].objectives == ["One more aim.", "And another."]
    assert [item.code for item in found.areas[1].activities] == ["4.1"]


def test_headings_without_number_or_phrase_still_open_an_area():
    file = WordFile()
    heading = next(item for item in file.document.paragraphs if item.text.startswith("Thematic Area 2"))
    heading.text = "Labour Market Information (LMI)"
    found = understood(file.content())
    assert found.areas == plan().areas
    assert doubts_of(found)[0] == (DoubtKind.MISSING_AREA, None, "heading", "Labour Market Information (LMI)")


def test_activities_before_any_heading_stand_in_an_area_without_a_title():
    file = WordFile()
    for item in list(file.document.paragraphs):
        if item.text.startswith("Thematic Area 1"):
            item._p.getparent().remove(item._p)
    found = understood(file.content())
    assert (found.areas[0].number, found.areas[0].title) == (1, "")
    assert found.areas[0].activities == plan().areas[0].activities
    assert {"missing_area", "loose_text"} == set(kinds(found.doubts))


@pytest.mark.parametrize(
    ("column", "text", "doubt"),
    [
        (TITLE, "Forum on jobs", DoubtKind.UNKNOWN_TYPE),
        (TITLE, "", DoubtKind.MISSING_TITLE),
        (TIMELINE, "When ready", DoubtKind.UNREAD_TIMELINE),
    ],
)
def test_a_cell_that_cannot_be_read_is_a_doubt_at_its_place(column, text, doubt):
    file = WordFile()
    file.put(1, 2, column, text)
    found = understood(file.content())
    assert doubts_of(found) == [(doubt, "1.2", COLUMNS[column], text)]
    assert found.doubts[0].row == 8


@pytest.mark.parametrize("text", ["TBD", "tbd", "T.B.D.", "To be determined", "à déterminer", "يحدد لاحقًا"])
def test_a_party_to_be_determined_is_sought(text):
    file = WordFile()
    file.put(1, 2, PROVIDER, text)
    activity = understood(file.content()).areas[0].activities[1]
    assert (activity.sought, activity.providers) == (["provider"], [])


def test_an_empty_provider_is_none_and_not_sought():
    file = WordFile()
    file.put(1, 2, PROVIDER, "–")
    found = understood(file.content())
    assert (found.areas[0].activities[1].sought, found.areas[0].activities[1].providers) == ([], [])
    assert found.doubts == []


def test_markup_that_strayed_into_the_text_is_dropped():
    file = WordFile()
    item = file.tables[0].cell(2, 1)
    file.put(0, 2, 1, '<ul style="list-style-type: none"> ● ' + " ● ".join(item.text.split("\n")))
    countries = file.tables[1].cell(2, BENEFICIARY).text.replace("\n", " ")
    file.put(1, 2, BENEFICIARY, f"<p>{countries}</p>")
    assert understood(file.content()) == plan()


def test_text_that_belongs_nowhere_is_a_doubt_and_not_lost():
    file = WordFile()
    file.document.add_paragraph("Adopted with thanks.")
    file.document.add_table(1, 2).cell(0, 1).text = "Annex"
    found = understood(file.content())
    assert [(doubt.kind, doubt.as_written) for doubt in found.doubts] == [
        (DoubtKind.LOOSE_TEXT, "Annex"),
        (DoubtKind.LOOSE_TEXT, "Adopted with thanks."),
    ]


def test_a_column_that_is_not_known_is_a_doubt_for_each_of_its_cells():
    rows = [[*row, ""] for row in sheet_rows()]
    header = rows.index([*LABELS["en"].columns.values(), ""])
    rows[header][-1], rows[header + 1][-1] = "Budget", "1,000"
    found = understood(workbook(rows))
    assert (found.areas, doubts_of(found)) == (plan().areas, [(DoubtKind.LOOSE_TEXT, "1.1", "Budget", "1,000")])


def test_a_missing_column_is_a_doubt():
    rows = [row[:PROVIDER] + row[BENEFICIARY:] if row[LEAD] else row for row in sheet_rows()]
    found = understood(workbook(rows))
    assert {(doubt.kind, doubt.cell) for doubt in found.doubts} == {(DoubtKind.MISSING_COLUMN, "provider")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_without_merged_cells_reads_the_same(language):
    assert understood(workbook(sheet_rows(language))) == plan(language)


def test_numbers_and_dates_of_a_sheet_read_as_they_are_shown():
    rows = sheet_rows()
    first = rows.index(list(LABELS["en"].columns.values())) + 1
    rows[first][NUMBER], rows[first][TIMELINE] = 1.0, 2021.0
    rows[first + 1][TIMELINE] = date(2021, 11, 22)
    found = understood(workbook(rows))
    first_activity, second = found.areas[0].activities[:2]
    assert first_activity == plan().areas[0].activities[0]
    assert (second.timeline, second.timeline_precision) == ("2021-11-22", "day")


def test_rows_of_a_sheet_broken_over_pages_are_joined():
    rows = sheet_rows()
    first = rows.index(list(LABELS["en"].columns.values())) + 1
    beneficiaries = rows[first + 1][BENEFICIARY].split("\n")
    rows[first + 1][BENEFICIARY] = " ".join(beneficiaries[:-3])
    rows.insert(first + 2, [""] * BENEFICIARY + [" ".join(beneficiaries[-3:]), ""])
    found = understood(workbook(rows))
    assert (found.areas, kinds(found.doubts)) == (plan().areas, ["joined_row"])
    assert found.doubts[0].row == first + 3


def test_the_years_come_from_the_timelines_when_the_title_has_none():
    file = WordFile()
    file.document.paragraphs[1].text = "Work Plan"
    found = understood(file.content())
    assert (found.title, found.period, kinds(found.doubts)) == ("Work Plan", (2021, 2022), ["unread_period"])


def test_a_language_can_be_said_instead_of_found():
    assert read(WordFile("fr").content(), gazetteer=GAZETTEER, language="ar").language == "ar"
