"""The blueprint that the screens of letters share."""

from flask import Blueprint

bp = Blueprint("correspondence", __name__)
