"""``report``: compile a progress report."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from pesnet.cli.commands import Commands
from pesnet.core import clock
from pesnet.core.errors import NotFound
from pesnet.core.translated import LANGUAGES
from pesnet.documents.child import NotRendered, render_in_child
from pesnet.documents.content import Language
from pesnet.policy import OPERATOR
from pesnet.reporting import compile as compiling
from pesnet.reporting import queries
from pesnet.reporting.compiled import CompiledReport
from pesnet.reporting.document import document
from pesnet.web.database import database
from pesnet.workplan.models import WorkPlan

FORMATS = ("html", "pdf", "docx", "xlsx", "json")
day_type = click.DateTime(["%Y-%m-%d"])


@click.group("report", cls=Commands)
def group() -> None:
    """Progress reports."""


@group.command("compile")
@click.option("--from", "first", type=day_type, required=True, help="The first day of the period, such as 2021-01-01.")
@click.option("--to", "last", type=day_type, required=True, help="The last day of the period.")
@click.option("--lang", "language", type=click.Choice(LANGUAGES), default="en", show_default=True)
@click.option("--format", "kind", type=click.Choice(FORMATS), default="pdf", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--plan", "slug", help="The plan, such as 2021-2022; when left out, that of the window.")
@with_appcontext
def compile_report(  # noqa: PLR0913, PLR0917 - one for each option
    first: datetime, last: datetime, language: Language, kind: str, output: Path, slug: str | None
) -> None:
    """Compile the progress report of a period and write it to a file."""
    if last < first:
        raise click.BadParameter("the last day is before the first.", param_hint="--to")
    with database().reading():
        plan = _plan(slug, first, last)
        compiled = compiling.of_period(plan, (first.date(), last.date()), clock.now())
    _write(output, _content(compiled, language, kind))
    click.echo(f"The report on plan {plan.slug} is in {output}.")


def _plan(slug: str | None, first: datetime, last: datetime) -> WorkPlan:
    try:
        return queries.plan_for(slug, first.date(), last.date(), OPERATOR)
    except NotFound:
        words = f"there is no plan {slug}." if slug else "no plan’s period meets this window; name one with --plan."
        raise click.UsageError(words[0].upper() + words[1:]) from None


def _content(compiled: CompiledReport, language: Language, kind: str) -> bytes:
    base = current_app.extensions["pesnet.config"].base_url
    try:
        return render_in_child(document(compiled, language, base), kind)
    except NotRendered as error:
        raise click.ClickException(f"The document could not be made: {error}.") from error


def _write(output: Path, content: bytes) -> None:
    try:
        output.write_bytes(content)
    except OSError as error:
        raise click.BadParameter(f"{output} cannot be written: {error.strerror}.", param_hint="-o") from error
