"""A reader who opens everything: every address, every link, every button, every file."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import html

from tests.fixtures.application import Client

HOST = "http://localhost"
TOKENS = {"csrf_token", "form_key"}
BUTTONS_LEFT_ALONE = ("/account", "/sign-", "/seats", "/users", "/holdings", "/invitations", "/discard")
"""Buttons that would change who the reader is, or take away what others still look for."""


@dataclass
class Crawl:
    """What one reader saw: each address, and the bytes of its answer; links are followed ``below`` one address only."""

    browser: Client
    limit: int
    below: str = "/"
    seen: dict[str, bytes] = field(default_factory=dict)
    forms: dict[str, dict[str, str]] = field(default_factory=dict)

    def read(self, starts: Iterable[str]) -> None:
        """Open the addresses and whatever they lead to, until there is nothing new or the limit of links is reached."""
        waiting = deque((path, False) for path in starts)
        followed = 0
        while waiting:
            path, is_link = waiting.popleft()
            if path in self.seen or (is_link and followed >= self.limit):
                continue
            followed += is_link
            waiting.extend((found, True) for found in self.open(path))

    def open(self, path: str) -> list[str]:
        """Open one address; the addresses its page leads to."""
        response = self.browser.get(path)
        body = response.get_data()
        told = "\n".join(f"{name}: {value}" for name, value in response.headers if name != "Set-Cookie")
        self.seen[path] = told.encode() + body
        found = [response.location] if response.location else []
        if response.mimetype == "text/html" and body:
            page = html.fromstring(body)
            self.forms.update(_forms(page, path))
            found += [link for _element, name, link, _place in page.iterlinks() if name == "href"]
        return [target for link in found if (target := _here(link, path)) and target.startswith(self.below)]

    def press(self) -> int:
        """Send every form met as it stands, its empty fields filled with a name or a number; how many were taken."""
        taken = 0
        for number, (action, values) in enumerate(sorted(self.forms.items())):
            if not any(part in action for part in BUTTONS_LEFT_ALONE) and number < self.limit:
                response = self.browser.send(action, values)
                self.seen[f"POST {action}"] = response.get_data()
                taken += response.status_code in {302, 303}
        return taken


def _forms(page: html.HtmlElement, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    for form in page.forms:
        if form.method == "POST":
            values = {name: value or _word(name) for name, value in form.form_values() if name not in TOKENS}
            yield _here(form.action or path, path) or path, values


def _word(name: str) -> str:
    return "Amina" if name.endswith("name") else "1"


def _here(link: str, path: str) -> str | None:
    target = urlsplit(urldefrag(urljoin(HOST + path, link)).url)
    if target.netloc not in {"localhost", "127.0.0.1:8000"} or target.path.startswith("/static/"):
        return None
    return target.path + (f"?{target.query}" if target.query else "")
