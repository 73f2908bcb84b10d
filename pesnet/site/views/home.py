"""The home page and the pages about the portal."""

from flask.typing import ResponseReturnValue

from pesnet.policy import Permission
from pesnet.reporting.figures import DEFINITIONS
from pesnet.site.queries import home as queries
from pesnet.site.views.blueprint import bp
from pesnet.web.arrival import arrival
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.kept import kept
from pesnet.web.languages import language


@bp.get("/")
@kept
@guarded(Permission.SITE_VIEW)
def home() -> ResponseReturnValue:
    """What the network is, what is open now."""
    return page("site/home.html", home=queries.home(language(), arrival()))


@bp.get("/about")
@kept
@guarded(Permission.SITE_VIEW)
def about() -> ResponseReturnValue:
    """About the portal, accessibility and personal data."""
    return page("site/about.html")


@bp.get("/definitions")
@kept
@guarded(Permission.SITE_VIEW)
def definitions() -> ResponseReturnValue:
    """How each figure is defined."""
    return page("site/definitions.html", definitions=DEFINITIONS.values())
