"""The delegation sheet: download, upload, preview, confirmation."""

from __future__ import annotations

from pathlib import Path

from flask import Response, current_app, flash, make_response, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from pesnet.core.errors import DomainError
from pesnet.core.message import Message
from pesnet.documents.formats import FORMATS
from pesnet.files.incoming import XLSX, take
from pesnet.nominations import queries, rules
from pesnet.nominations.queries import Delegation
from pesnet.nominations.sheet import contents, services
from pesnet.nominations.sheet import queries as sheets
from pesnet.nominations.sheet.forms import ConfirmationForm, SheetForm
from pesnet.nominations.sheet.lines import Effect
from pesnet.nominations.sheet.models import SheetState
from pesnet.nominations.sheet.queries import Received
from pesnet.nominations.sheet.read_sheet import ReadSheet
from pesnet.nominations.sheet.reading.child import read_safely
from pesnet.nominations.sheet.writing.workbook import write
from pesnet.nominations.views.blueprint import bp
from pesnet.policy import Actor, Permission
from pesnet.web import unit
from pesnet.web.arrival import arrival
from pesnet.web.database import database
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor
from pesnet.web.languages import language
from pesnet.web.templating import plain
from pesnet.workplan.reading.unreadable import Unreadable

P = Permission
LARGEST = 2 * 1024 * 1024
"""How many bytes a sheet may have."""
REMARKS = {"error": Message("Error"), "doubt": Message("Doubt")}


@bp.get("/courses/<slug>/nominations/sheet")
@guarded(P.NOMINATION_EDIT, queries.delegation_of_seat)
def sheet(delegation: Delegation) -> ResponseReturnValue:
    """The sheet in the reader's language, with the people of the country."""
    base = str(current_app.extensions["pesnet.config"].base_url)
    address = base + url_for(".send_sheet", slug=delegation.course.slug)
    content = write(contents.of_delegation(delegation, sheets.people(delegation.country_code), language(), address))
    response = Response(content, mimetype=FORMATS["xlsx"].media_type)
    name = contents.file_name(delegation.course, delegation.country_code)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.get("/courses/<slug>/nominations/sheet/send")
@guarded(P.NOMINATION_EDIT, queries.delegation_of_seat)
def send_sheet(delegation: Delegation) -> ResponseReturnValue:
    """The form for a filled sheet."""
    return page("nominations/send_sheet.html", form=SheetForm(), delegation=delegation)


@bp.post("/courses/<slug>/nominations/sheet/send")
@guarded(P.NOMINATION_EDIT, queries.delegation_of_seat, in_transaction=False)
def receive_sheet(delegation: Delegation) -> ResponseReturnValue:
    """Read the sheet in a process of its own, then keep what was understood."""
    form = SheetForm()
    read = _understood(form) if form.is_valid() else None
    if read is None:
        return _again(form, delegation)
    name = Path(form.document.data.filename).name[:200]

    def keep(who: Actor) -> Response:
        found = queries.delegation_of_seat(delegation.course.slug, who)
        if not form.attempt(lambda: kept.append(services.keep(read, found, name, actor=who, now=arrival()).id)):
            return page("nominations/send_sheet.html", form=form, delegation=found)
        return make_response(redirect(url_for(".preview_sheet", sheet_id=kept[-1]), 303))

    kept: list[object] = []
    return unit.run(keep, is_once=True)


@bp.get("/nominations/sheets/<uuid:sheet_id>")
@guarded(P.NOMINATION_EDIT, sheets.received)
def preview_sheet(received: Received) -> ResponseReturnValue:
    """What the sheet would do, row by row."""
    return _preview(received, None)


@bp.post("/nominations/sheets/<uuid:sheet_id>/confirm")
@guarded(P.NOMINATION_EDIT, sheets.received)
def confirm_sheet(received: Received) -> ResponseReturnValue:
    """Carry out what the preview showed."""
    form = ConfirmationForm()
    done: list[services.Outcome] = []

    def act() -> None:
        wish = services.Confirmation(form.seen.data or "", bool(form.submits.data))
        done.append(services.confirm(received, wish, actor=actor(), now=arrival()))

    if not form.attempt(act):
        return _preview(received, form)
    _tell(done[0])
    return redirect(url_for(".of_course", slug=received.delegation.course.slug), 303)


@bp.post("/nominations/sheets/<uuid:sheet_id>/discard")
@guarded(P.NOMINATION_EDIT, sheets.received)
def discard_sheet(received: Received) -> ResponseReturnValue:
    """Put the sheet aside."""
    services.discard(received, actor=actor(), now=arrival())
    flash(_("The sheet was put aside. Nothing was written."))
    return redirect(url_for(".of_course", slug=received.delegation.course.slug), 303)


def _understood(form: SheetForm) -> ReadSheet | None:
    """What stands in the sheet; nothing, and a sentence beside the field, when it cannot be read."""
    try:
        path = take(form.document.data, limit=LARGEST, kinds=(XLSX,))
    except DomainError as refusal:
        form.document.errors = [plain(reason) for reason in refusal.reasons]
        return None
    try:
        return read_safely(path)
    except Unreadable as refusal:
        form.document.errors = [plain(refusal.reason)]
        return None
    finally:
        path.unlink(missing_ok=True)


def _again(form: SheetForm, delegation: Delegation) -> Response:
    with database().reading():
        return page("nominations/send_sheet.html", form=form, delegation=delegation)


def _preview(received: Received, form: ConfirmationForm | None) -> ResponseReturnValue:
    comparison = services.compared(received)
    form = form or ConfirmationForm(formdata=None, data={"seen": comparison.digest})
    return page(
        "nominations/preview_sheet.html",
        form=form,
        upload=received.upload,
        delegation=received.delegation,
        comparison=comparison,
        effects=Effect,
        words=REMARKS,
        rules=rules,
        is_open=received.upload.state is SheetState.PREVIEW,
    )


def _tell(done: services.Outcome) -> None:
    told = [
        (done.made, ngettext("%(num)s nomination was begun.", "%(num)s nominations were begun.", done.made)),
        (done.changed, ngettext("%(num)s nomination was changed.", "%(num)s nominations were changed.", done.changed)),
        (
            done.submitted,
            ngettext("%(num)s nomination was submitted.", "%(num)s nominations were submitted.", done.submitted),
        ),
    ]
    for sentence in [sentence for number, sentence in told if number] or [_("The sheet changed nothing.")]:
        flash(sentence)
    for name, reasons in done.left:
        words = " ".join(plain(reason) for reason in reasons)
        flash(_("%(name)s was not submitted: %(reasons)s", name=name, reasons=words), "notice")
