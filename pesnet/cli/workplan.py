"""``workplan``: import, adopt, list and export work plans."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click
from flask.cli import with_appcontext

from pesnet.cli.commands import Commands
from pesnet.core import clock
from pesnet.core.errors import NotFound
from pesnet.core.languages import say
from pesnet.core.message import counted
from pesnet.core.translated import LANGUAGES
from pesnet.network.queries import gazetteer_names
from pesnet.policy import OPERATOR
from pesnet.web.database import database
from pesnet.workplan import conversion, queries, services
from pesnet.workplan.interchange import doubt_to_json, to_json
from pesnet.workplan.models import WorkPlan
from pesnet.workplan.parsed import ParsedPlan
from pesnet.workplan.reading.child import read_safely
from pesnet.workplan.reading.gazetteer import Gazetteer
from pesnet.workplan.reading.unreadable import Unreadable
from pesnet.workplan.writing.child import write_in_child

FORMATS = ("json", "xlsx", "docx")
language_option = click.option("--lang", "language", type=click.Choice(LANGUAGES), help="The language of the texts.")
plan_option = click.option("--plan", "slug", help="The plan, such as 2021-2022; the newest when left out.")


@click.group("workplan", cls=Commands)
def group() -> None:
    """Work plans."""


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Confirm without asking; doubts stay as open questions on the draft.")
@click.option("--strict", is_flag=True, help="Refuse the document when there is any doubt.")
@language_option
@with_appcontext
def import_plan(file: Path, language: str | None, *, yes: bool, strict: bool) -> None:
    """Read a Word or Excel file, show what was understood, and write it as a new draft."""
    try:
        parsed = read_safely(file, gazetteer=Gazetteer(gazetteer_names()), language=language)
    except Unreadable as error:
        raise click.ClickException(say(error.reason, "en", str)) from error
    _show(parsed)
    if strict and parsed.doubts:
        raise click.ClickException("Nothing was imported, because there are doubts.")
    if not yes:
        click.confirm("Write this as a new draft?", abort=True)
    with database().writing():
        kept = services.preview(parsed, file_name=file.name, actor=OPERATOR, now=clock.now())
        plan = services.confirm(kept, actor=OPERATOR, now=clock.now())
    click.echo(f"Draft {plan.slug} was made.")


@group.command("list")
@with_appcontext
def list_plans() -> None:
    """Every plan with its state."""
    with database().reading():
        for plan in queries.plans(OPERATOR):
            click.echo(f"{plan.slug}\t{plan.state.value}\t{plan.title}")


@group.command()
@plan_option
@click.option("--meeting", required=True, help="The meeting that adopted the plan.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The day of the adoption.")
@click.option("--document", default="", help="The document of the decision.")
@with_appcontext
def adopt(slug: str | None, meeting: str, day: datetime, document: str) -> None:
    """Record that the network adopted a plan."""
    adoption = services.Adoption(meeting, day.date(), document)
    with database().writing():
        plan = find(slug)
        services.adopt(plan, adoption, actor=OPERATOR, now=clock.now())
    click.echo(f"Plan {plan.slug} is adopted.")


@group.command()
@plan_option
@click.option("--format", "kind", type=click.Choice(FORMATS), required=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@language_option
@with_appcontext
def export(slug: str | None, kind: str, output: Path, language: str | None) -> None:
    """Write a plan as JSON, or as Excel or Word in the layout of the adopted document."""
    with database().reading():
        plan = find(slug)
        parsed = conversion.as_parsed(plan, language or plan.language, queries.questions(plan))
    try:
        output.write_bytes(_content(parsed, kind))
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror}.") from error
    click.echo(f"Plan {plan.slug} is in {output}.")


def find(slug: str | None) -> WorkPlan:
    """The plan of this slug, or the newest; a command without one ends with a sentence."""
    try:
        plan = queries.plan(slug, OPERATOR) if slug else queries.newest(OPERATOR)
    except NotFound:
        plan = None
    if plan is None:
        raise click.ClickException(
            f"There is no plan {slug}." if slug else "There is no work plan yet; import one first."
        )
    return plan


def _content(parsed: ParsedPlan, kind: str) -> bytes:
    if kind == "json":
        return json.dumps(to_json(parsed), ensure_ascii=False, indent=1).encode()
    return write_in_child(parsed, kind, parsed.language)


def _show(parsed: ParsedPlan) -> None:
    click.echo(parsed.title)
    for area in parsed.areas:
        click.echo(
            say(counted("%(n)s activity", "%(n)s activities", len(area.activities)), "en", str)
            + f": {area.number}. {area.title}"
        )
    for doubt in parsed.doubts:
        stored = doubt_to_json(doubt)
        click.echo(f"Doubt: row {stored['row']}, {stored['cell']}: {stored['reason']} ({doubt.as_written})")
