"""What is found in the data is remembered for as long as nothing is committed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from pesnet.accounts.models import Holding, SignedIn
from pesnet.accounts.queries import IDLE, actor_for
from pesnet.accounts.services import open_session
from pesnet.core.db import Database, remembered, session
from pesnet.core.secrets import new_token, token_hash
from pesnet.web.models import FormKey
from tests.factories.people import a_focal_point

on_one_server_of_its_own = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
"""Where nobody else commits: on PostgreSQL every database of the server counts, those of other tests too."""


@pytest.fixture
def elsewhere(config):
    """The database as another process has it."""
    database = Database(config.database_url)
    yield database
    database.engine.dispose()


@pytest.fixture
def signed_in(db, now):
    """The hash of a token that stands for a signed-in person."""
    user, token = a_focal_point(db, "JO"), new_token()
    with db.writing():
        open_session(user, token=token, now=now)
    return token_hash(token)


def add_a_key(database, now):
    with database.writing() as unit:
        unit.add(FormKey(key=str(uuid4()), sender="s", endpoint="", digest="", taken_at=now))


def keys():
    return remembered("keys", lambda: session().scalar(select(func.count()).select_from(FormKey)))


def counted(database):
    with database.reading():
        return keys()


@on_one_server_of_its_own
def test_the_version_changes_with_every_commit_and_not_without(db, elsewhere, now):
    versions = [db.version(), db.version()]
    for database in (db, elsewhere, elsewhere):
        add_a_key(database, now)
        versions += [db.version(), db.version()]
    assert versions[::2] == versions[1::2]
    assert len(set(versions)) == 4


def test_a_version_is_never_used_again_when_connections_are_closed(db, now):
    versions = set()
    for _round in range(3):
        versions.add(db.version())
        db.engine.dispose()
        add_a_key(db, now)
    assert len(versions) == 3


@on_one_server_of_its_own
def test_a_question_is_asked_once_for_each_version(db, elsewhere, now):
    asked = []
    for _round in range(2):
        with db.reading():
            remembered("question", lambda: asked.append(1))
    assert len(asked) == 1
    add_a_key(elsewhere, now)
    with db.reading():
        remembered("question", lambda: asked.append(1))
    assert len(asked) == 2


def test_an_older_transaction_leaves_nothing_to_younger_ones(db, elsewhere, now):
    with db.reading() as unit:
        unit.scalar(select(func.count()).select_from(FormKey))
        add_a_key(elsewhere, now)
        keys()
    assert counted(db) == 1


def test_a_transaction_that_writes_neither_uses_nor_leaves_what_is_remembered(db, now):
    assert counted(db) == 0
    with db.writing() as unit:
        unit.add(FormKey(key="k", sender="s", endpoint="", digest="", taken_at=now))
        assert keys() == 1
        unit.rollback()
    assert counted(db) == 0


@on_one_server_of_its_own
def test_a_memory_that_forgets_the_version_is_found(db, elsewhere, now):
    db._memory.recall = lambda version, key, find, known={}: known.setdefault(key, find())
    assert counted(db) == 0
    add_a_key(elsewhere, now)
    assert counted(db) == 0


def test_who_is_signed_out_elsewhere_is_a_visitor_at_once(db, elsewhere, signed_in, now):
    with db.reading():
        assert actor_for(signed_in, now) is not None
    with elsewhere.writing() as unit:
        unit.scalars(select(SignedIn)).one().ended_at = now
    with db.reading():
        assert actor_for(signed_in, now) is None


def test_whose_seat_ends_elsewhere_loses_it_at_once(db, elsewhere, signed_in, now):
    with db.reading():
        assert actor_for(signed_in, now).country_code == "JO"
    with elsewhere.writing() as unit:
        unit.scalars(select(Holding)).one().to_day = now.date() - timedelta(days=1)
    with db.reading():
        assert actor_for(signed_in, now).country_code is None


def test_a_remembered_session_ends_at_its_moment(db, signed_in, now):
    for later, is_there in ((timedelta(0), True), (IDLE - timedelta(seconds=1), True), (IDLE, False)):
        with db.reading():
            assert (actor_for(signed_in, now + later) is not None) == is_there
