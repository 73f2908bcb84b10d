"""Every address of the portal with sample objects in it: what the matrix asks for and the canary crawl starts from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from math import gcd
from typing import Any
from uuid import UUID

from flask import Flask
from werkzeug.routing import Rule

from pesnet.accounts.models import Holding, Invitation, Seat, SignedIn, User
from pesnet.correspondence.models import Letter
from pesnet.courses.models import AskedDocument, Course, CourseSession, Material
from pesnet.files.models import StoredFile
from pesnet.jobs.models import Job
from pesnet.mail.models import Mail
from pesnet.nominations.models import AnswerLink, Nomination, Nominee
from pesnet.nominations.sheet.models import SheetUpload
from pesnet.outcomes.models import Figure
from pesnet.policy import Permission
from pesnet.reporting.models import ProgressReport
from pesnet.workplan.models import Activity, OpenQuestion, PlanImport, WorkPlan
from tests.factories.world import World, answer_token, invitation_token

PREFIX = "/<any(en, fr, ar):language>"
ARGUMENT = re.compile(r"<(?:[^:<>]+:)?(\w+)>")
NOTHING = UUID("00000000-0000-4000-8000-000000000000")
NO_WORD = "nothing-has-this-name"

MODELS: dict[str, tuple[type[Any], Callable[[Any], str]]] = {
    "/courses/<slug>": (Course, lambda row: row.slug),
    "/reports/<slug>": (ProgressReport, lambda row: row.slug),
    "/plans/<slug>": (WorkPlan, lambda row: row.slug),
    "/work-plan/<plan_slug>": (WorkPlan, lambda row: row.slug),
    "<activity_id>": (Activity, lambda row: str(row.id)),
    "<figure_id>": (Figure, lambda row: str(row.id)),
    "<file_id>": (StoredFile, lambda row: str(row.id)),
    "<holding_id>": (Holding, lambda row: str(row.id)),
    "<import_id>": (PlanImport, lambda row: str(row.id)),
    "<invitation_id>": (Invitation, lambda row: str(row.id)),
    "/invitations/<token>": (Invitation, invitation_token),
    "/answers/<token>": (AnswerLink, answer_token),
    "<item_id>": (CourseSession, lambda row: str(row.id)),
    "<asked_id>": (AskedDocument, lambda row: str(row.id)),
    "<job_id>": (Job, lambda row: str(row.id)),
    "<material_id>": (Material, lambda row: str(row.id)),
    "<letter_id>": (Letter, lambda row: str(row.id)),
    "<mail_id>": (Mail, lambda row: str(row.id)),
    "<nomination_id>": (Nomination, lambda row: str(row.id)),
    "<person_id>": (Nominee, lambda row: str(row.id)),
    "<seat_id>": (Seat, lambda row: str(row.id)),
    "<session_id>": (SignedIn, lambda row: str(row.id)),
    "<sheet_id>": (SheetUpload, lambda row: str(row.id)),
    "<user_id>": (User, lambda row: str(row.id)),
}
"""The object that an address is about, by the end of the address up to its argument."""

WORDS: dict[str, Callable[[World], str]] = {
    "/countries/<code>": lambda _world: "JO",
    "/work-plan/<plan_slug>/<code>": lambda _world: "1.1",
    "/activities/<code>": lambda _world: "1.1",
    "/documents/<kind>": lambda _world: "json",
    "/letters/new/<kind>": lambda _world: "invitation",
    "/letters/wordings/<kind>": lambda _world: "regret",
    "<into>": lambda _world: "fr",
    "/files/<form>": lambda _world: "docx",
    "/steps/<name>": lambda _world: "sign",
    "/texts/<part>": lambda _world: "introduction",
    "/plans/<slug>/areas/<area_number>": lambda _world: "1",
    "<area_number>": lambda _world: "0",
    "/edit/<section>": lambda _world: "when",
    "/moves/<name>": lambda _world: "publish",
    "/figures/<name>": lambda _world: "delivered",
    "<position>": lambda _world: "1",
    "<question_id>": lambda world: str(world.all(OpenQuestion)[0].id),
}
"""What stands for the other arguments."""


@dataclass(frozen=True)
class Address:
    """One address of an endpoint with an object in it; ``row`` is none where there is no such object."""

    endpoint: str
    path: str
    permission: Permission
    methods: frozenset[str]
    row: Any = None
    is_missing: bool = False
    values: tuple[str, ...] = ()


def without_sample(app: Flask) -> list[str]:
    """The endpoints for whose address there is no sample."""
    return sorted(f"{rule.endpoint} {_plain(rule)}" for rule in _rules(app) if _unknown(_plain(rule)))


def addresses(app: Flask, world: World, count: int) -> Iterator[Address]:
    """Every address: without objects once, else for ``count`` objects spread over all, and for a missing one."""
    met: Counter[type[Any]] = Counter()
    for rule in _rules(app):
        view = app.view_functions[rule.endpoint]
        methods = frozenset(rule.methods or ()) - {"HEAD", "OPTIONS"}
        plain = _plain(rule)
        if _unknown(plain):
            continue
        for row, path, values in _filled(plain, world, count, met):
            yield Address(rule.endpoint, path, view.permission, methods, row, row is Missing, values)  # type: ignore[attr-defined]


class Missing:
    """Stands for an object that does not exist."""


def _rules(app: Flask) -> list[Rule]:
    return sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)


def _plain(rule: Rule) -> str:
    return ARGUMENT.sub(r"<\1>", rule.rule.replace(PREFIX, "/en"))


def _unknown(plain: str) -> bool:
    return any(_kind(plain, found.end()) is None for found in ARGUMENT.finditer(plain))


def _kind(plain: str, end: int) -> str | None:
    known = sorted([*MODELS, *WORDS], key=len, reverse=True)
    return next((key for key in known if plain[:end].endswith(key)), None)


def _filled(
    plain: str, world: World, count: int, met: Counter[type[Any]]
) -> Iterator[tuple[Any, str, tuple[str, ...]]]:
    kinds = [_kind(plain, found.end()) or "" for found in ARGUMENT.finditer(plain)]
    model = next((MODELS[kind] for kind in kinds if kind in MODELS), None)
    if model is None:
        words = [WORDS[kind](world) for kind in kinds]
        yield None, _put(plain, words), tuple(words)
        return
    kept, key = model
    for row in [*spread(world.all(kept), count, met[kept]), Missing]:
        met[kept] += row is not Missing
        name = key(row) if row is not Missing else str(NOTHING) if "_id>" in plain else NO_WORD
        words = [name if kind in MODELS else WORDS[kind](world) for kind in kinds]
        yield row, _put(plain, words), tuple(words)


def _put(plain: str, words: list[str]) -> str:
    left = iter(words)
    return ARGUMENT.sub(lambda _found: next(left), plain)


def spread(rows: list[Any], count: int, met: int) -> list[Any]:
    """So many of the rows, after the ``met`` ones that other addresses took: together the addresses meet them all."""
    if len(rows) <= count:
        return rows
    varied = _varied(rows)
    return [varied[(met + number) % len(rows)] for number in range(count)]


def _varied(rows: list[Any]) -> list[Any]:
    """The rows with their states in turn, and far apart within a state."""
    stride = next(step for step in range(len(rows) * 5 // 8, 0, -1) if gcd(step, len(rows)) == 1)
    groups: dict[Any, list[Any]] = {}
    for number in range(len(rows)):
        row = rows[number * stride % len(rows)]
        groups.setdefault(getattr(row, "state", None), []).append(row)
    return [row for turn in zip_longest(*groups.values()) for row in turn if row is not None]
