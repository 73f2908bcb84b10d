"""The rules of the house, held by the whole source. Each is followed by its control: a fault it must find."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from flask import Blueprint, Flask

from pesnet.core.message import Message
from pesnet.core.workflow import Machine, Move
from pesnet.policy import RULES, Permission, may, require
from pesnet.web.guard import guarded, unguarded
from pesnet.workplan.models import PlanState
from scripts import docs
from tests.house import source, templates, writers
from tests.house.portal import methods_without_permission, moves_without_rule

OWN = source.sources("pesnet", "scripts", "bench")
PORTAL = source.sources("pesnet")
TEMPLATES = templates.templates()
HEAVY = {"typst", "docx", "PIL", "pypdfium2"}
LOADED = "import json, sys, wsgi; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


@one_engine
def test_every_endpoint_and_method_names_its_permission(app):
    assert unguarded(app.view_functions) == []
    assert methods_without_permission(app) == []


def test_a_view_without_permission_is_found():
    scratch = Flask("scratch", static_folder=None)
    scratch.add_url_rule("/bare", "bare", lambda: "", methods=["GET", "POST"])
    assert unguarded(scratch.view_functions) == ["bare"]
    assert methods_without_permission(scratch) == ["bare GET", "bare POST"]


@one_engine
def test_the_portal_refuses_to_start_with_a_bare_view(config, monkeypatch):
    portal = import_module("pesnet.app")
    blueprint = Blueprint("forgotten", __name__)
    blueprint.add_url_rule("/bare", "bare", lambda: "")
    monkeypatch.setattr(portal, "BLUEPRINTS", (*portal.BLUEPRINTS, blueprint))
    with pytest.raises(RuntimeError, match=r"name no permission: forgotten\.bare"):
        portal.create_app(config)


def test_every_permission_has_its_line_in_the_table():
    assert set(RULES) == set(Permission)


def test_every_move_has_a_rule():
    assert moves_without_rule(docs.machines()) == []


def test_a_move_that_nobody_may_take_is_found(monkeypatch):
    monkeypatch.setitem(RULES, Permission.PLAN_ADOPT, {})
    adopt = Move(Message("Adopt"), frozenset({PlanState.DRAFT}), PlanState.ADOPTED, Permission.PLAN_ADOPT)
    assert moves_without_rule({("plans", "MACHINE"): Machine(may, require, adopt=adopt)}) == ["plans.MACHINE.adopt"]


def test_only_one_place_commits():
    assert {found.split(":")[0] for found in source.commits(OWN)} == {"pesnet/core/db.py"}


def test_a_commit_is_found():
    assert source.commits(source.sample("def act():\n    session().commit()")) == ["pesnet/samples/views.py:2"]


@one_engine
def test_a_get_cannot_write(app, client):
    app.add_url_rule("/scratch", "scratch", guarded(Permission.SITE_VIEW)(writers.on_get))
    assert client.get("/scratch").status_code == 503


@one_engine
def test_a_post_can_write(app, client):
    app.add_url_rule(
        "/scratch", "scratch", guarded(Permission.SITE_VIEW, is_once=False)(writers.on_get), methods=["POST"]
    )
    assert client.send("/scratch").status_code == 200


def test_no_function_imports():
    assert source.imports_in_functions(OWN) == []


def test_an_import_in_a_function_is_found():
    assert source.imports_in_functions(source.sample("def act():\n    import os")) == ["pesnet/samples/views.py:2"]


def test_files_are_short():
    assert source.long_files(OWN | source.sources("tests", "migrations"), 400) == []


def test_functions_are_short():
    assert source.long_functions(OWN, 40) == []


def test_views_are_shorter():
    assert source.long_views(PORTAL, 20) == []


def test_what_is_long_is_found():
    view = source.sample("@guarded(Permission.PLAN_VIEW)\ndef show():\n" + "    look()\n" * 2)
    assert source.long_files(view, 3) == ["pesnet/samples/views.py: 4"]
    assert source.long_functions(view, 2) == ["pesnet/samples/views.py:2 show: 3"]
    assert source.long_views(view, 2) == ["pesnet/samples/views.py:2 show: 3"]


def modules_of(program: str, tmp_path: Path) -> set[str]:
    environment = {**os.environ, "INSTANCE_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path / 'pesnet.db'}"}
    run = subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd=source.ROOT, capture_output=True, text=True, check=True
    )
    return set(json.loads(run.stdout))


def test_the_web_process_imports_no_heavy_library(tmp_path):
    assert HEAVY & modules_of(LOADED, tmp_path) == set()


def test_a_heavy_library_is_found(tmp_path):
    assert HEAVY & modules_of(f"import docx\n{LOADED}", tmp_path) == {"docx"}


def test_templates_are_short():
    assert source.long_files(TEMPLATES, 120) == []


def test_templates_hold_no_script_style_or_handler():
    assert templates.inline(TEMPLATES) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<script>alert(1)</script>", "a script"),
        ("<style>p {}</style>", "a style sheet"),
        ('<p style="color: red">', "a style"),
        ('<button class="b" onclick="go()">', "a handler"),
        ('<a href="javascript:go()">', "a script's address"),
        ('<img src="https://example.org/x.png">', "another host's file"),
    ],
)
def test_what_the_browser_would_refuse_is_found(text, what):
    assert templates.inline({"sample.html": f"\n{text}"}) == [f"sample.html:2: {what}"]


def test_scripts_of_our_own_are_fine():
    assert templates.inline({"sample.html": '<script src="{{ static_url("js/x.js") }}" defer></script>'}) == []


def test_every_imported_macro_is_used():
    assert templates.unused_imports(TEMPLATES) == []


def test_an_unused_import_is_found():
    text = '{% import "m.html" as f %}{% from "n.html" import a, b as c %}{{ a() }}'
    assert templates.unused_imports({"sample.html": text}) == ["sample.html: c", "sample.html: f"]


def test_no_template_names_a_missing_one():
    assert templates.missing(TEMPLATES) == []


def test_missing_and_unreachable_templates_are_found():
    samples = {"shown.html": '{% extends "layout.html" %}{% include "gone.html" %}', "layout.html": "", "lost.html": ""}
    assert templates.missing(samples) == ["shown.html: gone.html"]
    assert templates.unreachable(samples, {"shown.html"}) == ["lost.html"]
