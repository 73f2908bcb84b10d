"""The authorisation matrix: every endpoint, method and kind of seat, on own, foreign and missing objects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from flask import Flask

from pesnet.accounts.queries import actor_in_seat
from pesnet.core.db import Database
from pesnet.courses.models import Course
from pesnet.nominations.models import Nomination
from pesnet.policy import VISITOR, Actor, Permission
from pesnet.web.guard import guarded
from tests.factories.rows import NOW
from tests.factories.world import SEATS, World, populate
from tests.fixtures.application import Client
from tests.house import writers
from tests.house.digests import changed, contents
from tests.trust.addresses import Address, addresses, without_sample
from tests.trust.expectations import Answer, agrees, answered, expected
from tests.trust.figures import proving, record, size

ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
TOKENS = re.compile(r'(name="(?:csrf-token|csrf_token|form_key)" (?:content|value)=")[^"]*')

pytestmark = pytest.mark.parametrize("engine_name", ENGINES if proving() else ENGINES[:1], indirect=True)


@dataclass
class Stage:
    """A populated portal, and who asks."""

    app: Flask
    db: Database
    world: World
    browsers: dict[str, Client]

    def actor(self, seat: str):
        """The actor of a seat, as the policy knows it."""
        with self.db.reading():
            return actor_in_seat(self.world.users[seat], None, NOW) if seat in SEATS else VISITOR


@pytest.fixture
def stage(app, db, client, login) -> Stage:
    """A browser signed in for every kind of seat, and one for the visitor."""
    world = populate(db)
    app.testing, app.config["PROPAGATE_EXCEPTIONS"] = False, False
    browsers = {"visitor": client, **{name: login(world.users[name]) for name in SEATS}}
    for browser in browsers.values():
        browser.send("/en/about")
    return Stage(app, db, world, browsers)


def wrong(stage: Stage, seat: str, given: list[Address], counts: Counter[str]) -> list[str]:
    """Ask for every address as somebody; what is answered otherwise than the table says, or changes anything."""
    actor, problems = stage.actor(seat), []
    bodies: dict[tuple[str, str], str] = {}
    before = contents(stage.db.engine) if any(address.methods != {"GET"} for address in given) else {}
    for address in sorted(given, key=lambda address: not address.is_missing):
        for method in sorted(address.methods):
            wanted = expected(address, actor, stage.world)
            with unchanged(stage, wanted):
                response = ask(stage.browsers[seat], method, address.path, form_of(address, actor))
            got = answered(response.status_code, response.location)
            name = f"{seat}: {method} {address.endpoint} {address.path} ({address.row!r})"
            counts[wanted.name] += 1
            if not agrees(wanted, got, response.status_code):
                problems.append(f"{name}: {got}, not {wanted}")
            if wanted is Answer.MISSING and got is wanted:
                body = bodies.setdefault((address.endpoint, method), page(response, address))
                if body != page(response, address):
                    problems.append(f"{name}: does not look like what is missing")
    if before and (moved := changed(before, contents(stage.db.engine))):
        problems.append(f"{seat}: refused requests to {given[0].endpoint} changed {', '.join(moved)}")
    return problems


def ask(browser: Client, method: str, path: str, form: dict[str, str]):
    """One request."""
    return browser.get(path) if method == "GET" else browser.send(path, form)


def form_of(address: Address, actor: Actor) -> dict[str, str]:
    """What is sent; an empty form is enough to learn who may send it, but where it names an object itself."""
    return {"seat_id": str(actor.seat_id)} if address.endpoint == "accounts.take_seat" else {}


def page(response, address: Address) -> str:
    """The body without what differs for every page: tokens, and the address that was asked for."""
    text = TOKENS.sub(r"\1", response.get_data(as_text=True))
    for value in address.values:
        text = text.replace(value, "…")
    return text


@contextmanager
def unchanged(stage: Stage, wanted: Answer) -> Iterator[None]:
    """Let what is allowed happen and undo it: cookie and rows; what must be refused runs as in life."""
    if wanted is not Answer.TAKEN:
        yield
        return
    real = stage.db.writing

    @contextmanager
    def undone():
        with real() as unit:
            yield unit
            unit.rollback()

    cookies = {name: browser.get_cookie("pesnet") for name, browser in stage.browsers.items()}
    stage.db.writing = undone  # type: ignore[method-assign]
    try:
        yield
    finally:
        del stage.db.writing
        for name, cookie in cookies.items():
            if cookie is not None:
                stage.browsers[name].set_cookie("pesnet", cookie.value)


def by_endpoint(given: list[Address]) -> list[list[Address]]:
    """The addresses of each endpoint together."""
    groups: dict[str, list[Address]] = {}
    for address in given:
        groups.setdefault(f"{address.endpoint} {sorted(address.methods)}", []).append(address)
    return list(groups.values())


def test_every_address_has_a_sample(app):
    assert without_sample(app) == []


@pytest.mark.parametrize("model", [Course, Nomination])
def test_two_objects_for_each_address_meet_every_state_over_all_addresses(stage, model):
    met = {address.row.state for address in addresses(stage.app, stage.world, 2) if isinstance(address.row, model)}
    assert met == {row.state for row in stage.world.all(model)} == set(type(stage.world.all(model)[0].state))


def test_everybody_gets_what_the_table_says_and_refusals_change_nothing(stage, engine_name):
    counts: Counter[str] = Counter()
    groups = by_endpoint(list(addresses(stage.app, stage.world, size(2, 99))))
    found = [problem for group in groups for seat in stage.browsers for problem in wrong(stage, seat, group, counts)]
    record(
        "matrix", database=engine_name, endpoints=len(groups), seats=len(stage.browsers), requests=counts.total(),
        **counts, wrong=len(found),
    )  # fmt: skip
    if found:
        pytest.fail("\n".join(found), pytrace=False)


def test_a_view_that_asks_for_too_little_is_found(stage):
    course = next(address for address in addresses(stage.app, stage.world, 2) if address.endpoint == "accounts.seat")
    loose = guarded(Permission.SITE_VIEW)(lambda seat_id: "everything")
    loose.permission = Permission.SEAT_VIEW  # type: ignore[attr-defined]
    stage.app.view_functions["accounts.seat"] = loose
    assert wrong(stage, "focal point", [course], Counter()) == [
        f"focal point: GET accounts.seat {course.path} ({course.row!r}): {Answer.TAKEN}, not {Answer.MISSING}"
    ]


def test_a_refusal_that_changes_something_is_found(stage):
    def view(seat_id):
        with stage.db.writing():
            writers.on_get()
        return ("", 404)

    view.permission = Permission.SEAT_VIEW  # type: ignore[attr-defined]
    stage.app.view_functions["accounts.stand_in"] = view
    [address] = [one for one in addresses(stage.app, stage.world, 0) if one.endpoint == "accounts.stand_in"]
    assert wrong(stage, "focal point", [address], Counter()) == [
        "focal point: refused requests to accounts.stand_in changed form_keys"
    ]
