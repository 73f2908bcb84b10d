import pytest

from pesnet.workplan.reading.timeline import read_timeline


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2021", "2021-01-01", "2021-12-31", "year"),
        ("٢٠٢١", "2021-01-01", "2021-12-31", "year"),
        ("2021-2022", "2021-01-01", "2022-12-31", "year"),
        ("2021-22", "2021-01-01", "2022-12-31", "year"),
        ("2021 and 2022", "2021-01-01", "2022-12-31", "year"),
        ("Q1 2021", "2021-01-01", "2021-03-31", "quarter"),
        ("2021 Q3-Q4", "2021-07-01", "2021-12-31", "quarter"),
        ("2nd quarter of 2022", "2022-04-01", "2022-06-30", "quarter"),
        ("3ème trimestre 2022", "2022-07-01", "2022-09-30", "quarter"),
        ("T4 2021", "2021-10-01", "2021-12-31", "quarter"),
        ("الربع الثاني من عام 2022", "2022-04-01", "2022-06-30", "quarter"),
        ("September 2022", "2022-09-01", "2022-09-30", "month"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("mars à mai 2022", "2022-03-01", "2022-05-31", "month"),
        ("November 2021 - January 2022", "2021-11-01", "2022-01-31", "month"),
        ("سبتمبر 2022", "2022-09-01", "2022-09-30", "month"),
        ("كانون الثاني 2022", "2022-01-01", "2022-01-31", "month"),
        ("28-30 Sep 2021", "2021-09-28", "2021-09-30", "day"),
        ("29 February - 1 March 2024", "2024-02-29", "2024-03-01", "day"),
        ("September 14-15, 2022", "2022-09-14", "2022-09-15", "day"),
        ("1er août 2022", "2022-08-01", "2022-08-01", "day"),
        ("3 أغسطس 2022", "2022-08-03", "2022-08-03", "day"),
        ("2021-11-22", "2021-11-22", "2021-11-22", "day"),
        ("22.11.2021 - 24.11.2021", "2021-11-22", "2021-11-24", "day"),
    ],
)
def test_times_are_read_at_their_precision(text, start, end, precision):
    found = read_timeline(text)
    assert (found.start.isoformat(), found.end.isoformat(), found.precision) == (start, end, precision)
    assert (found.as_written, found.venue, found.understood) == (text, "", True)


@pytest.mark.parametrize(
    ("text", "timeline", "venue"),
    [
        ("2021/ Ankara", "2021", "Ankara"),
        ("2021, Ankara, Türkiye", "2021", "Ankara, Türkiye"),
        ("2021\nOnline", "2021", "Online"),
        ("2021 (online)", "2021", "online"),
        ("14-15 September 2022 – Kuala Lumpur", "14-15 September 2022", "Kuala Lumpur"),
        ("TBD/ Ankara", "TBD", "Ankara"),
        ("À déterminer", "À déterminer", ""),
    ],
)
def test_the_venue_follows_the_time(text, timeline, venue):
    found = read_timeline(text)
    assert (found.as_written, found.venue, found.understood) == (timeline, venue, True)


@pytest.mark.parametrize("text", ["", "Spring", "31 February 2022", "2022-2021", "2021 onwards", "99", "13/13/2021"])
def test_what_is_no_time_is_kept_whole_and_not_understood(text):
    found = read_timeline(text)
    assert (found.as_written, found.venue, found.understood) == (text, "", False)
