"""The list of plans, and the way of a document from upload over preview and corrections to a draft."""

from __future__ import annotations

from pathlib import Path

from flask import Response, flash, make_response, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pesnet.core.errors import DomainError
from pesnet.files.incoming import DOCX, XLSX, take
from pesnet.network.queries import gazetteer_names
from pesnet.policy import Actor, Permission
from pesnet.web import unit
from pesnet.web.arrival import arrival
from pesnet.web.database import database
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor
from pesnet.web.templating import plain
from pesnet.workplan import queries, services
from pesnet.workplan.forms.document import FRAMEWORK_NAMES, CorrectionForm, ImportForm, VersionForm, correction_form
from pesnet.workplan.models import PlanImport
from pesnet.workplan.parsed import ParsedPlan
from pesnet.workplan.reading.child import read_safely
from pesnet.workplan.reading.gazetteer import Gazetteer
from pesnet.workplan.reading.unreadable import Unreadable
from pesnet.workplan.views.blueprint import bp
from pesnet.workplan.views.preview import Preview

LARGEST = 10 * 1024 * 1024
"""How many bytes a document may have."""


@bp.get("/plans")
@guarded(Permission.PLAN_VIEW)
def index() -> ResponseReturnValue:
    """Every plan with its state and versions, and the imports that wait."""
    return page("workplan/index.html", plans=queries.overview(actor()), imports=queries.waiting_imports(actor()))


@bp.get("/plans/import")
@guarded(Permission.PLAN_IMPORT)
def choose_document() -> ResponseReturnValue:
    """The form for a document."""
    return page("workplan/import.html", form=ImportForm())


@bp.post("/plans/import")
@guarded(Permission.PLAN_IMPORT, in_transaction=False)
def receive_document() -> ResponseReturnValue:
    """Read the document in a process of its own, then keep what was understood."""
    form = ImportForm()
    parsed = understand(form) if form.is_valid() else None
    if parsed is None:
        with database().reading():
            return page("workplan/import.html", form=form)
    name = Path(form.document.data.filename).name

    def keep(who: Actor) -> Response:
        kept = services.preview(parsed, file_name=name, actor=who, now=arrival())
        return make_response(redirect(url_for("workplan.preview", import_id=kept.id), 303))

    return unit.run(keep, is_once=True)


def understand(form: ImportForm) -> ParsedPlan | None:
    """The plan in the document; nothing, and a sentence beside the field, when it holds none."""
    try:
        path = take(form.document.data, limit=LARGEST, kinds=(DOCX, XLSX))
    except DomainError as refusal:
        form.document.errors = [plain(reason) for reason in refusal.reasons]
        return None
    try:
        return read_safely(path, gazetteer=Gazetteer(gazetteer_names()), language=form.language.data or None)
    except Unreadable as refusal:
        form.document.errors = [plain(refusal.reason)]
        return None
    finally:
        path.unlink(missing_ok=True)


@bp.get("/plans/imports/<uuid:import_id>")
@guarded(Permission.PLAN_IMPORT, queries.plan_import)
def preview(kept: PlanImport) -> ResponseReturnValue:
    """What was understood, with every doubt at its place."""
    return show_preview(kept)


@bp.post("/plans/imports/<uuid:import_id>/doubts/<int:position>")
@guarded(Permission.PLAN_IMPORT, queries.import_and_position)
def correct(found: tuple[PlanImport, int]) -> ResponseReturnValue:
    """Answer one doubt."""
    kept, position = found
    form = correction_form(kept, position)
    if not form.attempt(lambda: services.correct(kept, position, form.answer, actor=actor(), now=arrival())):
        return show_preview(kept, position, form)
    flash(_("Your answer was taken."))
    return redirect(url_for("workplan.preview", import_id=kept.id, _anchor="doubts"), 303)


@bp.post("/plans/imports/<uuid:import_id>/confirm")
@guarded(Permission.PLAN_IMPORT, queries.plan_import)
def confirm(kept: PlanImport) -> ResponseReturnValue:
    """Write the previewed plan as a draft."""
    form = VersionForm()
    plan = services.confirm(kept, version=form.sent, actor=actor(), now=arrival())
    flash(_("The draft was made. Only the secretariat and the auditor can see it."))
    return redirect(url_for("workplan.show", slug=plan.slug), 303)


@bp.post("/plans/imports/<uuid:import_id>/discard")
@guarded(Permission.PLAN_IMPORT, queries.plan_import)
def discard(kept: PlanImport) -> ResponseReturnValue:
    """Put the preview aside."""
    services.discard(kept, actor=actor(), now=arrival())
    flash(_("The import was discarded. No plan was changed."))
    return redirect(url_for("workplan.index"), 303)


def show_preview(kept: PlanImport, position: int | None = None, sent: CorrectionForm | None = None) -> Response:
    """The page of the preview; a correction that was refused stands at its place with its reasons."""
    preview = Preview(kept, position, sent)
    version = VersionForm(formdata=None, version=kept.version)
    return page(
        "workplan/preview.html", form=sent, kept=kept, preview=preview, version=version, framework_names=FRAMEWORK_NAMES
    )
