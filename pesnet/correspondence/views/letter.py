"""One letter: its words, its steps, its signed scan, its files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response, current_app, flash, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pesnet.audit.services import record
from pesnet.core.errors import DomainError
from pesnet.correspondence import exports, queries, rules, services
from pesnet.correspondence.document import letter_document
from pesnet.correspondence.forms import ScanForm, step_form
from pesnet.correspondence.models import Channel, Letter, LetterKind
from pesnet.correspondence.views.blueprint import bp
from pesnet.documents.html import fragment
from pesnet.files.incoming import JPEG, PDF, PNG, take
from pesnet.files.models import StoredFile
from pesnet.files.store import MadeFile
from pesnet.policy import Actor, Permission
from pesnet.web import unit
from pesnet.web.answers import attachment
from pesnet.web.arrival import arrival
from pesnet.web.database import database
from pesnet.web.forms import Form, page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor
from pesnet.web.templating import plain

P = Permission
LARGEST = 10 * 1024 * 1024
MEDIA_TYPES = {".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
STEPS: dict[str, Callable[[Letter, Any], None]] = {
    "sign": lambda letter, form: services.sign(
        letter, form.day.data, number=form.number.data or "", actor=actor(), now=arrival()
    ),
    "send": lambda letter, form: services.send(
        letter, Channel(form.channel.data), form.day.data, actor=actor(), now=arrival()
    ),
    "acknowledge": lambda letter, form: services.acknowledge(
        letter, form.day.data, note=form.note.data or "", actor=actor(), now=arrival()
    ),
    "withdraw": lambda letter, form: services.withdraw(letter, form.reason.data or "", actor=actor(), now=arrival()),
}
DONE = {
    "sign": _l("The signature has been recorded."),
    "send": _l("The sending has been recorded; the letter can be read by the country that it is for."),
    "acknowledge": _l("The receipt has been recorded."),
    "withdraw": _l("The letter has been withdrawn. It stays in the register."),
}
ANEW = {LetterKind.NOTE_VERBALE: ".note", LetterKind.NOMINATION: ".nominate"}


@bp.get("/letters/<uuid:letter_id>")
@guarded(P.LETTER_VIEW, queries.letter)
def show(letter: Letter) -> ResponseReturnValue:
    """One letter as it was generated, and where it stands."""
    return _page(letter, ScanForm(formdata=None))


@bp.route("/letters/<uuid:letter_id>/steps/<name>", methods=["GET", "POST"])
@guarded(P.LETTER_VIEW, queries.step_of)
def step(letter: Letter) -> ResponseReturnValue:
    """Record a step of the letter."""
    name = str((request.view_args or {})["name"])
    form = step_form(name, arrival().astimezone(ZoneInfo(actor().time_zone)).date())
    if form.attempt(lambda: STEPS[name](letter, form)):
        flash(DONE[name])
        return redirect(url_for(".show", letter_id=letter.id))
    return page("correspondence/step.html", form=form, letter=letter, name=name, move=rules.MACHINE.moves[name])


@bp.post("/letters/<uuid:letter_id>/files/<form>")
@guarded(P.LETTER_VIEW, queries.file_of)
def ask(letter: Letter) -> ResponseReturnValue:
    """Have the PDF or Word file of the letter made."""
    form = str((request.view_args or {})["form"])
    job = services.ask_for(letter, form, actor=actor(), now=arrival())
    return redirect(url_for("desk.job", job_id=job.id))


@bp.post("/letters/<uuid:letter_id>/scan")
@guarded(P.LETTER_VIEW, queries.own_letter, in_transaction=False)
def attach(letter: Letter) -> ResponseReturnValue:
    """Attach the signed scan."""
    form = ScanForm()
    scan = _kept(form) if form.is_valid() else None
    if scan is None:
        with database().reading():
            return _page(queries.own_letter(letter.id, actor()), form)

    def keep(who: Actor) -> Response:
        services.attach(queries.own_letter(letter.id, who), scan, actor=who, now=arrival())
        flash(_("The signed scan has been attached."))
        return make_response(redirect(url_for(".show", letter_id=letter.id), 303))

    return unit.run(keep, is_once=True)


@bp.get("/letters/<uuid:letter_id>/scan")
@guarded(P.LETTER_VIEW, queries.scan_of)
def scan(letter: Letter) -> ResponseReturnValue:
    """The signed scan, to be saved; that it was fetched is on record before the first byte leaves."""
    stored = queries.stored_scan(letter)
    path = current_app.extensions["pesnet.files"].read(stored)
    with database().writing():
        record(actor(), "file.read", stored, arrival(), purpose=stored.purpose)
    ending = Path(stored.name).suffix.removeprefix(".")
    return attachment(path, name=exports.file_name(letter, ending), media_type=stored.media_type)


def _page(letter: Letter, form: Form) -> Response:
    return page(
        "correspondence/show.html",
        form=form,
        letter=letter,
        document=letter_document(letter),
        fragment=fragment,
        moves=list(rules.MACHINE.offered(letter, actor=actor(), now=arrival())),
        is_standing=letter.state in rules.STANDING,
        is_own=rules.may_write(actor(), None, letter),
        history=queries.steps(letter),
        anew=_anew(letter),
    )


def _anew(letter: Letter) -> list[tuple[LetterKind, str]]:
    """Where a corrected letter begins: the same kind, and for an invitation also a regret."""
    slug, code = letter.course.slug, letter.to_country_code or ""
    if letter.kind in ANEW:
        return [(letter.kind, url_for(ANEW[letter.kind], slug=slug, to=code, replaces=letter.id))]
    to = str(letter.people[0].nomination_id) if letter.kind is LetterKind.INVITATION and letter.people else code
    found = [(letter.kind, url_for(".new", slug=slug, kind=letter.kind.value, to=to, replaces=letter.id))]
    if letter.kind is LetterKind.INVITATION:
        regret = LetterKind.REGRET
        found.append((regret, url_for(".new", slug=slug, kind=regret.value, to=code, replaces=letter.id)))
    return found


def _kept(form: ScanForm) -> StoredFile | None:
    """The file that was sent, in the store; nothing, and a sentence beside the field, when it cannot be taken."""
    sent = form.scan.data
    if not sent:
        form.scan.errors = [_("Choose a file.")]
        return None
    try:
        path = take(sent, limit=LARGEST, kinds=(PDF, PNG, *JPEG))
    except DomainError as refusal:
        form.scan.errors = [plain(reason) for reason in refusal.reasons]
        return None
    try:
        made = MadeFile(f"scan{path.suffix}", MEDIA_TYPES[path.suffix], path.read_bytes(), is_lasting=True)
        store = current_app.extensions["pesnet.files"]
        kept: StoredFile = store.keep(made, user_id=actor().id, purpose="letter scan", now=arrival())
        return kept
    finally:
        path.unlink(missing_ok=True)
