"""A build with one fault, for the control of the kill proof: it answers before it commits."""

import os
import time
from queue import SimpleQueue
from threading import Thread

from flask import copy_current_request_context, g

from config import Config
from pesnet.app import create_app
from pesnet.web import unit
from pesnet.web.database import database

DELAY = 0.3


def write_late(answer, digest):
    """Hand the answer over at once and commit a moment later."""
    answers = SimpleQueue()
    arrived, language = g.arrival, g.language

    @copy_current_request_context
    def write():
        g.arrival, g.language = arrived, language
        try:
            with database().writing():
                answers.put(unit._answered(answer, digest))
                time.sleep(DELAY)
        except Exception as error:  # noqa: BLE001 - the view must see it
            answers.put(error)

    Thread(target=write).start()
    response = answers.get()
    if isinstance(response, Exception):
        raise response
    return response


unit._write = write_late
app = create_app(Config.from_env(os.environ))
