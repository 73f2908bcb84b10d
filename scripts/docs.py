"""Write what the code says of itself: ``docs/permissions.md`` and ``docs/workflows.md``."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterable
from enum import Enum
from importlib import import_module
from pathlib import Path

import pesnet
from pesnet.core.message import Labelled
from pesnet.core.workflow import Machine, Move
from pesnet.policy import EVERY_SEAT, PRINCIPAL_ONLY, RULES, Permission, Reach, Role

FOLDER = Path(__file__).resolve().parent.parent / "docs"
NOTE = "Written by `make docs` from the code; do not edit."
PERMISSIONS = f"""\
# Who may do what

{NOTE} The table is `RULES` in `pesnet/policy.py`; the guard, the acts, the lists and the menu read it.
A row is a permission, a column a role, a cell how far it reaches. Empty: not at all. *Principal*: a deputy of the
seat prepares it and only the principal does it. What the visitor may, everybody may.

"""
WORKFLOWS = f"""\
# What may follow what

{NOTE} Each table is a state machine of the code: a move, the states it starts from, the state it leads to, the
permission it needs and the conditions that keep it closed with their reason. Buttons and requests read the same table.
"""


def main() -> None:
    """Write both pages."""
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


def pages() -> dict[str, str]:
    """The text of each generated page by the name of its file."""
    return {"permissions.md": permissions(), "workflows.md": workflows()}


def permissions() -> str:
    """The permission table, and the words of its reaches."""
    roles = [role for role in Role if any(role in rules for rules in RULES.values())]
    rows = [[_permission(permission), *(_cell(permission, role) for role in roles)] for permission in Permission]
    reaches = {reach for rules in RULES.values() for reach in rules.values()}
    words = sorted(f"- **{_reach(reach)}**: {_sentence(reach)}" for reach in reaches)
    return (
        PERMISSIONS
        + table(["", *(role.label.one for role in roles)], rows)
        + "\nReaches:\n\n"
        + "\n".join(words)
        + "\n"
    )


def workflows() -> str:
    """Every machine as a table of its moves."""
    parts = [WORKFLOWS]
    for (package, name), machine in machines().items():
        heading = package.capitalize() if name == "MACHINE" else f"{package.capitalize()}: {_words(name)}"
        rows = [_move(name, move) for name, move in machine.moves.items()]
        parts.append(f"\n## {heading}\n\n" + table(["Move", "From", "To", "Permission", "Conditions"], rows))
    return "".join(parts)


def machines() -> dict[tuple[str, str], Machine]:
    """Every state machine by its feature and its name there."""
    found = {}
    for feature in pkgutil.iter_modules(pesnet.__path__):
        name = f"pesnet.{feature.name}.rules"
        if feature.ispkg and any(module.name == "rules" for module in _modules(feature.name)):
            values = vars(import_module(name))
            found.update({(feature.name, key): value for key, value in values.items() if isinstance(value, Machine)})
    return found


def table(head: list[str], rows: Iterable[list[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def _modules(feature: str) -> Iterable[pkgutil.ModuleInfo]:
    return pkgutil.iter_modules([str(Path(pesnet.__path__[0]) / feature)])


def _move(name: str, move: Move) -> list[str]:
    sources = ", ".join(sorted(_label(source) for source in move.sources))
    conditions = " ".join(_sentence(rule) for rule in move.rules)
    return [f"{move.label.one} (`{name}`)", sources, _label(move.target), f"`{move.permission.value}`", conditions]


def _label(state: Enum) -> str:
    return state.label.one if isinstance(state, Labelled) else str(state.value)


def _permission(permission: Permission) -> str:
    return f"{permission.label.one} (`{permission.value}`)"


def _cell(permission: Permission, role: Role) -> str:
    reach = RULES[permission].get(role)
    if reach is None:
        return ""
    return _reach(reach) + (" (*principal*)" if permission in PRINCIPAL_ONLY and role in EVERY_SEAT else "")


def _reach(reach: Reach) -> str:
    return _words(reach.__name__)


def _words(name: str) -> str:
    return name.lower().replace("_", " ")


def _sentence(documented: object) -> str:
    text = (getattr(documented, "__doc__", None) or "").split("\n\n")[0]
    return re.sub(r"\s+", " ", text).strip()


if __name__ == "__main__":
    main()
