"""Nothing is forgotten: permissions, moves, acts, letters and the pages written from the code."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatch

import pytest

from pesnet.audit.acts import ACTS
from pesnet.core.message import Message
from pesnet.core.workflow import Machine, Move
from pesnet.jobs.words import KINDS as NAMES_OF_TASKS
from pesnet.mail.words import LETTERS as NAMES_OF_LETTERS
from pesnet.policy import RULES, Permission, may, require
from pesnet.tasks.table import JOBS, LETTERS
from pesnet.workplan.models import PlanState
from scripts import docs
from tests.house import source, templates
from tests.house.portal import moves_without_door

PORTAL = source.sources("pesnet")
TEMPLATES = templates.templates()
SPOKEN = {**PORTAL, **TEMPLATES}


def letters_without_words(given: Mapping[str, str], known: set[str]) -> list[str]:
    """The mail templates, but for their shared parts, whose letter has no context."""
    names = [name.removeprefix("mail/").removesuffix(".txt") for name in given if fnmatch(name, "mail/*/*.txt")]
    return [name for name in names if not name.split("/")[-1].startswith("_") and name not in known]


def test_every_permission_is_used():
    named = source.permissions_named({path: text for path, text in SPOKEN.items() if path != "pesnet/policy.py"})
    assert sorted({permission.name for permission in Permission} - named) == []


def test_only_used_permissions_count_as_used():
    found = source.permissions_named(
        source.sample("guarded(Permission.PLAN_VIEW)\nrequire(actor, P.PLAN_EDIT)\nplan.CLOSED")
    )
    assert found == {"PLAN_VIEW", "PLAN_EDIT"}


def test_every_move_has_a_door_that_takes_it():
    assert moves_without_door(docs.machines(), source.moves_taken(PORTAL)) == []


def test_a_move_without_a_door_is_found():
    views = source.sample("def adopt(plan):\n    services.adopt(plan)", "pesnet/plans/views.py")
    acts = source.sample("def adopt(plan):\n    rules.MACHINE.take('adopt', plan)", "pesnet/plans/services.py")
    forgotten = source.sample("def close(plan):\n    rules.MACHINE.take('close', plan)", "pesnet/plans/closing.py")
    move = Move(Message("Move"), frozenset({PlanState.DRAFT}), PlanState.ADOPTED, Permission.PLAN_ADOPT)
    machines = {("plans", "MACHINE"): Machine(may, require, adopt=move, close=move)}
    assert moves_without_door(machines, source.moves_taken(views | acts | forgotten)) == ["plans.MACHINE.close"]


@pytest.mark.parametrize("name", ["permissions.md", "workflows.md"])
def test_the_generated_pages_are_current(name):
    assert (docs.FOLDER / name).read_text(encoding="utf-8") == docs.pages()[name]


def test_a_changed_permission_changes_its_page(monkeypatch):
    before = docs.permissions()
    monkeypatch.setitem(RULES, Permission.PLAN_ADOPT, {})
    assert docs.permissions() != before


def test_every_act_on_record_has_words():
    assert source.without(source.acts_recorded(PORTAL), set(ACTS)) == []


def test_an_act_without_words_is_found():
    acts = source.acts_recorded(
        source.sample("record(actor, 'plan.adopt', plan, now)\nrecord(a, f'plan.{verb}', p, n)")
    )
    assert source.without(acts, {"plan.import"}) == ["plan.adopt"]


def test_every_letter_has_its_template_and_its_words():
    assert sorted(name for name in LETTERS if f"mail/{name}.txt" not in TEMPLATES) == []
    assert letters_without_words(TEMPLATES, set(LETTERS)) == []


def test_a_letter_without_words_is_found():
    assert letters_without_words({"mail/plans/adopted.txt": "", "mail/plans/_facts.txt": ""}, set()) == [
        "plans/adopted"
    ]


def test_every_letter_and_every_task_has_a_name():
    assert (sorted(NAMES_OF_LETTERS), sorted(NAMES_OF_TASKS)) == (sorted(LETTERS), sorted(JOBS))


def test_every_letter_is_posted():
    acts = {path: text for path, text in PORTAL.items() if not path.endswith("/letters.py")}
    assert sorted(set(LETTERS) - source.strings(acts)) == []


def test_every_template_can_be_reached():
    letters = {f"mail/{name}.txt" for name in LETTERS}
    assert templates.unreachable(TEMPLATES, source.strings(PORTAL) | letters) == []


def test_every_macro_is_used():
    assert templates.unused_macros(TEMPLATES) == []


def test_an_unused_macro_is_found():
    given = {"m.html": "{% macro a() %}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}"}
    assert templates.unused_macros(given) == ["m.html: b"]
