"""What the house asks of the running portal: its addresses and its state machines."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask

from pesnet.core.workflow import Machine
from pesnet.policy import RULES

Machines = Mapping[tuple[str, str], Machine]
ANSWERED_BY_FLASK = {"HEAD", "OPTIONS"}


def methods_without_permission(app: Flask) -> list[str]:
    """Every endpoint and method of the URL map whose view names no permission of the table."""
    return sorted(
        f"{rule.endpoint} {method}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - ANSWERED_BY_FLASK
        if getattr(app.view_functions[rule.endpoint], "permission", None) not in RULES
    )


def moves_without_rule(machines: Machines) -> list[str]:
    """The moves whose permission nobody has."""
    return [
        f"{package}.{name}.{move_name}"
        for (package, name), machine in machines.items()
        for move_name, move in machine.moves.items()
        if not RULES.get(move.permission)  # type: ignore[call-overload]
    ]


def moves_without_door(machines: Machines, taken: set[tuple[str, str, str]]) -> list[str]:
    """The moves that no view, command or task takes."""
    return [
        f"{package}.{name}.{move}"
        for (package, name), machine in machines.items()
        for move in machine.moves
        if {(package, name, move), (package, name, "*")}.isdisjoint(taken)
    ]
