"""The member states, and the page of one."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from pesnet.courses.rules import days_left
from pesnet.network import queries
from pesnet.network.models import Country, RegionalGroup
from pesnet.policy import Permission
from pesnet.site import courses as words
from pesnet.site.queries.countries import portrait
from pesnet.site.views.blueprint import bp
from pesnet.web.arrival import arrival
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.kept import kept
from pesnet.web.languages import language
from pesnet.workplan.models import PartyRole


@bp.get("/countries")
@kept
@guarded(Permission.SITE_VIEW)
def countries() -> ResponseReturnValue:
    """The member states by regional group, in the reader's alphabet; the observers apart."""
    known = queries.countries(language())
    groups = [(group, [country for country in known if country.group is group]) for group in RegionalGroup]
    return page("site/countries.html", groups=groups, number=len(known), observers=queries.observers())


@bp.get("/countries/<code>")
@kept
@guarded(Permission.SITE_VIEW, queries.country)
def country(found: Country) -> ResponseReturnValue:
    """What a country leads, provides, may attend and took part in."""
    now = arrival()
    return page(
        "site/country.html",
        country=found,
        portrait=portrait(found, now),
        now=now,
        Role=PartyRole,
        words=words,
        days_left=days_left,
    )
