"""The task worker: ``python worker.py`` runs the queue, delivers the outbox and does what the clock does."""

import os

from config import Config
from pesnet.app import create_app
from pesnet.tasks import consumer
from pesnet.web import logging

if __name__ == "__main__":
    logging.configure()
    consumer.run(create_app(Config.from_env(os.environ)))
