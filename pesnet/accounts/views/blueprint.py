"""The blueprint of all screens of accounts."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)
