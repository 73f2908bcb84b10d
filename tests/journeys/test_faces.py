"""Every page of the portal before axe, at two widths, by keyboard: for each kind of seat, in each language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

import pytest

from pesnet.core.translated import LANGUAGES
from pesnet.policy import VISITOR as ANYBODY
from pesnet.policy import may
from tests.fixtures.application import Client
from tests.journeys.faces import Watch, cookie, tell
from tests.journeys.person import WIDTHS
from tests.journeys.staging import PEOPLE, VISITOR, Stage, furnish
from tests.trust.addresses import Address, addresses
from tests.trust.figures import proving, record, size

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

OBJECTS = 99


@dataclass(frozen=True)
class Visit:
    """Who opens which page in which language."""

    who: str
    path: str
    language: str
    axed: tuple[int, ...]
    by_keyboard: bool
    has_form: bool

    def __str__(self) -> str:
        return f"{self.who} at {self.path}"


@pytest.fixture
def stage(app, db, now, demonstration) -> Stage:
    """A portal in use."""
    app.testing, app.config["PROPAGATE_EXCEPTIONS"] = False, False
    return furnish(db, now)


@pytest.fixture
def readers(stage, client, login) -> dict[str, Client]:
    """Everybody, signed in."""
    return {who: client if who == VISITOR else login(stage.users[who]) for who in PEOPLE}


@pytest.fixture
def window(browser, address, readers) -> Iterator[Callable[[str], Watch]]:
    """The window of each person."""
    windows: dict[str, Watch] = {}

    def of(who: str) -> Watch:
        if who not in windows:
            context = browser.new_context(base_url=address, locale="en", reduced_motion="reduce")
            if who != VISITOR:
                context.add_cookies([cookie(address, readers[who].get_cookie("pesnet").value)])
            windows[who] = Watch(context, address)
        return windows[who]

    yield of
    for watch in windows.values():
        watch.page.context.close()


def pages(app, stage: Stage) -> list[list[Address]]:
    """The addresses of each page of the portal, by its endpoint."""
    found: dict[str, list[Address]] = {}
    for one in addresses(app, stage, OBJECTS):
        if "GET" in one.methods and not one.is_missing:
            found.setdefault(one.endpoint, []).append(one)
    return list(found.values())


def visits(given: list[list[Address]], stage: Stage, readers: dict[str, Client], now) -> Iterator[Visit]:
    """Everybody's visits in every language, or each page once, readers and languages taking turns."""
    actors = {who: ANYBODY if who == VISITOR else stage.actor(who, now) for who in PEOPLE}
    for number, asked in enumerate(given):
        turn = number % len(PEOPLE)
        able = [who for who in PEOPLE[turn:] + PEOPLE[:turn] if may(actors[who], asked[0].permission)]
        each = ((who, path) for who in able for path in islice(shown_to(readers[who], asked), size(1, 2)))
        for who, path in islice(each, size(1, 99)):
            for code in LANGUAGES if proving() else LANGUAGES[number % 3 :][:1]:
                widths = WIDTHS if proving() else WIDTHS[number % 2 :][:1]
                stepped = number % size(3, 1) == 0
                yield Visit(who, path.replace("/en", f"/{code}", 1), code, widths, stepped, "POST" in asked[0].methods)


def shown_to(reader: Client, asked: list[Address]) -> Iterator[str]:
    """The addresses at which there is a page for this reader."""
    for one in asked:
        answer = reader.get(one.path)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            yield one.path


def look(watch: Watch, visit: Visit) -> list[str]:
    """What is wrong with a page."""
    watch.page.goto(visit.path)
    return watch.faults(visit.language, visit.axed, by_keyboard=visit.by_keyboard)


def look_refused(watch: Watch, visit: Visit) -> list[str]:
    """What is wrong with a page whose form was sent with nothing in it and came back."""
    watch.page.goto(visit.path)
    if watch.sends_nothing() != 422:
        return []
    astray = [] if watch.reads_errors_first() else ["the focus is not on what was refused"]
    return [*astray, *watch.refused(visit.language, visit.axed)]


def test_every_page_and_every_refusal_has_a_good_face(app, stage, readers, window, now):
    seen = list(visits(pages(app, stage), stage, readers, now))
    found = {str(visit): look(window(visit.who), visit) for visit in seen}
    forms = [visit for visit in seen if visit.has_form][:: size(4, 1)]
    found |= {f"{visit}, refused": look_refused(window(visit.who), visit) for visit in forms}
    watch = window(VISITOR)
    watch.page.goto("/ar/nothing-has-this-name")
    found["nothing"] = watch.refused("ar", WIDTHS)
    record("faces", pages=len(seen), forms=len(forms), faults=sum(map(len, found.values())))
    assert len(seen) > 60
    assert len(forms) > 5
    if told := tell(found):
        pytest.fail(told, pytrace=False)


SMALL = '<button style="width:9px;height:9px;padding:0">%s</button>'
PAGE = (
    '<!doctype html><html lang="en" dir="ltr"><title>A page</title><style>:focus{outline:3px solid}</style>'
    "<main><h1>A page</h1><p>%s</p><button>Go on</button></main></html>"
)
FAULTS = {
    "color-contrast": '<span style="color:#ccc">Pale</span>',
    "label": "<input>",
    "target-size": SMALL % "a" + SMALL % "b",
    "runs out of 320 px": '<span style="display:inline-block;width:700px">Wide</span>',
    "lang 'fr'": '<script>document.documentElement.lang = "fr"</script>',
    "title": '<script>document.title = "<bdi>A page</bdi>"</script>',
    "no visible focus": '<a href="/" style="outline:none">Where am I?</a>',
    "never reached": '<input aria-label="Trap" onkeydown="if (event.key === \'Tab\') event.preventDefault()">',
    "goes back and forth": "".join(f'<a href="/" tabindex="{9 - place}">{place}</a> ' for place in range(4)),
    "focus out of sight": '<a href="/" style="position:fixed;left:-900px;top:0">Hidden</a>',
    "the browser says": '<script>console.error("Broken")</script>',
    "script failed": "<script>broken()</script>",
    "asks elsewhere": '<img alt="Spy" src="http://127.0.0.2/spy.gif">',
}


def test_every_kind_of_fault_is_found(browser, engine_name):
    context = browser.new_context()
    watch, found, body = Watch(context, "http://127.0.0.1"), {}, {}
    context.route("**/*", lambda route: route.fulfill(body=body["now"], content_type="text/html"))
    for name, fault in {"": "Good.", **FAULTS}.items():
        body["now"] = PAGE % fault
        watch.page.goto("http://127.0.0.1/")
        found[name] = watch.faults("en")
    context.close()
    assert found[""] == []
    assert [name for name in FAULTS if not any(name in fault for fault in found[name])] == []
