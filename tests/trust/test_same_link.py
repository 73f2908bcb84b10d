"""The same mailed link by many at once: one answer, one mail, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from pesnet.audit.models import Entry
from pesnet.core.db import session
from pesnet.mail.models import Mail
from pesnet.nominations import queries, services
from pesnet.nominations.models import AnswerLink, ProposalKind
from pesnet.nominations.services import Wish, answering
from pesnet.policy import Actor, Grant, Role
from tests.factories.nominations import AGO, SECRETARY, a_closed_course, a_nomination, wait_for_release
from tests.factories.people import a_focal_point
from tests.trust.figures import record, size
from tests.trust.test_last_place import at_once

ROUNDS = size(1, 200)
AT_ONCE = size(4, 20)


@pytest.fixture
def press(app, db, now):
    """Offer a place by a link and let many confirm by it at once: the answers, the acts and the mails."""
    a_focal_point(db, "JO")
    browsers = [app.test_client() for _number in range(AT_ONCE)]
    for browser in browsers:
        browser.send("/en/about")

    def together():
        course = a_closed_course(db, now)
        person = a_nomination(db, course, "JO", now - AGO)
        wait_for_release(db, course, {person: Wish(ProposalKind.SELECTED)}, SECRETARY, now)
        with db.writing():
            services.release(queries.call(course.slug, SECRETARY), actor=SECRETARY, now=now - timedelta(hours=1))
            offer = select(Mail).where(Mail.letter == "nominations/place_offered").order_by(Mail.created_at.desc())
            token = next(
                mail.facts["token"]
                for mail in session().scalars(offer)
                if mail.facts["nomination_id"] == str(person.id)
            )
        path = f"/en/answers/{token}"
        acts = [lambda browser=browser: browser.send(path, {"answer": "confirm"}).status_code for browser in browsers]
        answers = at_once(*acts)
        with db.reading() as reading:
            entries = select(func.count()).where(Entry.act == "nomination.confirm", Entry.subject_id == str(person.id))
            mails = reading.scalars(select(Mail).where(Mail.letter == "nominations/confirmed"))
            told = sum(mail.facts["nomination_id"] == str(person.id) for mail in mails)
            return answers, reading.scalar(entries), told

    return together


def test_the_same_link_has_one_effect(press, engine_name):
    found = [press() for _round in range(ROUNDS)]
    assert found == [([302] + [422] * (AT_ONCE - 1), 1, 1)] * ROUNDS
    record("same_link", database=engine_name, rounds=ROUNDS, at_once=AT_ONCE, one_effect=len(found))


def test_a_link_that_is_never_used_up_has_as_many_effects_as_people(press, monkeypatch):
    def as_nominee(link: AnswerLink, _now: object) -> Actor:
        return Actor("nominee", grants=(Grant(Role.NOMINEE, nomination_id=link.nomination_id),))

    confirm = answering.rules.MACHINE.moves["confirm"]
    again = type(confirm)(
        confirm.label, confirm.sources | {confirm.target}, confirm.target, confirm.permission, confirm.rules
    )
    monkeypatch.setattr(answering, "_spend", as_nominee)
    monkeypatch.setitem(answering.rules.MACHINE.moves, "confirm", again)
    answers, acts, told = press()
    assert (answers, acts, told) == ([302] * AT_ONCE, AT_ONCE, AT_ONCE)
