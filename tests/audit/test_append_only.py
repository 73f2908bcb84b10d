"""The trail can be added to and nothing else; each refusal is followed by its control."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from pesnet.audit.models import Entry
from pesnet.core.db import session

UNGUARDED = {
    "sqlite": ("DROP TRIGGER audit_entries_no_update", "DROP TRIGGER audit_entries_no_delete"),
    "postgresql": ("DROP TRIGGER audit_entries_append_only ON audit_entries",),
}
CHANGES = ("UPDATE audit_entries SET act = 'other'", "DELETE FROM audit_entries")


@pytest.fixture
def entry(save, now):
    """A line of the trail."""
    [entry] = save(
        Entry(at=now, actor_kind="operator", act="plan.adopt", subject_kind="plans", subject_id="1", changes={})
    )
    return entry


@pytest.mark.parametrize("change", CHANGES)
def test_a_line_is_neither_changed_nor_deleted(db, entry, change):
    with pytest.raises(DBAPIError, match="append-only"), db.writing():
        session().execute(text(change))
    with db.reading():
        assert session().scalars(select(Entry.act)).all() == ["plan.adopt"]


@pytest.mark.parametrize("change", CHANGES)
def test_without_the_trigger_it_would_be(db, entry, change, engine_name):
    with db.writing():
        for statement in UNGUARDED[engine_name]:
            session().execute(text(statement))
        session().execute(text(change))
    with db.reading():
        assert session().scalars(select(Entry.act)).all() != ["plan.adopt"]
