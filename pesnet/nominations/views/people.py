"""Screens of a country: the people it knows, and all its calls at once."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from pesnet.core.errors import NotFound
from pesnet.nominations import queries, rules, services
from pesnet.nominations.forms import APART, MergeForm, merge_form
from pesnet.nominations.models import Nominee
from pesnet.nominations.nominee_forms import person_form
from pesnet.nominations.queries import calls as country_calls
from pesnet.nominations.queries import people as people_queries
from pesnet.nominations.views.blueprint import bp
from pesnet.policy import Permission
from pesnet.web.arrival import arrival
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor
from pesnet.web.paging import page_number

P = Permission


@bp.get("/nominations")
@guarded(P.PEOPLE_VIEW)
def calls() -> ResponseReturnValue:
    """Every call of the country: what is open, what waits, and what became of the others by year."""
    now = arrival()
    found = country_calls.calls_of(actor().country_code or "")
    return page(
        "nominations/calls.html",
        open_calls=sorted((call for call in found if call.is_open(now)), key=lambda call: call.closes_at),
        ahead=[call for call in found if call.is_ahead(now)],
        years=country_calls.by_year(found),
        rules=rules,
    )


@bp.get("/people")
@guarded(P.PEOPLE_VIEW)
def people() -> ResponseReturnValue:
    """The people of the country, searched by name, institution or e-mail."""
    text = request.args.get("q", "").strip()[:200]
    found = people_queries.people(actor(), text, page_number())

    def address(number: int) -> str:
        """The address of another page of this list."""
        return url_for(".people", q=text or None, page=number)

    return page("nominations/people.html", text=text, page=found, address=address)


@bp.get("/people/<uuid:person_id>")
@guarded(P.PEOPLE_VIEW, people_queries.person)
def person(found: Nominee) -> ResponseReturnValue:
    """One person: details and history."""
    return page(
        "nominations/person.html",
        person=found,
        history=people_queries.history([found.id])[found.id],
        alike=people_queries.alike(found),
        others=people_queries.others(found),
    )


@bp.route("/people/<uuid:person_id>/edit", methods=["GET", "POST"])
@guarded(P.PEOPLE_EDIT, people_queries.person)
def edit_person(found: Nominee) -> ResponseReturnValue:
    """Change what is on record of a person."""
    form = person_form(found)
    version = form.version.data or ""
    before = services.known(found)
    if form.attempt(
        lambda: services.edit_person(found, form.details(before), version=version, actor=actor(), now=arrival())
    ):
        flash(_("The person’s details were saved."))
        return redirect(url_for(".person", person_id=found.id))
    return page("nominations/person_edit.html", form=form, person=found)


@bp.route("/people/<uuid:person_id>/merge", methods=["GET", "POST"])
@guarded(P.PEOPLE_EDIT, people_queries.person)
def merge(found: Nominee) -> ResponseReturnValue:
    """Two entries side by side, and what merging them would do."""
    other = _other(found)
    if other is None:
        return redirect(_onward(found.id))
    form = merge_form(found, other)
    kept: list[Nominee] = []
    if form.attempt(lambda: kept.append(_settle(form, found, other))):
        return redirect(_onward(kept[0].id))
    plan = services.merger(found, other)
    came_from = request.args.get("nomination")
    return page("nominations/merge.html", form=form, person=found, other=other, plan=plan, nomination_id=came_from)


def _settle(form: MergeForm, found: Nominee, other: Nominee) -> Nominee:
    if form.answer.data == APART:
        services.tell_apart(found, other, actor=actor(), now=arrival())
        return found
    chosen = found if form.answer.data == str(found.id) else other
    return services.merge(found, other, details_of=chosen, actor=actor(), now=arrival())


def _other(found: Nominee) -> Nominee | None:
    """The entry to compare with: the one named, else the first that looks alike."""
    named = request.values.get("other")
    if not named:
        return next(iter(people_queries.alike(found)), None)
    try:
        other = people_queries.person(UUID(named), actor())
    except ValueError as error:
        raise NotFound from error
    return None if other is found else other


def _onward(person_id: UUID) -> str:
    """Back to the nomination one came from, if it is still there, else to the person."""
    try:
        nomination = queries.nomination(UUID(request.values.get("nomination", "")), actor())
    except (ValueError, NotFound):
        return url_for(".person", person_id=person_id)
    return url_for(".edit", nomination_id=nomination.id)
