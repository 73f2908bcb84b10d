"""Commands: another door to the same acts, run by the operator."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click
from flask import Flask

GROUPS = ("database", "demo", "report", "users", "workplan")
NAMES = {"database": "db"}


class LaterGroup(click.Group):
    """A group of commands whose module is loaded when it is asked for: the web process never needs it."""

    def __init__(self, module: str) -> None:
        super().__init__(NAMES.get(module, module))
        self.module = module

    @property
    def group(self) -> click.Group:
        """The group as its module defines it."""
        found: click.Group = import_module(f"{__name__}.{self.module}").group
        return found

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Let the group itself read its arguments."""
        return self.group.make_context(*args, **kwargs)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The group's own sentence."""
        return self.group.get_short_help_str(limit)


def init_app(app: Flask) -> None:
    """Add every group of commands to ``flask --app wsgi``."""
    for module in GROUPS:
        app.cli.add_command(LaterGroup(module))
