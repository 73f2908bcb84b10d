"""Places that were offered: confirmed, declined, lapsed, moved up, and decisions that are changed."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from pesnet.audit.models import Entry
from pesnet.core.db import session
from pesnet.core.errors import DomainError, NotFound
from pesnet.courses.models import Course, CourseCountry, CoursePlaces
from pesnet.mail.models import Mail
from pesnet.nominations import queries, services
from pesnet.nominations.models import NominationState, ProposalKind, Reversal
from pesnet.nominations.queries import answers
from pesnet.nominations.services import Wish
from pesnet.nominations.services.offering import forget_tokens
from pesnet.policy import CLOCK, Actor, Grant, Role
from tests.factories.nominations import (
    AGO,
    SECRETARY,
    a_closed_course,
    a_nomination,
    actor_of,
    reloaded,
    wait_for_release,
)
from tests.factories.people import a_focal_point, a_lead_officer
from tests.trust.test_last_place import at_once

S = NominationState
YES, RESERVE, NO = (Wish(kind) for kind in ProposalKind)
DAY = timedelta(days=1)
one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


@pytest.fixture
def a_release(db, now):
    """Release decisions on people of these countries: ``("JO", YES), ("SN", RESERVE)``; the people and the course."""

    def release(*decided, **facts):
        course = a_closed_course(db, now, **{"nominees_per_country": 9, **facts})
        with db.writing():
            session().get_one(Course, course.id).confirm_by = (now + 7 * DAY).date()
        people = [a_nomination(db, course, code, now - AGO, email="") for code, _wish in decided]
        wishes = {row: wish for row, (_code, wish) in zip(people, decided, strict=True)}
        wait_for_release(db, course, wishes, SECRETARY, now)
        with db.writing():
            services.release(queries.call(course.slug, SECRETARY), actor=SECRETARY, now=now)
        return course, people

    return release


def states(db, people):
    return [reloaded(db, row).state.value for row in people]


def act(db, name, nomination, *given, actor=SECRETARY, **said):
    with db.writing():
        return getattr(services, name)(queries.nomination(nomination.id, SECRETARY), *given, actor=actor, **said)


def taken(db, course):
    with db.reading() as reading:
        parts = select(CourseCountry.country_code, CourseCountry.taken).where(CourseCountry.course_id == course.id)
        return reading.get_one(CoursePlaces, course.id).taken, dict(reading.execute(parts).all())


def posted(db, letter):
    with db.reading() as reading:
        return [(row.address, row.facts) for row in reading.scalars(select(Mail).where(Mail.letter == letter))]


@one_engine
def test_a_confirmed_place_stays_taken_and_the_country_is_told(db, now, a_release):
    focal = a_focal_point(db, "JO")
    course, [person] = a_release(("JO", YES))
    act(db, "confirm", person, actor=actor_of(db, focal, now), now=now)
    assert (states(db, [person]), taken(db, course)[0]) == (["confirmed"], 1)
    assert [address for address, _facts in posted(db, "nominations/confirmed")] == [focal.email]


def test_a_declined_place_goes_to_the_same_country_in_its_own_order(db, now, a_release):
    course, people = a_release(("JO", YES), ("SN", Wish(ProposalKind.RESERVE, 1)), ("JO", RESERVE), ("JO", RESERVE))
    act(db, "decline", people[0], reason="Ill", now=now)
    assert states(db, people) == ["declined", "reserve", "selected", "reserve"]
    assert taken(db, course) == (1, {"JO": 1, "SN": 0})


def test_the_general_reserve_follows_by_its_order_where_places_per_country_allow(db, now, a_release):
    decided = [("JO", YES), ("SN", YES), ("SN", RESERVE), ("ML", Wish(ProposalKind.RESERVE, 9))]
    course, people = a_release(*decided, countries=("JO", "ML", "SN"), places_per_country=1)
    assert [reloaded(db, row).reserve_rank for row in people[2:]] == [2, 1]
    act(db, "decline", people[0], now=now)
    assert states(db, people) == ["declined", "selected", "reserve", "selected"]
    act(db, "decline", people[3], now=now)
    assert states(db, people) == ["declined", "selected", "reserve", "declined"]
    assert taken(db, course) == (1, {"JO": 0, "ML": 0, "SN": 1})


def test_the_move_is_explained_to_both_countries_and_names_nobody_of_the_other(db, now, a_release):
    for code in ("JO", "SN"):
        a_focal_point(db, code)
    _course, [first, second] = a_release(("JO", YES), ("SN", RESERVE))
    act(db, "decline", first, now=now)
    [(_jo, freed)], [(_sn, promoted)] = posted(db, "nominations/place_freed"), posted(db, "nominations/promoted")
    assert freed == {"nomination_id": str(first.id), "state": "declined", "why": "general"}
    assert promoted == {"nomination_id": str(second.id), "why": "general"}
    with db.reading():
        last = queries.steps(second)[-1]
        assert (last.entry.act, last.why.one[:25]) == ("nomination.promote", "A place became free that ")


@one_engine
def test_a_withdrawal_of_somebody_selected_moves_the_reserve_up(db, now, a_release):
    course, people = a_release(("JO", YES), ("JO", RESERVE))
    act(db, "withdraw", people[0], reason="Left the service", now=now)
    assert (states(db, people), taken(db, course)[0]) == (["withdrawn", "selected"], 1)


def test_the_clock_takes_back_what_nobody_confirmed_and_nothing_before(db, now, a_release):
    course, people = a_release(("JO", YES), ("JO", YES), ("JO", RESERVE))
    act(db, "confirm", people[0], now=now)
    ends = reloaded(db, people[1]).confirm_by
    for moment in (ends - timedelta(microseconds=1), ends, ends):
        with db.writing():
            for key in answers.lapsing(moment):
                services.lapse(answers.whole_by_id(key), actor=CLOCK, now=moment)
    assert (states(db, people), taken(db, course)[0]) == (["confirmed", "lapsed", "selected"], 2)
    assert reloaded(db, people[2]).confirm_by >= ends + 3 * DAY


@one_engine
def test_nobody_confirms_after_the_moment(db, now, a_release):
    _course, [person] = a_release(("JO", YES))
    late = reloaded(db, person).confirm_by
    with pytest.raises(DomainError):
        act(db, "confirm", person, now=late)
    act(db, "confirm", person, now=late - timedelta(microseconds=1))


@one_engine
def test_another_country_cannot_answer(db, now, a_release):
    _course, [person] = a_release(("JO", YES))
    foreign = actor_of(db, a_focal_point(db, "SN"), now)
    link = Actor("nominee", grants=(Grant(Role.NOMINEE, nomination_id=_course.id),))
    for actor in (foreign, link):
        with pytest.raises(NotFound):
            act(db, "confirm", person, actor=actor, now=now)


@one_engine
def test_shortly_before_the_course_the_clock_asks_the_lead_who_may_offer_the_place(db, now, a_release):
    course, people = a_release(("JO", YES), ("JO", RESERVE))
    near = now + timedelta(days=11)
    with db.writing():
        session().get_one(Course, course.id).confirm_by = None
        queries.nomination(people[0].id, SECRETARY).confirm_by = None
    act(db, "decline", people[0], now=near)
    assert states(db, people) == ["declined", "reserve"]
    lead = actor_of(db, a_lead_officer(db, "TN"), now)
    act(db, "promote", people[1], actor=lead, now=near)
    assert (states(db, people), taken(db, course)[0]) == (["declined", "selected"], 1)


@one_engine
def test_nobody_is_promoted_beyond_the_places(db, now, a_release):
    course, people = a_release(("JO", YES), ("JO", RESERVE), places=1, places_per_country=1)
    with pytest.raises(DomainError):
        act(db, "promote", people[1], now=now)
    assert (states(db, people), taken(db, course)[0]) == (["selected", "reserve"], 1)


def test_a_changed_decision_moves_the_place_and_its_letter_names_the_first(db, now, a_release):
    a_focal_point(db, "JO")
    course, people = a_release(("JO", YES), ("JO", NO), places=1, places_per_country=1)
    with pytest.raises(DomainError):
        act(db, "reverse", people[1], ProposalKind.SELECTED, reason="Mistaken", now=now + DAY)
    act(db, "reverse", people[0], ProposalKind.RESERVE, reason="Mistaken", now=now + DAY)
    act(db, "reverse", people[1], ProposalKind.SELECTED, reason="Mistaken", now=now + DAY)
    assert (states(db, people), taken(db, course)) == (["reserve", "selected"], (1, {"JO": 1, "SN": 0}))
    with db.reading() as reading:
        rows = reading.scalars(select(Reversal).order_by(Reversal.becomes)).all()
    assert [(row.was.value, row.becomes.value, row.was_decided_at) for row in rows] == [
        ("selected", "reserve", now),
        ("not_selected", "selected", now),
    ]
    assert len(posted(db, "nominations/corrected")) == 2


@one_engine
def test_a_decision_taken_back_is_open_again_and_needs_its_reason(db, now, a_release):
    course, [person] = a_release(("JO", YES))
    with pytest.raises(DomainError):
        act(db, "reverse", person, None, reason=" ", now=now)
    act(db, "reverse", person, None, reason="Another look", now=now)
    assert (states(db, [person]), taken(db, course)[0]) == (["submitted"], 0)


def test_the_places_of_late_offers_leave_three_working_days():
    course = Course(confirm_by=datetime(2027, 1, 5, tzinfo=UTC).date(), deadline_zone="Asia/Amman")
    thursday = datetime(2027, 1, 7, 9, tzinfo=UTC)
    assert services.selecting.rules.confirm_by(course, [5, 6], thursday) == datetime(2027, 1, 12, 20, 59, tzinfo=UTC)


@pytest.mark.parametrize("name", ["decline", "confirm"])
def test_an_answer_and_the_clock_at_once_have_one_effect(db, now, a_release, name):
    course, people = a_release(("JO", YES), ("JO", RESERVE))
    ends = reloaded(db, people[0]).confirm_by
    before = ends - timedelta(seconds=1)

    def answers_now():
        with suppress(DomainError):
            act(db, name, people[0], now=before)
            return 1
        return 0

    def lapses_now():
        with suppress(DomainError):
            act(db, "lapse", people[0], actor=CLOCK, now=ends)
            return 1
        return 0

    assert at_once(answers_now, lapses_now) == [0, 1]
    with db.reading() as reading:
        promoted = reading.scalar(select(func.count()).where(Entry.act == "nomination.promote"))
    is_confirmed = states(db, people)[0] == "confirmed"
    assert (promoted, taken(db, course)[0]) == (0 if is_confirmed else 1, 1)


def test_two_places_declined_at_once_go_to_two_people(db, now, a_release):
    course, people = a_release(("JO", YES), ("SN", YES), ("JO", RESERVE), ("SN", RESERVE), ("SN", RESERVE))

    def declines(row):
        act(db, "decline", row, now=now)
        return 1

    assert at_once(*[lambda row=row: declines(row) for row in people[:2]]) == [1, 1]
    assert states(db, people) == ["declined", "declined", "selected", "selected", "reserve"]
    assert taken(db, course) == (2, {"JO": 1, "SN": 1})


@one_engine
def test_the_token_of_a_spent_link_is_forgotten(db, now):
    course = a_closed_course(db, now)
    person = a_nomination(db, course, "JO", now - AGO, email="amina@example.org")
    wait_for_release(db, course, {person: YES}, SECRETARY, now)
    with db.writing():
        services.release(queries.call(course.slug, SECRETARY), actor=SECRETARY, now=now)
    [(address, facts)] = posted(db, "nominations/place_offered")
    assert (address, set(facts)) == ("amina@example.org", {"nomination_id", "link_id", "token"})
    act(db, "decline", person, now=now)
    with db.writing() as writing:
        writing.scalars(select(Mail)).first()
        for mail in writing.scalars(select(Mail)):
            mail.state = type(mail.state).SENT
    with db.writing():
        forget_tokens(now)
    assert [set(facts) for _address, facts in posted(db, "nominations/place_offered")] == [
        {"nomination_id", "link_id", "is_over"}
    ]
