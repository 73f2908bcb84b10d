"""The manner of all commands: what goes wrong is said in a sentence."""

from __future__ import annotations

from typing import Any

import click
from sqlalchemy.exc import DBAPIError

from pesnet.core.errors import DomainError
from pesnet.core.languages import say

UNUSABLE = "The database cannot be used: {reason}. Is it running, and was 'flask --app wsgi db upgrade' run?"


class Commands(click.Group):
    """A group of commands whose refusals are sentences, with exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; no traceback for a refused act or an unusable database."""
        try:
            return super().invoke(ctx)
        except DomainError as error:
            raise click.ClickException("\n".join(say(reason, "en", str) for reason in error.reasons)) from error
        except DBAPIError as error:
            reason = str(error.orig).strip().splitlines()[0]
            raise click.ClickException(UNUSABLE.format(reason=reason)) from error
