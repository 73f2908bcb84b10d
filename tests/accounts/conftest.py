"""People and seats of the tests of accounts."""

from contextlib import contextmanager

import pytest
from sqlalchemy import event, select

from pesnet.accounts.models import Seat
from pesnet.core.db import session
from pesnet.policy import Role
from tests.factories.people import a_focal_point, a_secretary
from tests.fixtures.queries import commit_something


@pytest.fixture
def secretary(db):
    """Somebody of the secretariat."""
    return a_secretary(db)


@pytest.fixture
def jordan(db):
    """The focal point of Jordan."""
    return a_focal_point(db, "JO", language="ar")


@pytest.fixture
def seat_of_jordan(db, jordan):
    """The seat that the focal point of Jordan holds."""
    with db.reading():
        return session().scalars(select(Seat).where(Seat.role == Role.FOCAL_POINT)).one()


@pytest.fixture
def queries_of(db):
    """The questions that a block asks the database."""

    @contextmanager
    def listening():
        found = []

        def note(connection, cursor, statement, *rest):
            if statement.startswith("SELECT"):
                found.append(statement)

        commit_something(db)
        event.listen(db.engine, "before_cursor_execute", note)
        yield found
        event.remove(db.engine, "before_cursor_execute", note)

    return listening
