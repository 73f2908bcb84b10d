"""Generating letters: whom to, what is proposed, the preview; and all letters of a course at once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from pesnet.core.errors import NotFound
from pesnet.core.translated import LANGUAGES
from pesnet.correspondence import queries, rules, services
from pesnet.correspondence.composing import LetterDetails, Matter, Reference, said, salutation_of
from pesnet.correspondence.document import document_of
from pesnet.correspondence.forms import BatchForm, LetterForm, languages
from pesnet.correspondence.models import Letter, LetterKind
from pesnet.correspondence.queries import Occasion
from pesnet.correspondence.views.blueprint import bp
from pesnet.courses.models import Course
from pesnet.documents.content import Document
from pesnet.documents.html import fragment
from pesnet.jobs.models import Job
from pesnet.policy import Permission
from pesnet.web.arrival import arrival
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor

P = Permission
SHARED = ("signatory", "function")


@bp.route("/courses/<slug>/letters/new/<kind>", methods=["GET", "POST"])
@guarded(P.LETTER_WRITE, queries.occasion)
def new(found: Occasion) -> ResponseReturnValue:
    """A letter of the lead: invitation, regret or list."""
    return _write(found)


@bp.route("/courses/<slug>/letters/note-verbale", methods=["GET", "POST"])
@guarded(P.LETTER_NOTE, queries.occasion_of_note)
def note(found: Occasion) -> ResponseReturnValue:
    """A note verbale of the secretariat."""
    return _write(found)


@bp.route("/courses/<slug>/letters/nomination", methods=["GET", "POST"])
@guarded(P.LETTER_NOMINATE, queries.occasion_of_nomination)
def nominate(found: Occasion) -> ResponseReturnValue:
    """A letter of nomination of a country."""
    return _write(found)


@bp.get("/courses/<slug>/letters/batch")
@guarded(P.LETTER_WRITE, queries.course_to_write_on)
def batch(course: Course) -> ResponseReturnValue:
    """What would be generated for the released decisions: how many letters of which kind in which language."""
    return _batch(course, BatchForm(data={**_signing(), "form": "pdf"}))


@bp.post("/courses/<slug>/letters/batch")
@guarded(P.LETTER_WRITE, queries.course_to_write_on)
def generate_batch(course: Course) -> ResponseReturnValue:
    """Generate all of them, and have their files made."""
    form = BatchForm()
    jobs: list[tuple[int, Job]] = []

    def act() -> None:
        made = services.generate_all(course, form.details(), actor=actor(), now=arrival())
        jobs.append((len(made), services.ask_for_all(made, form.form.data, actor=actor(), now=arrival())))

    if not form.attempt(act):
        return _batch(course, form)
    [(number, job)] = jobs
    flash(ngettext("%(num)d letter has been generated.", "%(num)d letters have been generated.", number))
    return redirect(url_for("desk.job", job_id=job.id))


def _write(found: Occasion) -> ResponseReturnValue:
    """Whom to, where there is a choice; then what is proposed, with the letter as it would be."""
    choices = queries.choices(found)
    is_chosen = "to" in request.values or found.kind is LetterKind.VISA_LIST or found.country_code is not None
    matter = queries.matter(found, request.values.get("to", "")) if is_chosen else None
    if matter is None:
        return page("correspondence/choose.html", found=found, choices=choices, replaces=_replaced())
    into = _language(matter)
    form = LetterForm(data=_proposal(matter, into))
    made: list[Letter] = []
    if form.attempt(lambda: made.append(_generate(matter, form, into))):
        flash(_("The letter %(number)s has been generated.", number=made[0].number))
        return redirect(url_for(".show", letter_id=made[0].id))
    return page(
        "correspondence/new.html", form=form, found=found, matter=matter, into=into, languages=languages(),
        preview=_preview(matter, form.details(into), _replaced()), fragment=fragment, replaces=_replaced(),
        obstacles=rules.objections(matter.kind, matter.course, people=len(matter.people)),
    )  # fmt: skip


def _generate(matter: Matter, form: LetterForm, into: str) -> Letter:
    return services.generate(matter, form.details(into), replaces=_replaced(), actor=actor(), now=arrival())


def _language(matter: Matter) -> str:
    asked = request.values.get("into", "")
    return asked if asked in LANGUAGES else queries.default_language(matter)


def _proposal(matter: Matter, into: str) -> dict[str, Any]:
    return {
        "to": request.values.get("to", ""),
        "into": into,
        "replaces": request.values.get("replaces", ""),
        "salutation": salutation_of(matter, into),
        "place": queries.default_place(matter, into),
        **_signing(),
    }


def _signing() -> dict[str, str]:
    return {"signatory": actor().name, "function": queries.function_of(actor(), arrival())}


def _replaced() -> Letter | None:
    key = request.values.get("replaces", "")
    try:
        return queries.own_letter(UUID(key), actor()) if key else None
    except ValueError as error:
        raise NotFound from error


def _preview(matter: Matter, details: LetterDetails, replaces: Letter | None = None) -> Document:
    wording = queries.wording(matter.kind, details.language)
    this = Reference(f"PESNET/{arrival().year}/L/…", arrival().date())
    before = Reference(replaces.number, replaces.written_on) if replaces else None
    return document_of(said(matter, details, wording, this, before), details.language)


def _batch(course: Course, form: BatchForm) -> ResponseReturnValue:
    matters = queries.waiting_for_letters(course)
    groups = Counter((matter.kind, queries.default_language(matter)) for matter in matters)
    samples = {(matter.kind, queries.default_language(matter)): matter for matter in reversed(matters)}
    previews = {key: _preview(matter, _shared(form, matter, key[1])) for key, matter in samples.items()}
    return page(
        "correspondence/batch.html", form=form, course=course, groups=groups, previews=previews, fragment=fragment,
        total=len(matters),
    )  # fmt: skip


def _shared(form: BatchForm, matter: Matter, into: str) -> LetterDetails:
    details = form.details()
    return replace(details, language=into, place=details.place or queries.default_place(matter, into))
