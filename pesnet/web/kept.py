"""Public pages kept as they were sent, for requests that carry no cookie: see docs/adr/0004-kept-pages.md."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, request, session

from pesnet.policy import VISITOR
from pesnet.web.arrival import arrival
from pesnet.web.database import database

View = TypeVar("View", bound=Callable[..., Any])
Key = tuple[str, bytes, str, str, str]
MOST_BYTES = 4 * 1024 * 1024
HEADERS = ("Content-Type", "Content-Encoding", "Vary")


@dataclass(frozen=True)
class Page:
    """A page as it was sent: its body, compressed or not, and what the headers say of the body."""

    body: bytes
    headers: tuple[tuple[str, str], ...]
    digest: str


class Shelf:
    """The pages kept by this process; the one that was asked for least recently leaves first."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes = most_bytes
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def find(self, key: Key) -> Page | None:
        """The page, if it is kept."""
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def keep(self, key: Key, page: Page) -> None:
        """Keep the page, and drop others when there is no more room."""
        with self._lock:
            if key in self._pages or len(page.body) > self.most_bytes:
                return
            self._pages[key] = page
            self._bytes += len(page.body)
            while self._bytes > self.most_bytes:
                self._bytes -= len(self._pages.popitem(last=False)[1].body)


def kept(view: View) -> View:
    """Mark a view whose page depends on its address, the data and the minute alone when a visitor asks."""
    view.is_kept = True  # type: ignore[attr-defined]
    return view


def init_app(app: Flask) -> None:
    """Answer with kept pages, and keep new ones when all else has been done to them."""
    shelf = app.extensions["pesnet.kept"] = Shelf()

    @app.before_request
    def answer() -> Response | None:
        view = current_app.view_functions.get(request.endpoint or "")
        if request.method != "GET" or request.headers.get("Cookie") or not hasattr(view, "is_kept"):
            return None
        g.version = database().version()
        g.page_key = _key(g.version)
        page = shelf.find(g.page_key)
        if page is None:
            return None
        g.actor = VISITOR
        g.page = page
        return Response(page.body, headers=dict(page.headers))

    @app.after_request
    def keep(response: Response) -> Response:
        if "page_key" not in g:
            return response
        page = g.get("page")
        if page is None and _is_for_everybody(response):
            page = _page(response)
            shelf.keep(g.page_key, page)
        if page is not None:
            response.set_etag(page.digest)
            response.headers["Cache-Control"] = "no-cache"
            response.make_conditional(request)
        return response


def _key(version: str) -> Key:
    """Deadlines and days begin with a minute, so nothing that is shown changes inside one."""
    minute = arrival().replace(second=0, microsecond=0).isoformat()
    return request.path, request.query_string, request.headers.get("Accept-Encoding", ""), minute, version


def _is_for_everybody(response: Response) -> bool:
    """Whether nothing of the page is of one person: no token, no message, nobody signed in."""
    is_whole = response.status_code == 200 and not response.is_streamed
    return is_whole and g.get("actor") == VISITOR and not session and not session.modified


def _page(response: Response) -> Page:
    response.vary.add("Cookie")
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    headers = tuple((name, response.headers[name]) for name in HEADERS if name in response.headers)
    return Page(body, headers, hashlib.sha256(body).hexdigest()[:32])
