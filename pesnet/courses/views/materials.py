"""Materials of a course: upload, fetch, take out."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from flask import Response, current_app, flash, make_response, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pesnet.audit.services import record
from pesnet.core.errors import DomainError
from pesnet.core.translated import Translated
from pesnet.courses import queries, services
from pesnet.courses.forms.programme import MaterialForm
from pesnet.courses.models import Course, Material
from pesnet.courses.queries import programme
from pesnet.courses.views.blueprint import bp
from pesnet.files.incoming import DOCX, PDF, PPTX, XLSX, take
from pesnet.files.models import StoredFile
from pesnet.files.names import offered
from pesnet.files.store import MadeFile, Store
from pesnet.policy import Actor, Permission
from pesnet.web import unit
from pesnet.web.answers import attachment
from pesnet.web.arrival import arrival
from pesnet.web.database import database
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor
from pesnet.web.templating import plain

KINDS = (PDF, DOCX, PPTX, XLSX)
LARGEST = 20 * 1024 * 1024
"""How many bytes a file may have."""


@bp.get("/courses/<slug>/materials")
@guarded(Permission.MATERIAL_EDIT, queries.course)
def materials(course: Course) -> ResponseReturnValue:
    """The files of a course, and one more."""
    return _page(course, MaterialForm())


@bp.post("/courses/<slug>/materials")
@guarded(Permission.MATERIAL_EDIT, queries.course, in_transaction=False)
def add_material(course: Course) -> ResponseReturnValue:
    """Check the file and keep its content, then put it among the materials."""
    form = MaterialForm()
    stored = _stored(form) if form.is_valid() else None
    if stored is None:
        with database().reading():
            return _page(course, form)

    def keep(who: Actor) -> Response:
        found = queries.course(course.slug, who)
        title = form.title.read(Translated())
        if not form.attempt(lambda: services.add_material(found, title, stored, actor=who, now=arrival())):
            return make_response(_page(found, form))
        flash(_("The file is there; the invited countries can fetch it."))
        return make_response(redirect(url_for(".materials", slug=course.slug), 303))

    return unit.run(keep, is_once=True)


@bp.get("/materials/<uuid:material_id>")
@guarded(Permission.MATERIAL_VIEW, programme.material)
def material(row: Material) -> ResponseReturnValue:
    """A file of a course, to be saved; that it was fetched is on record before the first byte leaves."""
    path = _store().read(row.file)
    with database().writing():
        record(actor(), "file.read", row.file, arrival(), purpose=row.file.purpose)
    return attachment(path, name=offered(row.file.name), media_type=row.file.media_type)


@bp.post("/materials/<uuid:material_id>/remove")
@guarded(Permission.MATERIAL_EDIT, programme.material)
def remove_material(row: Material) -> ResponseReturnValue:
    """Take a file out."""
    services.remove_material(row, actor=actor(), now=arrival())
    flash(_("The file was taken out of the materials."))
    return redirect(url_for(".materials", slug=row.course.slug))


def _page(course: Course, form: MaterialForm) -> Response:
    rows = programme.materials(course)
    return page("courses/materials.html", form=form, course=course, section="materials", rows=rows)


def _stored(form: MaterialForm) -> StoredFile | None:
    """The row of the file, its content checked and kept; nothing, and a sentence beside the field, when it is unfit."""
    try:
        path = take(form.file.data, limit=LARGEST, kinds=KINDS)
    except DomainError as refusal:
        form.file.errors = [plain(reason) for reason in refusal.reasons]
        return None
    try:
        name = Path(form.file.data.filename).name
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        made = MadeFile(name, media_type, path.read_bytes(), is_lasting=True)
    finally:
        path.unlink(missing_ok=True)
    with database().reading():
        user_id = actor().id
    return _store().keep(made, user_id=user_id, purpose="material", now=arrival())


def _store() -> Store:
    return current_app.extensions["pesnet.files"]  # type: ignore[no-any-return]
