"""The measurements: floor and portal in turns, the middle of the turns as the result."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

from flask import Flask

from bench.clients import Client, Limits, Taken, read, send, take_token
from bench.marks import Line
from bench.pages import kilobytes, queries
from bench.scene import LARGE, Scene
from bench.servers import Server

FLOOR_LIST = "list of 20"
FLOOR_TABLE = "list of 50"
FLOOR_INSERT = "insert"
SUBMIT = "submit a nomination"
REPORT = "progress report"
WARM_UP = Limits(requests=24, seconds=3)


@dataclass(frozen=True)
class Page:
    """A page of the portal: its address, its reader, and how much CPU it may take beside a list of the floor."""

    path: str
    client: Client
    beside: str
    mark: float


@dataclass
class Bench:
    """Both programs, what is asked of them, and what each turn took."""

    floor: Server
    portal: Server
    app: Flask
    scene: Scene
    turns: int
    limits: Limits
    taken: dict[str, list[Taken]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        officer, lead, visitor = (
            Client(self.scene.cookies["focal.jo"]),
            Client(self.scene.cookies["lead.sesric"]),
            Client(),
        )
        self.pages = {
            "catalogue of 20, visitor": Page("/en/courses?open=yes", visitor, FLOOR_LIST, 2.5),
            "course, signed in": Page("/en/courses/bench-1", officer, FLOOR_LIST, 5),
            "nomination form": Page("/en/courses/bench-1/nominations/new", officer, FLOOR_LIST, 5),
            "selection of 500": Page(f"/en/courses/{LARGE}/selection", lead, FLOOR_TABLE, 4),
            REPORT: Page(f"/en/reports/{self.scene.report}", visitor, FLOOR_LIST, float("inf")),
        }
        self.senders = [self._sender(cookie, drafts) for cookie, drafts in self._pairs()]
        self.inserts = [Client() for _ in self.senders]

    def run(self, say: Callable[[str], None]) -> None:
        """Warm both up, then measure in turns."""
        for path in ("/rows/20", "/rows/50"):
            read(self.floor, path, Client(), WARM_UP)
        for page in self.pages.values():
            read(self.portal, page.path, page.client, WARM_UP)
        for sender in self.senders:
            take_token(self.portal, "/en/about", sender)
        self._write(self.portal, self.senders, 1)
        for turn in range(1, self.turns + 1):
            say(f"turn {turn} of {self.turns}")
            self._turn()

    def lines(self) -> list[Line]:
        """The lines of what was measured in turns."""
        return [*self._page_lines(), self._report_line(), self._submit_line(), *self._query_lines()]

    def weight_lines(self) -> list[Line]:
        """Bytes and memory."""
        first, later = kilobytes(self.portal, self.app, "/en/courses")
        own, floor = self.portal.resident_megabytes(), self.floor.resident_megabytes()
        return [
            Line("first visit, compressed", f"{first:.1f} KB", "", first, 45, "KB"),
            Line("later page, compressed", f"{later:.1f} KB", "", later, 10, "KB"),
            Line("memory of a worker", f"{own:.0f} MB", f"{floor:.0f} MB", own, 110, "MB"),
        ]

    def _turn(self) -> None:
        self._note(FLOOR_LIST, read(self.floor, "/rows/20", Client(), self.limits))
        for name, page in self.pages.items():
            if page.beside == FLOOR_LIST:
                self._note(name, read(self.portal, page.path, page.client, self.limits))
        self._note(FLOOR_TABLE, read(self.floor, "/rows/50", Client(), self.limits))
        for name, page in self.pages.items():
            if page.beside == FLOOR_TABLE:
                self._note(name, read(self.portal, page.path, page.client, self.limits))
        for client in self.inserts:
            client.forms = deque([("/entries", {"text": "A line of ordinary length. " * 5})] * self.limits.requests)
        self._note(FLOOR_INSERT, self._write(self.floor, self.inserts, self.limits.requests))
        each = len(self.scene.drafts[0]) // (self.turns + 1)
        self._note(SUBMIT, self._write(self.portal, self.senders, each))

    def _write(self, server: Server, clients: list[Client], each: int) -> Taken:
        return send(server, clients, Limits(each * len(clients), self.limits.seconds))

    def _note(self, name: str, taken: Taken) -> None:
        self.taken.setdefault(name, []).append(taken)

    def _pairs(self) -> list[tuple[str, list[str]]]:
        paths = [[f"/en/nominations/{draft}/submit" for draft in drafts] for drafts in self.scene.drafts]
        return list(zip(self.scene.senders, paths, strict=True))

    def _sender(self, cookie: str, paths: list[str]) -> Client:
        return Client(cookie, forms=deque((path, {}) for path in paths))

    def _told(self, name: str) -> str:
        cpu, rate = (median(values) for values in zip(*((one.cpu, one.rate) for one in self.taken[name]), strict=True))
        return f"{cpu:.1f} ms CPU, {rate:.0f}/s"

    def _page_lines(self) -> list[Line]:
        return [
            Line(name, self._told(name), self._told(page.beside), self._ratio(name, page.beside), page.mark)
            for name, page in self.pages.items()
            if name != REPORT
        ]

    def _ratio(self, name: str, beside: str) -> float:
        pairs = zip(self.taken[name], self.taken[beside], strict=True)
        return median(own.cpu / floor.cpu for own, floor in pairs)

    def _report_line(self) -> Line:
        cpu = median(taken.cpu for taken in self.taken[REPORT])
        return Line(f"{REPORT}, visitor", self._told(REPORT), "", cpu, 100, "ms")

    def _submit_line(self) -> Line:
        pairs = zip(self.taken[SUBMIT], self.taken[FLOOR_INSERT], strict=True)
        share = median(own.rate / floor.rate for own, floor in pairs)
        return Line(SUBMIT, self._told(SUBMIT), self._told(FLOOR_INSERT), share, 0.125, is_least=True)

    def _query_lines(self) -> list[Line]:
        counted = {name: queries(self.app, page.path, page.client) for name, page in self.pages.items()}
        return [Line(f"queries: {name}", str(number), "1", number, 10, "") for name, number in counted.items()]
