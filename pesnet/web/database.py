"""The application's database."""

from flask import current_app

from pesnet.core.db import Database


def database() -> Database:
    """The database of the application under way."""
    return current_app.extensions["pesnet.database"]  # type: ignore[no-any-return]
