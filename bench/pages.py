"""What is measured in one process: queries of a page, and bytes of a first and a later visit."""

from __future__ import annotations

import re
from typing import Any

from flask import Flask
from sqlalchemy import event

from bench.clients import Client, fetch
from bench.servers import Server

PARTS = re.compile(rb'<(?:link rel="stylesheet" href|script [^>]*src)="([^"]+)"')
NOT_QUERIES = ("PRAGMA", "BEGIN")


def queries(app: Flask, path: str, client: Client) -> int:
    """How many statements the database gets for a page."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(NOT_QUERIES):
            statements.append(statement)

    engine = app.extensions["pesnet.database"].engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        answer = app.test_client(use_cookies=False).get(path, headers=client.headers())
    finally:
        event.remove(engine, "before_cursor_execute", note)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return len(statements)


def kilobytes(server: Server, app: Flask, path: str) -> tuple[float, float]:
    """What a browser loads for the first page, with its style sheets and scripts, and for a later one."""
    visitor = Client()
    page = app.test_client().get(path).get_data()
    html = len(fetch(server, path, visitor))
    parts = sum(len(fetch(server, part.decode(), visitor)) for part in PARTS.findall(page))
    return (html + parts) / 1024, html / 1024
