"""Writing a delegation sheet as an Excel file: instructions, a row for each person, a page for the portal."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pesnet.core.languages import DIRECTIONS, say
from pesnet.nominations.sheet.keys import FIRST_ROW, HIDDEN, KEYS, MARK, MOST_PEOPLE, VERSION
from pesnet.nominations.sheet.layout import COLUMNS, STATE

LONGEST_LIST = 255
LONGEST_HINT = 250
LAST_ROW = FIRST_ROW + MOST_PEOPLE - 1
# Texts stay texts: nothing that begins with "=" or looks like a number or an address is taken for one.
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}


@dataclass(frozen=True)
class Contents:
    """What stands in a sheet, in the reader's words.

    ``about`` is what the sheet must say when it comes back; ``lists`` the drop-downs by column; ``people`` the rows by
    column, with their state on the portal under ``state``.
    """

    language: str
    about: Mapping[str, str]
    tabs: tuple[str, str]
    heading: str
    instructions: Sequence[str]
    lists: Mapping[str, Sequence[str]]
    people: Sequence[Mapping[str, str]] = field(default_factory=tuple)


def write(contents: Contents) -> bytes:
    """The sheet as a file; in Arabic it runs from right to left."""
    out = io.BytesIO()
    with Workbook(out, _OPTIONS) as workbook:
        workbook.set_properties({"title": contents.heading, "author": "OIC-PESNET"})
        _Writer(workbook, contents).write()
    return out.getvalue()


class _Writer:
    """Writes the three pages of a sheet."""

    def __init__(self, workbook: Workbook, contents: Contents) -> None:
        self.workbook = workbook
        self.contents = contents
        self.is_rtl = DIRECTIONS[contents.language] == "rtl"
        self.strong = self._format(bold=True, text_wrap=True, bottom=2, bottom_color="#073b30", bg_color="#f2f8f5")
        self.plain = self._format(num_format="@", text_wrap=True)
        self.quiet = self._format(font_color="#47564f", text_wrap=True)

    def write(self) -> None:
        """Write the instructions, the people and the page for the portal."""
        self._instructions()
        self._people()
        self._about()

    def _instructions(self) -> None:
        sheet = self._page(self.contents.tabs[0])
        sheet.set_column(0, 0, 110)
        sheet.write_string(0, 0, self.contents.heading, self._format(bold=True, font_size=16, font_color="#073b30"))
        for row, line in enumerate(self.contents.instructions, start=2):
            sheet.write_string(row, 0, line, self._format(text_wrap=True))

    def _people(self) -> None:
        sheet = self._page(self.contents.tabs[1])
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        for place, key in enumerate((*KEYS, "state")):
            sheet.write_string(0, place, key)
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.set_column(0, len(HIDDEN) - 1, 4, None, {"hidden": True})
        for place, column in enumerate(COLUMNS, start=len(HIDDEN)):
            sheet.set_column(place, place, column.width, self.plain)
            sheet.write_string(1, place, say(column.label, self.contents.language), self.strong)
            self._guide(sheet, place)
        sheet.set_column(len(KEYS), len(KEYS), 20, self.quiet)
        sheet.write_string(1, len(KEYS), say(STATE, self.contents.language), self.strong)
        sheet.freeze_panes(2, KEYS.index("family_name") + 1)
        for row, person in enumerate(self.contents.people, start=FIRST_ROW - 1):
            for place, key in enumerate((*KEYS, "state")):
                if text := person.get(key, ""):
                    sheet.write_string(row, place, text, self.quiet if key == "state" else self.plain)
        sheet.activate()

    def _guide(self, sheet: Worksheet, place: int) -> None:
        """Give a column its hint and its drop-down, for every row of people."""
        column = COLUMNS[place - len(HIDDEN)]
        language = self.contents.language
        options: dict[str, object] = {"validate": "any"}
        answers = list(self.contents.lists.get(column.key, ()))
        if answers and len(",".join(answers)) <= LONGEST_LIST:
            options = {"validate": "list", "source": answers, "error_type": "warning"}
            options["show_error"] = column.key != "title"
        if column.hint:
            options["input_title"] = say(column.label, language)[:32]
            options["input_message"] = say(column.hint, language)[:LONGEST_HINT]
        if len(options) > 1:
            sheet.data_validation(FIRST_ROW - 1, place, LAST_ROW - 1, place, options)

    def _about(self) -> None:
        sheet = self.workbook.add_worksheet("pesnet")
        sheet.very_hidden()
        pairs = {"mark": MARK, "version": VERSION, **self.contents.about}
        for row, (name, value) in enumerate(pairs.items()):
            sheet.write_string(row, 0, name)
            sheet.write_string(row, 1, value)

    def _page(self, name: str) -> Worksheet:
        sheet = self.workbook.add_worksheet(name[:31])
        if self.is_rtl:
            sheet.right_to_left()
        return sheet

    def _format(self, **looks: object) -> Format:
        way = {"reading_order": 2, "align": "right"} if self.is_rtl else {}
        return self.workbook.add_format({"valign": "top", **way, **looks})
