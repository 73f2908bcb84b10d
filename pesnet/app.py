"""The application: every part put together; known by nobody."""

from __future__ import annotations

from flask import Flask

from config import Config
from pesnet import cli
from pesnet.accounts import queries as accounts
from pesnet.accounts import views as accounts_views
from pesnet.admin import views as admin_views
from pesnet.core.db import Database
from pesnet.correspondence import views as correspondence_views
from pesnet.courses import views as courses_views
from pesnet.desk import views as desk_views
from pesnet.documents.shelf import Shelf
from pesnet.files.store import Store
from pesnet.nominations import views as nominations_views
from pesnet.outcomes import views as outcomes_views
from pesnet.reporting import views as reporting_views
from pesnet.site import views as site_views
from pesnet.tasks.clock import Clock
from pesnet.tasks.queue import Queue
from pesnet.web import arrival, errors, guard, headers, identity, kept, languages, logging, static_files, templating
from pesnet.workplan import views as workplan_views

BLUEPRINTS = (
    site_views.bp,
    accounts_views.bp,
    desk_views.bp,
    workplan_views.bp,
    courses_views.bp,
    nominations_views.bp,
    correspondence_views.bp,
    outcomes_views.bp,
    reporting_views.bp,
    admin_views.bp,
)


def create_app(config: Config) -> Flask:
    """The portal with these settings; refuses to start when a view names no permission."""
    app = Flask("pesnet", static_folder=None)
    app.extensions["pesnet.config"] = config
    app.extensions["pesnet.database"] = Database(config.database_url)
    app.extensions["pesnet.files"] = Store(config.files_url)
    app.extensions["pesnet.shelf"] = Shelf(config.instance / "papers")
    app.extensions["pesnet.queue"] = queue = Queue(config.queue_url, Clock(app, config))
    app.extensions["pesnet.wake"] = queue.wake
    arrival.init_app(app)
    logging.init_app(app)
    kept.init_app(app)
    headers.init_app(app, config)
    languages.init_app(app)
    identity.init_app(app, accounts.actor_for)
    templating.init_app(app, config.instance)
    errors.init_app(app)
    static_files.init_app(app, config.instance)
    accounts_views.prepare(app, config)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint, url_prefix=languages.PREFIX)
    app.register_blueprint(site_views.plain)
    app.jinja_env.globals.update(
        acting_label=accounts_views.acting_label,
        is_demonstration=accounts_views.is_demonstration,
    )
    cli.init_app(app)
    if bare := guard.unguarded(app.view_functions):
        raise RuntimeError(f"these views name no permission: {', '.join(bare)}")
    return app
