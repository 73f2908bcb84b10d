"""What a page must be for everybody: what a browser finds wrong with one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

from pesnet.core.languages import DIRECTIONS
from tests.journeys.person import WIDTHS

HEIGHT = 900
NORMS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Axe().axe_script
RUN_AXE = f"""axe.run({json.dumps({"runOnly": NORMS, "resultTypes": ["violations"]})}).then(told => told.violations.map(
  one => one.id + ': ' + one.help + ' (' + one.nodes.slice(0, 3).map(node => node.target[0]).join('; ') + ')'))"""
TAB = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
"""A key going down is enough to move the focus, and half the messages of a key that also comes up."""
LAID_OUT = """() => ({
  lang: document.documentElement.lang,
  dir: document.documentElement.dir,
  title: document.title.trim(),
  over: document.documentElement.scrollWidth - innerWidth,
})"""
OWN_FORM = "() => [...document.querySelectorAll('main form[method=post]')].find(form => form.action === location.href)"
EMPTY = """form => {
  for (const field of form.querySelectorAll('input:not([type=hidden]),textarea,select'))
    if (['checkbox', 'radio'].includes(field.type)) field.checked = false; else field.value = '';
  form.requestSubmit();
}"""
TREAD = """() => {
  const able = 'a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex]';
  const all = [...document.querySelectorAll('*')];
  const group = e => [...document.getElementsByName(e.name)];
  const leads = e => e.type !== 'radio' || e === (group(e).find(one => one.checked) || group(e)[0]);
  const stops = [...document.querySelectorAll(able)].filter(
    e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({visibilityProperty: true}) && leads(e));
  const name = e => `${e.localName}${e.id && '#' + e.id} ${(e.innerText || e.name || '').trim().slice(0, 40)}`;
  const order = [], seen = new Set(), lost = new Set();
  const step = () => {
    const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
    if (e === document.body) return;
    order.push(all.indexOf(e));
    if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) seen.add(e);
    if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) lost.add(e);
  };
  addEventListener('keydown', step, true);
  window.trodden = () => {
    step();
    return [
      ...(order.filter((at, i) => i && at < order[i - 1]).length > 1 ? ['the Tab key goes back and forth'] : []),
      ...stops.filter(e => !order.includes(all.indexOf(e))).map(e => 'never reached: ' + name(e)),
      ...stops.filter(e => order.includes(all.indexOf(e)) && !seen.has(e)).map(e => 'no visible focus: ' + name(e)),
      ...[...lost].map(e => 'focus out of sight: ' + name(e)),
    ];
  };
  return stops.length + 3 * stops.filter(e => e.type === 'date').length;
}"""


class Watch:
    """A window that notes what its pages do behind the scenes."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.page: Page = context.new_page()
        self.keys = context.new_cdp_session(self.page)
        self.noted: list[str] = []
        context.add_init_script(AXE)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.noted.append(f"script failed: {error}"))
        self.page.on("request", self._asked)

    def faults(self, language: str, axed: tuple[int, ...] = WIDTHS, *, by_keyboard: bool = True) -> list[str]:
        """Everything wrong with the page that stands in the window."""
        found = [*self.looks(language, axed), *(self.steps() if by_keyboard else []), *self.noted]
        self.noted.clear()
        return found

    def looks(self, language: str, axed: tuple[int, ...]) -> Iterator[str]:
        """Language, direction, title, overflow and accessibility, on a telephone and on a desk."""
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            facts = self.page.evaluate(LAID_OUT)
            if (facts["lang"], facts["dir"]) != (language, DIRECTIONS[language]):
                yield f"lang {facts['lang']!r}, dir {facts['dir']!r}"
            if not facts["title"].removesuffix("– OIC-PESNET") or "<" in facts["title"]:
                yield f"title {facts['title']!r}"
            if facts["over"] > 0:
                yield f"runs out of {width} px by {facts['over']}"
            if width in axed:
                yield from (f"{width} px: {violation}" for violation in self.page.evaluate(RUN_AXE))

    def steps(self) -> list[str]:
        """What is wrong with the way of the Tab key through the page."""
        count: int = self.page.evaluate(TREAD)
        for _ in range(count + 1):
            self.keys.send("Input.dispatchKeyEvent", TAB)
        faults: list[str] = self.page.evaluate("trodden()")
        return faults

    def sends_nothing(self) -> int:
        """Send the form that the page is about with nothing in it; the status of the answer, 0 without a form."""
        if not self.page.evaluate(f"({OWN_FORM})() !== undefined"):
            return 0
        with self.page.expect_navigation() as answer:
            self.page.evaluate(EMPTY, self.page.evaluate_handle(OWN_FORM))
        return int(answer.value.status)

    def reads_errors_first(self) -> bool:
        """Whether the focus is on the summary of what was refused."""
        return bool(self.page.evaluate("document.activeElement.id === 'errors'"))

    def refused(self, language: str, axed: tuple[int, ...]) -> list[str]:
        """Everything wrong with a page that was answered with a refusal, about which the browser says so itself."""
        return [what for what in self.faults(language, axed) if "the server responded with a status of 4" not in what]

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.noted.append(f"the browser says: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.noted.append(f"asks elsewhere: {request.url}")


def tell(found: dict[str, list[str]]) -> str:
    """All faults, one a line."""
    return "\n".join(f"{where}: {what}" for where, faults in found.items() for what in faults)


def cookie(address: str, value: str) -> Any:
    """The cookie of somebody who has signed in."""
    return {"name": "pesnet", "value": value, "url": address}
