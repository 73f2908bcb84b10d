"""Reading the cell that says when and where: *2021*, *Q2 2022*, *14-15 September 2022/ Ankara*."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import cast

from pesnet.workplan import layout
from pesnet.workplan.reading.headings import digits_of
from pesnet.workplan.text import Word, fold, words

_ISO_DATE = re.compile(r"((?:19|20)\d\d)-(\d\d?)-(\d\d?)(?!\d)")
_LOCAL_DATE = re.compile(r"(\d\d?)[./](\d\d?)[./]((?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT = re.compile(r"((?:19|20)(\d\d))[-–/](\d\d)(?![-–/\d])")
_DAY = re.compile(r"(\d\d?)(?:st|nd|rd|th|er|e)?")
_QUARTER = re.compile(r"[qt]([1-4])")
_DASH = re.compile(r"[-–—/~]")
# D date, Y year, Q quarter, M month, N day of the month; the longest that fits counts.
_PATTERNS = re.compile(
    r"D-D|D|NMY-NMY|NM-NMY|N-NMY|NMY|MNY-MNY|MN-MNY|MN-NY|MNY|MY-MY|M-MY|MY|QY-QY|Q-QY|YQ-YQ|YQ-Q|QY|YQ|Y-Y|Y"
)
_End = dict[str, int | date]
_SEPARATORS = " \n/,;:،؛-–—()"


@dataclass(frozen=True)
class Timeline:
    """When and where: as written, the first and last day covered, the precision, the venue, whether all is clear."""

    as_written: str
    start: date | None = None
    end: date | None = None
    precision: str | None = None
    venue: str = ""
    understood: bool = True


@dataclass(frozen=True)
class _Sign:
    kind: str
    value: int | date
    end: int


def read_timeline(text: str) -> Timeline:
    """What the cell says; a text that is no date is kept whole and not understood."""
    before, _, after = (_on_one_line(part) for part in text.partition("/"))
    if fold(before) in layout.SOUGHT:
        return Timeline(before, venue=after)
    signs = _signs(text)
    match = _PATTERNS.match("".join(sign.kind for sign in signs))
    covered = _covered(signs[: match.end()]) if match else None
    if not match or not covered:
        before, _, after = _on_one_line(text).partition("/ ")
        return Timeline(before, venue=after, understood=False)
    end = signs[match.end() - 1].end
    rest = text[end:]
    if rest.strip(_SEPARATORS) and rest.lstrip(" ")[0] not in _SEPARATORS:
        return Timeline(_on_one_line(text), *covered, understood=False)
    return Timeline(_on_one_line(text[:end]), *covered, venue=_on_one_line(rest.strip(_SEPARATORS)))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _signs(text: str) -> list[_Sign]:
    """The dates, years, quarters, months, days and dashes the text begins with."""
    plain = digits_of(text)
    found = words(text)
    signs: list[_Sign] = []
    at = reached = 0
    while at < len(found):
        word = found[at]
        if signs and _DASH.search(text, reached, word.start) and signs[-1].kind != "-":
            signs.append(_Sign("-", 0, word.start))
        new = _dates(plain, word.start) or _words(found, at)
        if not new:
            break
        signs += [sign for sign in new if sign.kind]
        reached = new[-1].end
        while at < len(found) and found[at].start < reached:
            at += 1
    return signs


def _dates(plain: str, start: int) -> list[_Sign]:
    """What is written in digits alone: a date, ``2021-22`` (years) or ``2021-09`` (a month)."""
    for pattern, order in ((_ISO_DATE, (1, 2, 3)), (_LOCAL_DATE, (3, 2, 1))):
        if match := pattern.match(plain, start):
            year, month, day = (int(match[group]) for group in order)
            if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
                return [_Sign("D", date(year, month, day), match.end())]
    if match := _SHORT.match(plain, start):
        year, short, second = (int(match[group]) for group in (1, 2, 3))
        if second > max(short, 12):
            last = _Sign("Y", year - short + second, match.end())
            return [_Sign("Y", year, match.end()), _Sign("-", 0, match.end()), last]
        if 1 <= second <= 12:
            return [_Sign("M", second, match.end()), _Sign("Y", year, match.end())]
    return []


def _words(found: list[Word], at: int) -> list[_Sign]:
    word, following = found[at], found[at + 1] if at + 1 < len(found) else None
    pair = f"{word.folded} {following.folded}" if following else ""
    if following and pair in layout.MONTHS:
        return [_Sign("M", layout.MONTHS[pair], following.end)]
    if following and (quarter := _quarter(word.folded, following.folded)):
        return [_Sign("Q", quarter, following.end)]
    if word.folded in layout.MONTHS:
        return [_Sign("M", layout.MONTHS[word.folded], word.end)]
    if _YEAR.fullmatch(word.folded):
        return [_Sign("Y", int(word.folded), word.end)]
    if match := _QUARTER.fullmatch(word.folded):
        return [_Sign("Q", int(match[1]), word.end)]
    if match := _DAY.fullmatch(word.folded):
        return [_Sign("N", int(match[1]), word.end)]
    if word.folded in layout.RANGE_WORDS:
        return [_Sign("-", 0, word.end)]
    return [_Sign("", 0, word.end)] if word.folded in layout.DATE_FILLERS else []


def _quarter(first: str, second: str) -> int | None:
    if first in layout.QUARTER_WORDS:
        first, second = second, first
    if second not in layout.QUARTER_WORDS:
        return int(second) if first in {"q", "t"} and second in {"1", "2", "3", "4"} else None
    return int(first) if first in {"1", "2", "3", "4"} else layout.ORDINALS.get(first)


def _covered(signs: list[_Sign]) -> tuple[date, date, str] | None:
    """The first and last day and the precision of a time or of a range, whose ends lend each other what they lack."""
    ends: list[_End] = [{}]
    for sign in signs:
        if sign.kind == "-":
            ends.append({})
        else:
            ends[-1][sign.kind] = sign.value
    first, last = ends[0], ends[-1]
    for one, other in ((first, last), (last, first)):
        if "Y" in other:
            one.setdefault("Y", other["Y"])
        if "M" in other and "N" in one:
            one.setdefault("M", other["M"])
    try:
        start, _, precision = _bounds(first)
        _, end, _ = _bounds(last)
    except ValueError:
        return None
    return (start, end, precision) if start <= end else None


def _bounds(end: _End) -> tuple[date, date, str]:
    """The first and last day of one end of a range, and its precision."""
    if isinstance(day := end.get("D"), date):
        return day, day, "day"
    year, quarter, month, number = (cast(int, end.get(kind, 0)) for kind in "YQMN")
    if number:
        return date(year, month, number), date(year, month, number), "day"
    first, last = (month, month) if month else (3 * quarter - 2, 3 * quarter) if quarter else (1, 12)
    precision = "month" if month else "quarter" if quarter else "year"
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]), precision
