"""A few clients that keep their connections, bounded in number of requests and in time."""

from __future__ import annotations

import re
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlencode
from uuid import uuid4

from bench.servers import Server

TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')
SECONDS_TO_ANSWER = 60
MOST_DROPPED = 5
"""A server may end a connection that was kept, just as the next request is under way; more than this is a fault."""


@dataclass
class Client:
    """One browser: its cookie, and the forms it may send, each once."""

    cookie: str = ""
    token: str = ""
    forms: deque[tuple[str, dict[str, str]]] = field(default_factory=deque)

    def headers(self) -> dict[str, str]:
        """What it sends with every request."""
        return {"Accept-Encoding": "br", **({"Cookie": self.cookie} if self.cookie else {})}


@dataclass(frozen=True)
class Taken:
    """What a number of requests took."""

    requests: int
    seconds: float
    cpu_seconds: float

    @property
    def rate(self) -> float:
        """Requests per second."""
        return self.requests / self.seconds

    @property
    def cpu(self) -> float:
        """CPU milliseconds per request."""
        return self.cpu_seconds / self.requests * 1000


@dataclass(frozen=True)
class Limits:
    """Where a measurement ends, whichever comes first."""

    requests: int
    seconds: float


def read(server: Server, path: str, client: Client, limits: Limits, *, clients: int = 4) -> Taken:
    """Let several clients ask for one page."""
    return _taken(server, [client] * clients, limits, path)


def send(server: Server, clients: list[Client], limits: Limits) -> Taken:
    """Let each client send its own forms."""
    return _taken(server, clients, limits, None)


def fetch(server: Server, path: str, client: Client) -> bytes:
    """The body of a page as it is sent, compressed."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=SECONDS_TO_ANSWER)
    try:
        connection.request("GET", path, headers=client.headers())
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return body


def take_token(server: Server, path: str, client: Client) -> None:
    """Read the token of a page that protects the client's forms, and keep the cookie that goes with it."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=SECONDS_TO_ANSWER)
    try:
        connection.request("GET", path, headers={"Cookie": client.cookie})
        answer = connection.getresponse()
        page = answer.read().decode()
        given = answer.getheader("Set-Cookie")
    finally:
        connection.close()
    found = TOKEN.search(page)
    if answer.status != 200 or not found:
        raise RuntimeError(f"{path} gave no token ({answer.status})")
    client.token = found.group(1)
    client.cookie = given.split(";")[0] if given else client.cookie


def _taken(server: Server, clients: list[Client], limits: Limits, path: str | None) -> Taken:
    each = -(-limits.requests // len(clients))
    cpu, began = server.cpu_seconds(), time.monotonic()
    until = began + limits.seconds
    with ThreadPoolExecutor(len(clients)) as threads:
        done = sum(threads.map(lambda client: _ask(server, client, path, each, until), clients))
    seconds = time.monotonic() - began
    return Taken(done, seconds, server.cpu_seconds() - cpu)


def _ask(server: Server, client: Client, path: str | None, most: int, until: float) -> int:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=SECONDS_TO_ANSWER)
    done = dropped = 0
    try:
        while done < most and (done == 0 or time.monotonic() < until) and (path or client.forms):
            try:
                status = _status(connection, client, path)
            except ConnectionError:
                dropped += 1
                if dropped > MOST_DROPPED:
                    raise
                connection.close()
                continue
            if status not in {200, 302, 303}:
                raise RuntimeError(f"{path or 'a form'} answered {status}")
            done += 1
    finally:
        connection.close()
    return done


def _status(connection: HTTPConnection, client: Client, path: str | None) -> int:
    if path:
        connection.request("GET", path, headers=client.headers())
    else:
        _send_next(connection, client)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def _send_next(connection: HTTPConnection, client: Client) -> None:
    path, values = client.forms.popleft()
    tokens = {"csrf_token": client.token, "form_key": str(uuid4())}
    headers = {**client.headers(), "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", path, urlencode({**tokens, **values}), headers)
