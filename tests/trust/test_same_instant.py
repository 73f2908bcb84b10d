"""Two people at the same thing at once: the order of a country, and the proposal on a nominee, on both databases."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from threading import Barrier

import pytest
from sqlalchemy import select, update

from pesnet.core.db import session
from pesnet.nominations import places
from pesnet.nominations.models import Nomination, Proposal
from pesnet.nominations.services import nominating, selecting
from tests.factories.courses import a_course
from tests.factories.nominations import AGO, a_closed_course, a_draft, a_nomination
from tests.factories.people import a_focal_point, a_lead_officer
from tests.trust.figures import record, size
from tests.trust.together import at_once

ROUNDS = size(5, 200)
SECOND = timedelta(seconds=1)
POSTGRESQL = [pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture
def colleagues(db, login):
    """Browsers of a focal point and the deputy."""
    return [login(a_focal_point(db, "JO")), login(a_focal_point(db, "JO", principal=False))]


def moved_at_once(db, colleagues, now) -> tuple[list[int], list[int | None]]:
    """The first is put down and the last is put up by two people at once; the answers, and the ranks afterwards."""
    course = a_course(db, now)
    drafts = [a_draft(db, course, "JO", now + number * SECOND) for number in range(3)]
    paths = [f"/en/nominations/{drafts[0].id}/down", f"/en/nominations/{drafts[2].id}/up"]
    pairs = zip(colleagues, paths, strict=True)
    answers = at_once(*(lambda browser=browser, path=path: browser.send(path).status_code for browser, path in pairs))
    with db.reading() as reading:
        ranks = reading.scalars(select(Nomination.rank).where(Nomination.course_id == course.id)).all()
    return answers, sorted(ranks)


def test_an_order_changed_by_two_people_at_once_stays_an_order(db, colleagues, now, engine_name):
    found = [moved_at_once(db, colleagues, now) for _round in range(ROUNDS)]
    assert {tuple(answers) for answers, _ranks in found} <= {(302, 302), (302, 409)}
    assert [ranks for _answers, ranks in found] == [[1, 2, 3]] * ROUNDS
    record("same_instant", case="order of a country", database=engine_name, rounds=ROUNDS, whole=len(found))


def as_it_was_shown(nomination: Nomination) -> list[Nomination]:
    """The order as the page showed it, whatever has changed since."""
    return sorted(nomination.delegation, key=lambda row: row.created_at)


def over_the_rows(order: list[Nomination]) -> None:
    """Number the rows that a page sees in another place than before, without a look at the rows as they are."""
    shown = sorted(order, key=lambda row: row.created_at)
    for place, row in enumerate(order, start=1):
        if shown[place - 1] is not row:
            session().execute(update(Nomination).where(Nomination.id == row.id).values(rank=place))


def test_an_order_written_as_the_page_showed_it_is_found(db, colleagues, now, monkeypatch):
    monkeypatch.setattr(nominating, "hold", lambda nomination: None)
    monkeypatch.setattr(nominating, "in_order", as_it_was_shown)
    monkeypatch.setattr(nominating, "number", over_the_rows)
    assert moved_at_once(db, colleagues, now)[1] != [1, 2, 3]


def propose(browser, nomination: Nomination, slug: str, kind: str) -> int:
    """Propose a decision in the table of the selection."""
    key = nomination.id.hex
    form = {f"kind_{key}": kind, f"rank_{key}": "", f"was_{key}": ":"}
    return browser.send(f"/en/courses/{slug}/selection", form).status_code


def proposed_at_once(db, officers, now) -> tuple[list[int], int]:
    """Two officers propose different decisions on one nominee at once; the answers, and the number of proposals."""
    course = a_closed_course(db, now)
    nominee = a_nomination(db, course, "JO", now - AGO)
    kinds = zip(officers, ("selected", "not_selected"), strict=True)
    answers = at_once(*(partial(propose, browser, nominee, course.slug, kind) for browser, kind in kinds))
    with db.reading() as reading:
        rows = reading.scalars(select(Proposal).where(Proposal.nomination_id == nominee.id)).all()
    return answers, len(rows)


@pytest.fixture
def officers(db, login):
    """Browsers of two officers of the lead."""
    a_focal_point(db, "JO")
    return [login(a_lead_officer(db, "TN")) for _number in range(2)]


def test_two_proposals_on_a_nominee_at_once_leave_one(db, officers, now, engine_name):
    found = [proposed_at_once(db, officers, now) for _round in range(ROUNDS)]
    assert found == [([302, 302], 1)] * ROUNDS
    record("same_instant", case="proposal on a nominee", database=engine_name, rounds=ROUNDS, whole=len(found))


@pytest.mark.parametrize("engine_name", POSTGRESQL, indirect=True)
def test_without_waiting_for_each_other_two_proposals_at_once_break(app, db, officers, now, monkeypatch):
    both_have_read, real = Barrier(2), selecting.submitted

    def read_together(*given):
        rows = real(*given)
        both_have_read.wait()
        return rows

    app.config["PROPAGATE_EXCEPTIONS"] = app.testing = False
    monkeypatch.setattr(places, "hold", lambda course_id: None)
    monkeypatch.setattr(selecting, "submitted", read_together)
    assert proposed_at_once(db, officers, now) == ([302, 500], 1)
