"""The acts on nominations, in the database."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from pesnet.core.db import session
from pesnet.core.errors import DomainError, NotFound
from pesnet.courses.models import CourseCountry, CoursePlaces
from pesnet.mail.models import Mail
from pesnet.nominations import queries, services
from pesnet.nominations.models import NominationState, Nominee, Proposal, ProposalKind
from pesnet.nominations.services import Wish
from pesnet.policy import Role
from tests.factories.courses import a_course
from tests.factories.nominations import (
    AGO,
    COMPLETE,
    SECRETARY,
    a_closed_course,
    a_draft,
    a_nomination,
    actor_of,
    reloaded,
    wait_for_release,
)
from tests.factories.people import a_focal_point, a_lead_officer, a_user_in

S = NominationState
SELECTED, RESERVE, NOT_SELECTED = (Wish(kind) for kind in ProposalKind)


def loaded(nomination, actor=SECRETARY):
    return queries.nomination(nomination.id, actor)


def mails(db, letter):
    with db.reading() as reading:
        return list(reading.scalars(select(Mail).where(Mail.letter == letter).order_by(Mail.address)))


def taken(db, course):
    with db.reading() as reading:
        countries = reading.execute(select(CourseCountry.country_code, CourseCountry.taken).order_by("country_code"))
        return reading.get_one(CoursePlaces, course.id).taken, dict(countries.all())


def test_a_submitted_nomination_has_a_number_and_a_receipt(db, now):
    focal = a_focal_point(db, "JO", language="ar")
    nomination = a_nomination(db, a_course(db, now), "JO", now)
    assert (nomination.state, nomination.reference) == (S.SUBMITTED, f"PESNET-{now.year}-000001")
    [mail] = mails(db, "nominations/submitted")
    assert (mail.address, mail.language, mail.facts) == (focal.email, "ar", {"nomination_id": str(nomination.id)})


def test_each_nomination_gets_a_number_of_its_own(db, now):
    course = a_course(db, now)
    references = [a_nomination(db, course, code, now).reference for code in ("JO", "SN", "JO")]
    assert [reference[-1] for reference in references] == ["1", "2", "3"]


def test_a_country_has_only_so_many_names(db, now):
    course = a_course(db, now, places_per_country=1, nominees_per_country=2)
    for _number in range(2):
        a_nomination(db, course, "JO", now)
    third = a_draft(db, course, "JO", now)
    with db.writing(), pytest.raises(DomainError) as refused:
        services.submit(loaded(third), actor=SECRETARY, now=now)
    assert refused.value.reasons[0].n == 2
    assert reloaded(db, third).state is S.DRAFT


def test_a_withdrawn_nomination_frees_its_name(db, now):
    course = a_course(db, now, places_per_country=1, nominees_per_country=1)
    first = a_nomination(db, course, "JO", now)
    with db.writing():
        services.withdraw(loaded(first), reason="Cannot travel", actor=SECRETARY, now=now)
    assert a_nomination(db, course, "JO", now).state is S.SUBMITTED


def test_a_withdrawn_person_can_be_nominated_again(db, now):
    course = a_course(db, now)
    first = a_nomination(db, course, "JO", now)
    with db.writing():
        services.withdraw(loaded(first), reason="Cannot travel", actor=SECRETARY, now=now)
    with db.writing():
        delegation = queries.delegation(course.slug, "JO", SECRETARY)
        nominee = session().get_one(Nominee, first.nominee_id)
        again = services.nominate(delegation, COMPLETE, nominee=nominee, actor=SECRETARY, now=now)
    assert (again.id, again.state, again.rank, again.withdrawn_reason) == (first.id, S.DRAFT, 1, "")


def test_the_same_person_is_nominated_once_for_a_course(db, now):
    course = a_course(db, now)
    first = a_draft(db, course, "JO", now)
    with db.writing():
        delegation = queries.delegation(course.slug, "JO", SECRETARY)
        nominee = session().get_one(Nominee, first.nominee_id)
        with pytest.raises(DomainError):
            services.nominate(delegation, COMPLETE, nominee=nominee, actor=SECRETARY, now=now)


def test_a_country_that_is_not_invited_cannot_nominate(db, now):
    with pytest.raises(DomainError):
        a_draft(db, a_course(db, now), "PK", now)


def test_a_withdrawal_needs_a_reason(db, now):
    nomination = a_nomination(db, a_course(db, now), "JO", now)
    with db.writing(), pytest.raises(DomainError):
        services.withdraw(loaded(nomination), reason="", actor=SECRETARY, now=now)
    assert reloaded(db, nomination).state is S.SUBMITTED


def test_what_was_read_before_somebody_elses_change_is_not_overwritten(db, now):
    draft = a_draft(db, a_course(db, now), "JO", now)
    read = services.nominating.version_of(reloaded(db, draft))
    with db.writing():
        services.edit(loaded(draft), replace(COMPLETE, position="Head"), version=read, actor=SECRETARY, now=now)
    with db.writing(), pytest.raises(DomainError):
        services.edit(loaded(draft), replace(COMPLETE, position="Clerk"), version=read, actor=SECRETARY, now=now)
    assert reloaded(db, draft).nominee.position == "Head"


def test_the_order_of_a_country_can_be_changed(db, now):
    course = a_course(db, now)
    first, second, third = (a_draft(db, course, "JO", now, given_name=name) for name in "ABC")
    with db.writing():
        services.move(loaded(third), -1, actor=SECRETARY, now=now)
    assert [reloaded(db, row).rank for row in (first, second, third)] == [1, 3, 2]


def test_what_was_sent_back_can_be_submitted_after_the_deadline(db, now):
    course = a_closed_course(db, now)
    nomination = a_nomination(db, course, "JO", now - AGO)
    with db.writing():
        by = now + timedelta(days=3)
        services.send_back(loaded(nomination), remarks="More, please", complete_by=by, actor=SECRETARY, now=now)
    with db.writing():
        services.submit(loaded(nomination), actor=SECRETARY, now=now + timedelta(days=2))
    assert reloaded(db, nomination).state is S.SUBMITTED


def test_what_was_sent_back_keeps_its_name_and_tells_the_country(db, now):
    focal = a_focal_point(db, "JO")
    nomination = a_nomination(db, a_course(db, now), "JO", now)
    with db.writing():
        by = now + timedelta(days=3)
        services.send_back(loaded(nomination), remarks="More, please", complete_by=by, actor=SECRETARY, now=now)
    with db.reading():
        assert queries.names_used(nomination.course_id, "JO") == 1
    assert [mail.address for mail in mails(db, "nominations/sent_back")] == [focal.email]


def test_nobody_proposes_a_decision_on_the_own_nomination(db, now):
    officer = actor_of(db, a_user_in(db, Role.SECRETARIAT), now)
    course = a_closed_course(db, now)
    draft = a_draft(db, course, "JO", now - AGO)
    with db.writing():
        services.submit(loaded(draft), actor=officer, now=now - AGO)
    with pytest.raises(DomainError):
        wait_for_release(db, course, {draft: SELECTED}, officer, now)
    other = actor_of(db, a_lead_officer(db, "TN"), now)
    wait_for_release(db, course, {draft: SELECTED}, other, now)
    with db.writing():
        assert services.release(queries.call(course.slug, officer), actor=officer, now=now) == 1


def test_a_release_decides_takes_places_and_tells_each_country_once(db, now):
    for code, language in (("JO", "ar"), ("SN", "fr")):
        a_focal_point(db, code, language=language)
    course = a_closed_course(db, now, nominees_per_country=4)
    jo, jo2, jo3 = (a_nomination(db, course, "JO", now - AGO) for _number in range(3))
    sn = a_nomination(db, course, "SN", now - AGO)
    undecided = a_nomination(db, course, "SN", now - AGO)
    wait_for_release(db, course, {jo: SELECTED, jo2: RESERVE, jo3: NOT_SELECTED, sn: RESERVE}, SECRETARY, now)
    with db.writing():
        assert services.release(queries.call(course.slug, SECRETARY), actor=SECRETARY, now=now) == 4
    rows = [reloaded(db, row) for row in (jo, jo2, jo3, sn, undecided)]
    assert [(row.state, row.reserve_rank) for row in rows] == [
        (S.SELECTED, None), (S.RESERVE, 2), (S.NOT_SELECTED, None), (S.RESERVE, 1), (S.SUBMITTED, None),
    ]  # fmt: skip
    assert taken(db, course) == (1, {"JO": 1, "SN": 0})
    assert [(mail.language, len(mail.facts["states"])) for mail in mails(db, "nominations/decided")] == [
        ("ar", 3),
        ("fr", 1),
    ]
    with db.reading() as reading:
        assert reading.scalars(select(Proposal)).all() == []


def test_too_many_selected_is_refused_with_the_numbers_and_changes_nothing(db, now):
    course = a_closed_course(db, now, places=3, places_per_country=1, nominees_per_country=2)
    people = [a_nomination(db, course, "JO", now - AGO) for _number in range(2)]
    wait_for_release(db, course, dict.fromkeys(people, SELECTED), SECRETARY, now)
    with db.writing() as writing:
        with pytest.raises(DomainError) as refused:
            services.release(queries.call(course.slug, SECRETARY), actor=SECRETARY, now=now)
        writing.rollback()
    reason = refused.value.reasons[0]
    assert (reason.n, reason.values["proposed"]) == (1, 2)
    assert taken(db, course) == (0, {"JO": 0, "SN": 0})
    assert reloaded(db, people[0]).state is S.SUBMITTED


def test_a_late_decision_is_released_a_second_time_and_goes_on_counting(db, now):
    course = a_closed_course(db, now)
    first, second = (a_nomination(db, course, code, now - AGO) for code in ("JO", "SN"))
    for nomination in (first, second):
        wait_for_release(db, course, {nomination: RESERVE}, SECRETARY, now)
        with db.writing():
            services.release(queries.call(course.slug, SECRETARY), actor=SECRETARY, now=now)
    assert [reloaded(db, row).reserve_rank for row in (first, second)] == [1, 2]


def test_nothing_is_released_while_the_call_is_open(db, now):
    course = a_course(db, now)
    nomination = a_nomination(db, course, "JO", now)
    wait_for_release(db, course, {nomination: SELECTED}, SECRETARY, now)
    with db.writing(), pytest.raises(DomainError):
        services.release(queries.call(course.slug, SECRETARY), actor=SECRETARY, now=now)


def test_a_deputy_prepares_and_the_principal_releases(db, now):
    course = a_closed_course(db, now)
    nomination = a_nomination(db, course, "JO", now - AGO)
    deputy = actor_of(db, a_lead_officer(db, "TN", principal=False), now)
    wait_for_release(db, course, {nomination: SELECTED}, deputy, now)
    with db.writing(), pytest.raises(DomainError):
        services.release(queries.call(course.slug, deputy), actor=deputy, now=now)


def test_a_selected_person_who_withdraws_gives_the_place_back(db, now):
    course = a_closed_course(db, now)
    nomination = a_nomination(db, course, "JO", now - AGO)
    wait_for_release(db, course, {nomination: SELECTED}, SECRETARY, now)
    with db.writing():
        services.release(queries.call(course.slug, SECRETARY), actor=SECRETARY, now=now)
    with db.writing():
        services.withdraw(loaded(nomination), reason="Ill", actor=SECRETARY, now=now)
    assert taken(db, course) == (0, {"JO": 0, "SN": 0})


def test_a_proposal_that_changed_since_the_preview_refuses_the_release(db, now):
    course = a_closed_course(db, now)
    nomination = a_nomination(db, course, "JO", now - AGO)
    wait_for_release(db, course, {nomination: SELECTED}, SECRETARY, now)
    seen = [services.Decision(nomination.id, ProposalKind.RESERVE)]
    with db.writing(), pytest.raises(DomainError):
        services.release(queries.call(course.slug, SECRETARY), seen, actor=SECRETARY, now=now)
    assert reloaded(db, nomination).state is S.SUBMITTED


def test_a_lead_sees_what_was_submitted_and_never_a_draft(db, now):
    course = a_course(db, now)
    lead = actor_of(db, a_lead_officer(db, "TN"), now)
    draft, submitted = a_draft(db, course, "JO", now), a_nomination(db, course, "JO", now)
    with db.reading():
        assert loaded(submitted, lead).id == submitted.id
        with pytest.raises(NotFound):
            loaded(draft, lead)


def test_what_waits_for_each_seat(db, now):
    course, closed = a_course(db, now), a_closed_course(db, now)
    a_draft(db, course, "JO", now)
    a_nomination(db, closed, "JO", now - AGO)
    focal, lead = (actor_of(db, user, now) for user in (a_focal_point(db, "JO"), a_lead_officer(db, "TN")))
    other = actor_of(db, a_lead_officer(db, "PK"), now)
    with db.reading():
        waiting = [
            [(task.label.n, task.endpoint, task.values) for task in queries.waiting(who, now)]
            for who in (focal, lead, other)
        ]
    assert waiting == [
        [(1, "nominations.of_course", {"slug": course.slug})],
        [(1, "nominations.selection", {"slug": closed.slug})],
        [],
    ]


def test_selected_people_are_tallied_with_unknown_sex_apart(db, now):
    course = a_closed_course(db, now)
    people = [a_nomination(db, course, code, now - AGO, sex=sex) for code, sex in (("JO", COMPLETE.sex), ("SN", None))]
    wait_for_release(db, course, dict.fromkeys(people, SELECTED), SECRETARY, now)
    with db.writing():
        services.release(queries.call(course.slug, SECRETARY), actor=SECRETARY, now=now)
    with db.reading():
        assert queries.tally(course.id) == queries.Tally(2, 1, 1, ["JO", "SN"])
