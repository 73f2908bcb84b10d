"""What the house asks of its Python source: functions over given text, so that each can be shown to find a fault."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).parents[2]
DOORS = ("views", "forms", "cli", "tasks", "jobs", "entry", "api", "exports")
PERMISSION = re.compile(r"\bP(?:ermission)?\.([A-Z_]+)\b")
Sources = Mapping[str, str]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources(*folders: str) -> dict[str, str]:
    """Every Python file below the folders: its path from the root, and its text."""
    files = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in files}


def sample(text: str, path: str = "pesnet/samples/views.py") -> dict[str, str]:
    """A source of one file, to see a check find its fault."""
    return {path: dedent(text)}


def commits(given: Sources) -> list[str]:
    """Where something is committed."""
    return [place(path, node) for path, node in _nodes(given, ast.Call) if _called(node) == "commit"]


def imports_in_functions(given: Sources) -> list[str]:
    """Where a function imports."""
    return [
        place(path, inner)
        for path, function in _functions(given)
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]


def long_files(given: Mapping[str, str], limit: int) -> list[str]:
    """The files with more lines than the limit."""
    return [f"{path}: {lines}" for path, text in given.items() if (lines := text.count("\n")) > limit]


def long_functions(given: Sources, limit: int) -> list[str]:
    """The functions with more lines than the limit, counted from their ``def``."""
    return [
        f"{place(path, node)} {node.name}: {size}" for path, node in _functions(given) if (size := _size(node)) > limit
    ]


def long_views(given: Sources, limit: int) -> list[str]:
    """The guarded views with more lines than the limit."""
    return [
        _long(path, node)
        for path, node in _functions(given)
        if any(isinstance(mark, ast.Call) and _called(mark) == "guarded" for mark in node.decorator_list)
        and _size(node) > limit
    ]


def permissions_named(given: Sources) -> set[str]:
    """The names of permissions that the source or a template speaks of, as ``Permission.X`` or ``P.X``."""
    return {name for text in given.values() for name in PERMISSION.findall(text)}


def acts_recorded(given: Sources) -> set[str]:
    """The names of the acts put on record; a name that is put together is given as its pattern, with ``*``."""
    return {_text(name) for name in _arguments(given, "record", 1)}


def moves_taken(given: Sources) -> set[tuple[str, str, str]]:
    """The moves that some door takes: package of the rules, name of the machine, name of the move or ``*``."""
    reached = reached_from_doors(given)
    return {
        (path.split("/")[1], _last(call.func.value), _text(call.args[0]))
        for path, function in _functions(given)
        if function.name in reached
        for call in ast.walk(function)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "take"
        and call.args
    }


def reached_from_doors(given: Sources) -> set[str]:
    """The names that views, commands and tasks speak of, and those that these speak of in turn."""
    bodies: dict[str, set[str]] = {}
    for _path, function in _functions(given):
        bodies.setdefault(function.name, set()).update(_names(function))
    waiting = [name for path, text in given.items() if _is_door(path) for name in _names(ast.parse(text))]
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(bodies.get(name, ()))
    return reached


def strings(given: Sources) -> set[str]:
    """Every plain string of the source."""
    return {node.value for _path, node in _nodes(given, ast.Constant) if isinstance(node.value, str)}


def place(path: str, node: ast.AST) -> str:
    """A file and line, as editors open it."""
    return f"{path}:{getattr(node, 'lineno', 0)}"


def _nodes(given: Sources, kind: type[ast.AST] | tuple[type[ast.AST], ...]) -> Iterator[tuple[str, ast.AST]]:
    for path, text in given.items():
        yield from ((path, node) for node in ast.walk(ast.parse(text)) if isinstance(node, kind))


def _functions(given: Sources) -> Iterator[tuple[str, Function]]:
    yield from _nodes(given, (ast.FunctionDef, ast.AsyncFunctionDef))  # type: ignore[misc]


def _size(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _long(path: str, node: Function) -> str:
    return f"{place(path, node)} {node.name}: {_size(node)}"


def _called(call: ast.Call) -> str:
    return _last(call.func)


def _last(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _names(tree: ast.AST) -> set[str]:
    return {_last(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute | ast.Name)}


def _is_door(path: str) -> bool:
    parts = path.removesuffix(".py").split("/")
    return any(part in DOORS for part in parts[1:])


def _arguments(given: Sources, function: str, number: int) -> Iterator[ast.expr]:
    for _path, call in _nodes(given, ast.Call):
        if _called(call) == function and len(call.args) > number:
            yield from _choices(call.args[number])


def _choices(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.IfExp):
        yield from _choices(node.body)
        yield from _choices(node.orelse)
    else:
        yield node


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
    return "*"


def without(used: set[str], known: set[str]) -> list[str]:
    """The names used that are not known; one that is put together must meet a known one."""
    return sorted(name for name in used if not any(fnmatchcase(other, name) for other in known))
