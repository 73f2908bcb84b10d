"""The blueprints of the public pages: in the reader's language, and for machines."""

from flask import Blueprint

bp = Blueprint("site", __name__)
plain = Blueprint("plain", __name__)
