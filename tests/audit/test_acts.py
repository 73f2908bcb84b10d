"""Every act that is recorded has words."""

import ast
from pathlib import Path

from pesnet.audit.acts import ACTS

PACKAGE = Path(__file__).parents[2] / "pesnet"


def recorded(source: str) -> set[str]:
    """The names of acts that a source hands to ``record``."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and len(node.args) > 1]
    named = [call.args[1] for call in calls if getattr(call.func, "id", getattr(call.func, "attr", "")) == "record"]
    return {name.value for name in named if isinstance(name, ast.Constant)}


def test_every_recorded_act_has_words():
    found = {name for path in PACKAGE.rglob("*.py") for name in recorded(path.read_text(encoding="utf-8"))}
    assert sorted(found - ACTS.keys()) == []


def test_a_recorded_act_is_found():
    assert recorded("services.record(actor, 'seat.make', seat, now)\nrecord(actor, 'seat.end', seat, now)") == {
        "seat.make",
        "seat.end",
    }
