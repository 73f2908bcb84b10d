"""The people a country knows: found, told apart or merged, and never seen by others."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from pesnet.core.db import session
from pesnet.core.errors import DomainError
from pesnet.nominations import queries, rules, services
from pesnet.nominations.models import Nomination, NominationState, Nominee
from pesnet.nominations.queries import people
from tests.factories.courses import a_course, an_activity
from tests.factories.nominations import AGO, COMPLETE, SECRETARY, a_draft, a_nomination, actor_of, reloaded
from tests.factories.people import a_focal_point, a_lead_officer

S = NominationState
one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
ELSEWHERE = {"email": "other@example.org"}


def somebody(**said):
    facts = {"given_name": "Amina", "family_name": "Sample", "institution": "Service", "native_name": "", "email": ""}
    return Nominee(**{**facts, **said})


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"email": "A@example.org"}, {"email": "a@EXAMPLE.org ", "given_name": "X"}, True),
        ({"given_name": "Amína", "institution": "SERVICE"}, {}, True),
        ({"given_name": "Sample", "family_name": "amina"}, {}, True),
        ({"given_name": "A", "native_name": "أحمد علي"}, {"given_name": "B", "native_name": "احمد عَلي"}, True),
        ({"institution": "وزارة العمل"}, {"institution": "وزاره العمل"}, True),
        ({"institution": "Another"}, {}, False),
        ({"institution": ""}, {"institution": ""}, False),
        ({"given_name": ""}, {"given_name": "Amina"}, False),
        ({"email": "a@example.org"}, {"email": "b@example.org", "family_name": "Other"}, False),
    ],
)
def test_who_looks_alike(one, other, same):
    keys = rules.person_key(somebody(**one)) & rules.person_key(somebody(**other))
    assert bool(keys) is same


def two_entries(db, now, **said):
    """The same person entered for two courses, the second time with another e-mail; a lead-in to merging."""
    first = a_nomination(db, a_course(db, now), "JO", now)
    second = a_draft(db, a_course(db, now), "JO", now + timedelta(seconds=1), **{**ELSEWHERE, **said})
    return first, second


def test_somebody_entered_twice_is_noticed_and_taken_as_the_known_person(db, login, now):
    first, second = two_entries(db, now)
    browser = login(a_focal_point(db, "JO"))
    version = services.nominating.version_of(reloaded(db, second))
    form = {"given_name": "AMINA", "family_name": "Sample", "institution": COMPLETE.institution, "version": version}
    path = f"/en/people/{second.nominee_id}/merge?nomination={second.id}"
    assert browser.send(f"/en/nominations/{second.id}/edit", {**form, "draft": "1"}).location == path
    page = browser.get(path)
    assert (page.status_code, "1 nomination moves to the older entry" in page.text) == (200, True)
    answer = {"answer": str(first.nominee_id)}
    done = browser.send(f"/en/people/{second.nominee_id}/merge?nomination={second.id}&other={first.nominee_id}", answer)
    assert done.location == f"/en/nominations/{second.id}/edit"
    merged = reloaded(db, second).nominee
    assert (merged.id, merged.given_name, merged.email) == (first.nominee_id, "Amina", COMPLETE.email)
    with db.reading():
        assert session().get(Nominee, second.nominee_id) is None


@one_engine
def test_two_people_who_look_alike_are_asked_about_once(db, login, now):
    first, second = two_entries(db, now)
    browser = login(a_focal_point(db, "JO"))
    browser.send(f"/en/people/{second.nominee_id}/merge?other={first.nominee_id}", {"answer": "apart"})
    with db.reading():
        assert [people.alike(session().get_one(Nominee, row.nominee_id)) for row in (first, second)] == [[], []]


def test_a_merger_keeps_what_is_on_record_and_drops_a_draft_for_the_same_course(db, now):
    course = a_course(db, now)
    first = a_draft(db, course, "JO", now)
    second = a_nomination(db, course, "JO", now + timedelta(seconds=1))
    actor = actor_of(db, a_focal_point(db, "JO"), now)
    with db.writing():
        one, other = (session().get_one(Nominee, row.nominee_id) for row in (second, first))
        services.merge(one, other, details_of=one, actor=actor, now=now)
    with db.reading():
        rows = session().scalars(select(Nomination).where(Nomination.course_id == course.id)).all()
        assert [(row.id, row.nominee_id, row.state) for row in rows] == [(second.id, first.nominee_id, S.SUBMITTED)]


def test_two_nominations_on_record_for_one_course_are_never_merged(db, now):
    course = a_course(db, now)
    first, second = (a_nomination(db, course, "JO", now + timedelta(seconds=number)) for number in range(2))
    actor = actor_of(db, a_focal_point(db, "JO"), now)
    with db.writing():
        one, other = (session().get_one(Nominee, row.nominee_id) for row in (first, second))
        with pytest.raises(DomainError, match="Both were nominated"):
            services.merge(one, other, details_of=one, actor=actor, now=now)


def test_people_of_another_country_are_not_there(db, login, now):
    course = a_course(db, now)
    own, foreign = a_draft(db, course, "JO", now), a_draft(db, course, "SN", now, family_name="Foreignname")
    browser = login(a_focal_point(db, "JO"))
    listed = browser.get("/en/people?q=amina").text
    assert (str(own.nominee_id) in listed, "Foreignname" in listed) == (True, False)
    paths = [f"/en/people/{foreign.nominee_id}{end}" for end in ("", "/edit", "/merge")]
    paths.append(f"/en/people/{own.nominee_id}/merge?other={foreign.nominee_id}")
    assert [browser.get(path).status_code for path in paths] == [404] * 4
    assert browser.send(paths[3], {"answer": "apart"}).status_code == 404
    assert login(a_lead_officer(db, "TN")).get("/en/people").status_code == 404


@one_engine
def test_people_are_found_however_their_names_are_written(db, login, now):
    a_draft(db, a_course(db, now), "JO", now, given_name="Şükrü", native_name="إيمان")
    browser = login(a_focal_point(db, "JO"))
    found = [
        "1 person" in browser.get("/en/people", query_string={"q": text}).text for text in ("sukru", "ايمان", "nobody")
    ]
    assert found == [True, True, False]


@one_engine
def test_details_change_but_the_name_of_somebody_nominated_stays(db, login, now):
    sent = a_nomination(db, a_course(db, now), "JO", now)
    browser = login(a_focal_point(db, "JO"))
    path, known = f"/en/people/{sent.nominee_id}/edit", {"given_name": "Amína", "family_name": "Sample"}
    saved = browser.send(path, {**known, "telephone": "+962 1", "version": str(sent.nominee.version)})
    changed = reloaded(db, sent).nominee
    assert (saved.status_code, changed.given_name, changed.telephone) == (302, "Amína", "+962 1")
    other = browser.send(path, {**known, "given_name": "Somebody", "version": str(changed.version)})
    again = f"/en/courses/{a_course(db, now).slug}/nominations/new"
    draft = browser.send(again, {"nominee": str(sent.nominee_id), "given_name": "Somebody", "draft": "1"})
    assert (other.status_code, draft.status_code, reloaded(db, sent).nominee.given_name) == (422, 422, "Amína")


def test_a_note_tells_of_the_same_activity_and_of_the_last_twelve_months(db, login, now):
    earlier = a_nomination(db, a_course(db, now - timedelta(days=300)), "JO", now - timedelta(days=300))
    activity, then = an_activity(db), now - timedelta(days=900)
    long_ago = a_nomination(db, a_course(db, then, activity=activity), "JO", then, **ELSEWHERE)
    with db.writing():
        for row in (earlier, long_ago):
            session().get_one(Nomination, row.id).state = S.SELECTED
    again = a_course(db, now, activity=activity)
    with db.writing():
        course = queries.delegation(again.slug, "JO", SECRETARY)
        known = {row.id: session().get_one(Nominee, row.nominee_id) for row in (earlier, long_ago)}
        drafts = [
            services.nominate(course, COMPLETE, nominee=known[row.id], actor=SECRETARY, now=now)
            for row in (earlier, long_ago)
        ]
        notes = [[note.one.split(":")[0] for note in people.taken_part(draft)] for draft in drafts]
    assert notes == [
        ["Was selected for a course of the last twelve months"],
        ["Was selected for the same activity before"],
    ]


def test_the_lead_alone_learns_that_another_country_names_the_same_person(db, login, now):
    course = a_course(db, now)
    ours, theirs = (a_nomination(db, course, code, now) for code in ("JO", "SN"))
    alone = a_nomination(db, course, "SN", now, **ELSEWHERE)
    lead, focal_point = login(a_lead_officer(db, "TN")), login(a_focal_point(db, "JO"))
    sentence = "the same person as a nominee of another country"
    told = [sentence in lead.get(f"/en/nominations/{row.id}").text for row in (ours, theirs, alone)]
    assert (told, sentence in focal_point.get(f"/en/nominations/{ours.id}").text) == ([True, True, False], False)


@one_engine
def test_every_page_of_people_and_calls_is_there_in_each_language(db, login, now):
    first, second = two_entries(db, now - AGO)
    browser = login(a_focal_point(db, "JO"))
    ends = ["people", f"people/{first.nominee_id}", f"people/{first.nominee_id}/edit", "nominations"]
    ends += [f"people/{first.nominee_id}/merge?other={second.nominee_id}", f"nominations/{first.id}/replace"]
    paths = [f"/{language}/{end}" for language in ("en", "fr", "ar") for end in ends]
    assert [browser.get(path).status_code for path in paths] == [200] * len(paths)


def test_a_call_counts_names_and_places_and_keeps_the_years_apart(db, now):
    course = a_course(db, now)
    for number in range(2):
        a_nomination(db, course, "JO", now + timedelta(seconds=number))
    a_draft(db, course, "JO", now)
    a_nomination(db, course, "SN", now)
    with db.reading():
        [call] = queries.calls.calls_of("JO")
        assert (call.names_used, call.nominated, call.selected, call.drafts, call.places) == (2, 2, 0, 1, 2)
        assert call.is_open(now)
        assert call.is_ahead(course.nominations_close_at)
        assert list(queries.calls.by_year([call])) == [course.starts_on.year]
        assert not call.is_ahead(datetime.combine(course.ends_on, datetime.max.time(), UTC) + timedelta(days=1))
