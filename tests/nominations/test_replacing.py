"""A nominee is replaced by another of the country: rank, place and the lead's knowledge go with it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from pesnet.audit.queries import history
from pesnet.core.db import session
from pesnet.core.errors import DomainError
from pesnet.courses.models import CourseCountry, CoursePlaces
from pesnet.mail.models import Mail
from pesnet.mail.render import Letterhead, worded
from pesnet.nominations import queries, rules, services
from pesnet.nominations.letters import LETTERS
from pesnet.nominations.models import NominationState, ProposalKind
from pesnet.nominations.services import Wish
from tests.factories.courses import a_course
from tests.factories.nominations import (
    AGO,
    SECRETARY,
    a_closed_course,
    a_draft,
    a_nomination,
    actor_of,
    reloaded,
    wait_for_release,
)
from tests.factories.people import a_focal_point, a_lead_officer

S = NominationState
one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
LETTERHEAD = Letterhead("http://127.0.0.1:8000", "PESNET <pesnet@example.org>")
NEW = {"given_name": "Basma", "email": "basma@example.org"}


def replaced_by(db, old, now, nominee=None):
    """Begin the replacement and fill it in."""
    with db.writing():
        row = queries.nomination(old.id, SECRETARY)
        return services.replace(row, nominee, reason="Fell ill", actor=SECRETARY, now=now)


def completed(db, new, now, **said):
    with db.writing():
        row = queries.nomination(new.id, SECRETARY)
        details = services.NominationDetails(
            **{"institution": "Service", "position": "Clerk", "experience": "Much.", **NEW, **said},
            language_levels={"en": "B2"},
        )
        version = services.nominating.version_of(row)
        services.edit(row, details, version=version, actor=SECRETARY, now=now)


def submitted(db, new, now):
    with db.writing():
        services.submit(queries.nomination(new.id, SECRETARY), actor=SECRETARY, now=now)


def test_after_the_deadline_a_selected_nominee_is_replaced_and_the_place_is_free_again(db, now):
    course = a_closed_course(db, now)
    lead = a_lead_officer(db, "TN")
    first, second = (a_nomination(db, course, "JO", now - AGO + timedelta(seconds=number)) for number in range(2))
    wait_for_release(db, course, {first: Wish(ProposalKind.SELECTED)}, actor_of(db, lead, now), now)
    with db.writing():
        services.release(queries.call(course.slug, SECRETARY), actor=SECRETARY, now=now)
    new = replaced_by(db, first, now)
    assert (reloaded(db, first).state, reloaded(db, new).state) == (S.SELECTED, S.DRAFT)
    completed(db, new, now)
    submitted(db, new, now)
    rows = [reloaded(db, row) for row in (first, new, second)]
    assert [(row.state, row.rank) for row in rows] == [(S.REPLACED, None), (S.SUBMITTED, 1), (S.SUBMITTED, 2)]
    with db.reading():
        assert session().get_one(CoursePlaces, course.id).taken == 0
        assert session().scalars(select(CourseCountry.taken).where(CourseCountry.country_code == "JO")).all() == [0]
        assert "nomination.replace" in [entry.act for entry in history(first.id)]


def test_the_lead_is_told_who_replaces_whom_and_why(db, now):
    course = a_course(db, now)
    lead = a_lead_officer(db, "TN")
    old = a_nomination(db, course, "JO", now)
    new = replaced_by(db, old, now)
    completed(db, new, now)
    submitted(db, new, now)
    with db.reading() as reading:
        [mail] = reading.scalars(select(Mail).where(Mail.letter == "nominations/replaced"))
        subject, text = worded(mail.letter, LETTERS[mail.letter](mail), mail.language, LETTERHEAD)
    assert (mail.address, "Basma" in subject, "Amina Sample" in text, "Fell ill" in text) == (lead.email, *[True] * 3)


@one_engine
def test_the_last_name_of_a_country_can_be_replaced(db, now):
    course = a_course(db, now, places_per_country=1, nominees_per_country=1)
    old = a_nomination(db, course, "JO", now)
    new = replaced_by(db, old, now)
    completed(db, new, now)
    other = a_draft(db, course, "JO", now)
    with db.writing(), pytest.raises(DomainError, match="only name"):
        services.submit(queries.nomination(other.id, SECRETARY), actor=SECRETARY, now=now)
    submitted(db, new, now)
    assert queries_names(db, course) == 1


@one_engine
def test_somebody_withdrawn_before_can_take_the_place_of_another(db, now):
    course = a_course(db, now, places_per_country=1, nominees_per_country=1)
    new = a_nomination(db, course, "JO", now, **NEW)
    with db.writing():
        services.withdraw(queries.nomination(new.id, SECRETARY), reason="Ill", actor=SECRETARY, now=now)
    old = a_nomination(db, course, "JO", now)
    replaced_by(db, old, now, reloaded(db, new).nominee)
    submitted(db, new, now)
    assert (reloaded(db, old).state, reloaded(db, new).state) == (S.REPLACED, S.SUBMITTED)
    assert queries_names(db, course) == 1


@one_engine
def test_a_replacement_that_was_withdrawn_opens_no_second_name(db, now):
    course = a_course(db, now, places_per_country=1, nominees_per_country=1)
    old = a_nomination(db, course, "JO", now)
    new = replaced_by(db, old, now)
    completed(db, new, now)
    submitted(db, new, now)
    with db.writing():
        services.withdraw(queries.nomination(new.id, SECRETARY), reason="Ill", actor=SECRETARY, now=now)
    for named in (old, new):
        with db.writing():
            row = queries.nomination(named.id, SECRETARY)
            delegation = queries.delegation(course.slug, "JO", SECRETARY)
            said = services.known(row.nominee, row)
            services.nominate(delegation, said, nominee=row.nominee, actor=SECRETARY, now=now)
    submitted(db, old, now)
    with pytest.raises(DomainError, match="only name"):
        submitted(db, new, now)
    assert queries_names(db, course) == 1


def queries_names(db, course):
    with db.reading():
        return queries.names_used(course.id, "JO")


def test_nobody_is_replaced_twice_or_once_the_course_has_begun(db, now):
    course = a_course(db, now)
    old = a_nomination(db, course, "JO", now)
    first, second = (replaced_by(db, old, now) for _time in range(2))
    for new in (first, second):
        completed(db, new, now)
    late = now + timedelta(days=61)
    with db.writing(), pytest.raises(DomainError, match="The course has begun"):
        services.submit(queries.nomination(first.id, SECRETARY), actor=SECRETARY, now=late)
    submitted(db, first, now)
    with db.writing(), pytest.raises(DomainError, match="does not stand any more"):
        services.submit(queries.nomination(second.id, SECRETARY), actor=SECRETARY, now=now)
    with db.writing(), pytest.raises(DomainError, match="cannot be replaced"):
        services.replace(queries.nomination(old.id, SECRETARY), None, reason="x", actor=SECRETARY, now=now)


@one_engine
def test_a_draft_for_the_course_takes_the_place_over_http(db, login, now):
    course = a_course(db, now)
    old, draft = a_nomination(db, course, "JO", now), a_draft(db, course, "JO", now, **NEW)
    browser = login(a_focal_point(db, "JO"))
    path = f"/en/nominations/{old.id}/replace"
    assert browser.send(path, {"nominee": str(draft.nominee_id)}).status_code == 422
    begun = browser.send(path, {"nominee": str(draft.nominee_id), "reason": "Fell ill"})
    assert begun.location == f"/en/nominations/{draft.id}/edit"
    assert "is to replace" in browser.get(begun.location).text
    assert browser.send(f"/en/nominations/{draft.id}/submit").status_code == 302
    assert "Reason for the replacement" in browser.get(f"/en/nominations/{old.id}").text
    assert login(a_focal_point(db, "SN")).send(path, {"reason": "x"}).status_code == 404


@one_engine
def test_a_lead_asks_for_single_answers_and_the_country_reads_it_at_the_field(db, login, now):
    course = a_course(db, now)
    sent = a_nomination(db, course, "JO", now)
    focal = a_focal_point(db, "JO")
    lead, day = login(a_lead_officer(db, "TN")), (now + timedelta(days=40)).date().isoformat()
    form = {"day": day, "clock": "23:59", "on_position": "Which <unit>?"}
    assert lead.send(f"/en/nominations/{sent.id}/send-back", {"day": day, "clock": "23:59"}).status_code == 422
    assert lead.send(f"/en/nominations/{sent.id}/send-back", form).status_code == 302
    browser = login(focal)
    for path in ("", "/edit"):
        assert "Which &lt;unit&gt;?" in browser.get(f"/en/nominations/{sent.id}{path}").text
    with db.reading() as reading:
        [mail] = reading.scalars(select(Mail).where(Mail.letter == "nominations/sent_back"))
        assert "Which <unit>?" in worded(mail.letter, LETTERS[mail.letter](mail), mail.language, LETTERHEAD)[1]
    assert rules.closes_at(reloaded(db, sent)) > course.nominations_close_at
