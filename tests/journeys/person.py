"""Somebody at a browser, who acts by what is visible."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page, expect

from pesnet.cli.demonstration import people
from pesnet.core.languages import DIRECTIONS, NAMES, catalogue, say
from pesnet.core.message import Message

WIDTHS = (320, 1280)

expect.set_options(timeout=15_000)


class Person:
    """A person with a browser window of their own; English words are found in the person's language."""

    def __init__(self, browser: Browser, address: str, language: str, *, scripts: bool = True) -> None:
        self.language = language
        window = {"width": 1280, "height": 900}
        self.context = browser.new_context(
            base_url=address, locale=language, viewport=window, java_script_enabled=scripts
        )
        self.context.set_default_timeout(20_000)
        self.page: Page = self.context.new_page()
        self.page.goto("/")

    def words(self, text: str | Message) -> str:
        """How the portal says this in the person's language, with no marks around its values."""
        return say(text if isinstance(text, Message) else Message(text), self.language, isolate=str)

    def counts(self, one: str, many: str, number: int) -> str:
        """How a page says this about a number, in the person's language."""
        return catalogue(self.language).ungettext(one, many, number) % {"num": number}

    def follow(self, text: str | Message) -> None:
        """Click a link."""
        self.page.get_by_role("link", name=self.words(text), exact=True).first.click()

    def follow_name(self, name: str) -> None:
        """Click a link of the page whose words hold a name: of a course, a person, a file."""
        self.page.locator("main").get_by_role("link", name=name).first.click()

    def press(self, text: str | Message) -> None:
        """Click a button."""
        self.press_name(self.words(text))

    def press_name(self, name: str) -> None:
        """Click the button of this name."""
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def type(self, label: str, value: str) -> None:
        """Type into the field with this label."""
        self.field(label).fill(value)

    def choose(self, label: str | Message, value: str) -> None:
        """Choose from a list the first line that holds these words."""
        options = self.field(label).locator("option")
        self.field(label).select_option(options.filter(has_text=value).first.get_attribute("value"))

    def tick(self, group: str, option: str) -> None:
        """Tick an answer of a group."""
        self.group(group).get_by_label(self.words(option), exact=True).check()

    def tick_name(self, group: str, place: int) -> None:
        """Tick the answer at this place of a group."""
        self.group(group).get_by_role("checkbox").nth(place).check()

    def write(self, group: str, text: str) -> None:
        """Write a text of several languages in the person's own."""
        self.group(group).get_by_role("textbox").first.fill(text)

    def field(self, label: str | Message) -> Locator:
        """The field with this label, optional or not."""
        return self.page.get_by_label(self._labelled(label)).first

    def group(self, legend: str) -> Locator:
        """The group of fields with this legend."""
        return self.page.get_by_role("group", name=self._labelled(legend)).first

    def panel(self, heading: str) -> Locator:
        """The panel under this heading."""
        return self.page.locator(".panel").filter(has=self.page.get_by_role("heading", name=self.words(heading)))

    def figure(self, label: Message) -> Locator:
        """The number above the name of a headline figure."""
        name = self.page.locator("dt").get_by_text(self.words(label), exact=True)
        return self.page.locator("dl.figures > div").filter(has=name).locator("dd.val a")

    def sees(self, text: str | Message) -> None:
        """The words stand on the page."""
        self.reads(self.words(text))

    def reads(self, text: str) -> None:
        """This very text stands on the page."""
        expect(self.page.locator("body")).to_contain_text(text)

    def sees_heading(self, text: str | Message) -> None:
        """The page is headed by these words."""
        expect(self.page.locator("h1")).to_contain_text(self.words(text))

    def stands_well(self) -> None:
        """The page has the person's language and direction, and at no width runs out of its window."""
        page = self.page.locator("html")
        expect(page).to_have_attribute("lang", self.language)
        expect(page).to_have_attribute("dir", DIRECTIONS[self.language])
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            assert self.page.evaluate("document.documentElement.scrollWidth") <= width, (self.page.url, width)

    def changes_language(self, code: str) -> None:
        """Click the name of a language in the masthead."""
        self.page.get_by_role("link", name=NAMES[code], exact=True).first.click()
        self.language = code

    def signs_in(self, email: str) -> None:
        """Sign in with a demonstration account, and stand at the desk in the language of the page."""
        self.follow("Sign in")
        self.type("E-mail address", email)
        self.type("Password", people.password())
        self.press("Sign in")
        expect(self.page).to_have_url(re.compile("/desk$"))
        code = self.page.locator("html").get_attribute("lang") or ""
        if code != self.language:
            self.page.get_by_role("link", name=NAMES[self.language], exact=True).first.click()

    @contextmanager
    def second_tab(self) -> Iterator[None]:
        """Do something on the same page in another tab."""
        first, self.page = self.page, self.context.new_page()
        self.page.goto(first.url)
        yield
        self.page.close()
        self.page = first

    def opens(self, address: str) -> None:
        """Open an address found in a mail."""
        self.page.goto(address)

    def leaves(self) -> None:
        """Close the window."""
        self.context.close()

    def _labelled(self, words: str | Message) -> re.Pattern[str]:
        return re.compile(rf"^\s*{re.escape(self.words(words))}\s*(\(.*\))?\s*$")
