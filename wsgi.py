"""The web process: ``gunicorn wsgi:app`` or ``flask --app wsgi``."""

import os

from config import Config
from pesnet.app import create_app
from pesnet.web import logging

logging.configure()
app = create_app(Config.from_env(os.environ))
