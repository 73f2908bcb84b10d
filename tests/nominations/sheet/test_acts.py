"""What a delegation sheet would do and does, by the acts alone."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from pesnet.core.db import session
from pesnet.core.errors import DomainError
from pesnet.nominations import queries
from pesnet.nominations.models import NominationState
from pesnet.nominations.sheet import queries as sheets
from pesnet.nominations.sheet import services
from pesnet.nominations.sheet.lines import Effect
from pesnet.nominations.sheet.models import SheetUpload
from pesnet.nominations.sheet.reading.workbook import read
from pesnet.nominations.sheet.services import Confirmation
from tests.factories.courses import a_course
from tests.factories.nominations import SECRETARY, a_closed_course, a_draft, a_nomination, actor_of, reloaded
from tests.factories.people import a_focal_point
from tests.factories.sheets import a_person, a_sheet, downloaded, filled

S = NominationState
one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


@pytest.fixture
def focal_point(db, now):
    """The focal point of Jordan."""
    return actor_of(db, a_focal_point(db, "JO"), now)


@pytest.fixture
def send(db, focal_point, now):
    """Send a sheet; its id."""

    def keep(course, content):
        with db.writing():
            delegation = queries.delegation_of_seat(course.slug, focal_point)
            return services.keep(read(content), delegation, "sheet.xlsx", actor=focal_point, now=now).id

    return keep


@pytest.fixture
def look(db, focal_point):
    """What a sheet would do now."""

    def compare(sheet_id):
        with db.reading():
            return services.compared(sheets.received(sheet_id, focal_point))

    return compare


@pytest.fixture
def confirm(db, focal_point, look, now):
    """Confirm what the preview shows, or what it showed."""

    def carry_out(sheet_id, *, seen=None, is_submitting=False):
        wish = Confirmation(seen or look(sheet_id).digest, is_submitting)
        with db.writing():
            return services.confirm(sheets.received(sheet_id, focal_point), wish, actor=focal_point, now=now)

    return carry_out


def states(db, course):
    with db.reading():
        return [row.state for row in queries.delegation(course.slug, "JO", SECRETARY).nominations]


def reasons(comparison):
    return [(line.row.number, remark.key, remark.is_error, remark.reason.one) for line, remark in comparison.remarked]


@one_engine
def test_people_known_before_are_left_alone_without_a_yes(db, send, look, now):
    a_nomination(db, a_course(db, now), "JO", now)
    course = a_course(db, now)
    assert [line.effect for line in look(send(course, downloaded(db, course, "JO"))).lines] == [Effect.LEAVE]


def test_only_what_is_complete_and_within_the_names_is_submitted(db, send, look, confirm, now):
    course = a_course(db, now, nominees_per_country=2, places_per_country=2)
    rows = [a_person(0), a_person(1, experience=""), a_person(2), a_person(3)]
    sent = send(course, a_sheet(course, *rows))
    comparison = look(sent)
    assert [warning.n for warning in comparison.warnings] == [2]
    assert [[item.field for item in line.missing] for line in comparison.lines] == [[], ["experience"], [], []]
    done = confirm(sent, is_submitting=True)
    assert (done.made, done.submitted, [name for name, _why in done.left]) == (
        4,
        2,
        ["Person1 Sample", "Person3 Sample"],
    )
    assert states(db, course) == [S.SUBMITTED, S.DRAFT, S.SUBMITTED, S.DRAFT]


@one_engine
def test_a_change_since_the_preview_is_looked_at_again(db, send, look, confirm, now):
    course = a_course(db, now)
    draft = a_draft(db, course, "JO", now)
    sent = send(course, filled(downloaded(db, course, "JO"), lambda rows: rows[0].update(position="Head")))
    seen = look(sent).digest
    assert reasons(look(sent)) == []
    with db.writing():
        queries.nomination(draft.id, SECRETARY).nominee.position = "Clerk"
    with pytest.raises(DomainError, match="have changed since"):
        confirm(sent, seen=seen)
    assert reloaded(db, draft).nominee.position == "Clerk"
    [(_row, key, is_error, _reason)] = reasons(look(sent))
    assert (key, is_error) == ("position", False)
    confirm(sent)
    assert reloaded(db, draft).nominee.position == "Head"


def test_of_two_confirmations_the_second_is_refused(db, send, look, confirm, now):
    course = a_course(db, now)
    sent = send(course, a_sheet(course, a_person(1)))
    seen = look(sent).digest
    confirm(sent, seen=seen)
    with pytest.raises(DomainError, match="already confirmed"):
        confirm(sent, seen=seen)
    assert states(db, course) == [S.DRAFT]


@one_engine
def test_rows_that_touch_somebody_elses_people_are_refused(db, send, look, now):
    course = a_course(db, now)
    foreign, own = a_draft(db, course, "SN", now), a_draft(db, course, "JO", now)
    rows = (
        a_person(1, id=str(foreign.nominee_id)), a_person(2, id="nothing"),
        a_person(3, id=str(own.nominee_id), family_name="Other"), a_person(4), a_person(4),
    )  # fmt: skip
    assert [
        (row, key, is_error, reason[:24])
        for row, key, is_error, reason in reasons(look(send(course, a_sheet(course, *rows))))
    ] == [
        (3, "id", True, "The row belongs to someb"),
        (4, "id", True, "The row belongs to someb"),
        (5, "given_name", True, "This is the row of %(nam"),
        (7, "given_name", True, "Row %(row)s names the sa"),
    ]


@one_engine
def test_somebody_who_may_be_known_already_is_doubted_and_not_refused(db, send, look, now):
    course = a_course(db, now)
    a_draft(db, course, "JO", now)
    rows = a_person(1, email="AMINA@example.org"), a_person(2, given_name="Amina", email="other@example.org")
    comparison = look(send(course, a_sheet(course, *rows)))
    assert [line.effect for line in comparison.lines] == [Effect.MAKE] * 2
    assert [(key, is_error) for _row, key, is_error, _reason in reasons(comparison)] == [("given_name", False)] * 2


@one_engine
def test_what_is_submitted_already_is_not_changed_by_a_sheet(db, send, look, confirm, now):
    course = a_course(db, now)
    sheet = a_nomination(db, course, "JO", now)
    sent = send(course, filled(downloaded(db, course, "JO"), lambda rows: rows[0].update(position="Head")))
    assert [line.effect for line in look(sent).lines] == [Effect.SAME]
    confirm(sent, is_submitting=True)
    assert (reloaded(db, sheet).nominee.position, states(db, course)) == ("Analyst", [S.SUBMITTED])


OTHERS = {
    "This is the sheet of another course.": {"course": "another"},
    "This is the sheet of another country.": {"country": "SN"},
    "This sheet was made by another version of the portal. Download it again.": {"version": "0"},
}


@one_engine
def test_a_sheet_says_what_it_is_for_and_an_empty_one_fits_every_country(db, send, now):
    course = a_course(db, now)
    for reason, about in OTHERS.items():
        with pytest.raises(DomainError) as refused:
            send(course, a_sheet(course, a_person(1), **about))
        assert [one.one for one in refused.value.reasons] == [reason]
    assert send(course, a_sheet(course, a_person(1), country=""))


@one_engine
def test_after_the_deadline_and_without_names_no_sheet_is_taken(db, send, now):
    course, closed = a_course(db, now), a_closed_course(db, now)
    for sheet, call, reason in (
        (a_sheet(course), course, "names nobody"),
        (a_sheet(closed, a_person(1)), closed, "passed"),
    ):
        with pytest.raises(DomainError, match=reason):
            send(call, sheet)


@one_engine
def test_an_empty_cell_takes_nothing_away(db, send, confirm, now):
    course = a_course(db, now)
    draft = a_draft(db, course, "JO", now, telephone="+962 6 550 0000")
    row = {"id": str(draft.nominee_id), "given_name": "Amina", "level_fr": "A2"}
    done = confirm(send(course, a_sheet(course, row)))
    nominee = reloaded(db, draft).nominee
    assert (done.changed, nominee.telephone, nominee.language_levels) == (
        1,
        "+962 6 550 0000",
        {"en": "B2", "fr": "A2"},
    )


@one_engine
def test_old_sheets_are_forgotten(db, send, now):
    course = a_course(db, now)
    sent = send(course, a_sheet(course, a_person(1)))
    with db.writing():
        services.forget_old(now + services.KEPT / 2)
        assert session().scalars(select(SheetUpload.id)).all() == [sent]
        services.forget_old(now + services.KEPT * 2)
        assert session().scalars(select(SheetUpload.id)).all() == []
