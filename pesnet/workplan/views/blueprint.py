"""The blueprint of the screens of work plans."""

from flask import Blueprint

bp = Blueprint("workplan", __name__)
