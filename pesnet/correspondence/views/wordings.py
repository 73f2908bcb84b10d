"""What letters say: every wording, one to change with a preview, and the way back to ours."""

from __future__ import annotations

from dataclasses import asdict

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pesnet.correspondence import placeholders, queries, services
from pesnet.correspondence.composing import LetterDetails, Reference, said
from pesnet.correspondence.document import document_of
from pesnet.correspondence.forms import WordingForm
from pesnet.correspondence.queries import Edited
from pesnet.correspondence.services.wordings import check
from pesnet.correspondence.views.blueprint import bp
from pesnet.correspondence.words import Wording
from pesnet.documents.content import Document
from pesnet.documents.html import fragment
from pesnet.policy import Permission
from pesnet.web.arrival import arrival
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor

P = Permission


@bp.get("/letters/wordings")
@guarded(P.LETTER_WORDING)
def wordings() -> ResponseReturnValue:
    """Every kind of letter with its languages."""
    return page("correspondence/wordings.html", kinds=queries.overview())


@bp.route("/letters/wordings/<kind>/<into>", methods=["GET", "POST"])
@guarded(P.LETTER_WORDING, queries.edited)
def wording(found: Edited) -> ResponseReturnValue:
    """Change what letters of a kind say in a language, after a look at a sample."""
    form = WordingForm(data={**asdict(found.wording), "version": found.number})
    is_preview = "preview" in request.form
    act = _checked if is_preview else _changed
    if form.attempt(lambda: act(found, form)) and not is_preview:
        flash(_("The wording has been saved. Letters generated from now on say this."))
        return redirect(url_for(".wordings"))
    shown = found.wording if form.problems or form.error_list or request.method == "GET" else form.read()
    return page(
        "correspondence/wording.html",
        form=form,
        found=found,
        versions=queries.versions(found),
        names=placeholders.OF_KIND[found.kind],
        meanings=placeholders.MEANINGS,
        preview=_preview(found, shown),
        fragment=fragment,
    )


@bp.post("/letters/wordings/<kind>/<into>/reset")
@guarded(P.LETTER_WORDING, queries.edited)
def reset(found: Edited) -> ResponseReturnValue:
    """Go back to what the portal came with."""
    services.reset(found, actor=actor(), now=arrival())
    flash(_("Letters generated from now on say again what the portal came with."))
    return redirect(url_for(".wordings"))


def _checked(found: Edited, form: WordingForm) -> None:
    check(found, form.read())


def _changed(found: Edited, form: WordingForm) -> None:
    services.change(found, form.read(), version=form.version.data or 0, actor=actor(), now=arrival())


def _preview(found: Edited, wording: Wording) -> Document:
    this = Reference(f"PESNET/{arrival().year}/L/0000", arrival().date())
    details = LetterDetails(found.language, signatory="OIC-PESNET")
    return document_of(said(queries.sample_matter(found.kind, found.language), details, wording, this), found.language)
