"""Sentences and values in the reader's language, for pages, mail, documents and commands alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, get_timezone_location
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

from pesnet.core.message import Labelled, Message
from pesnet.core.translated import Translated

DIRECTIONS = {"en": "ltr", "fr": "ltr", "ar": "rtl"}
NAMES = {"en": "English", "fr": "Français", "ar": "العربية"}
LOCALES = {"en": "en_GB", "fr": "fr_FR", "ar": "ar_001"}
CATALOGUES = Path(__file__).parents[2] / "translations"
Isolate = Callable[[str], str]


@cache
def catalogue(language: str) -> NullTranslations:
    """The compiled catalogue of a language."""
    return Translations.load(CATALOGUES, [language])


@cache
def locale(language: str) -> Locale:
    """The CLDR locale of a language: Latin digits and one set of Arabic month names for the whole network."""
    return Locale.parse(LOCALES[language])


def isolated(text: str) -> str:
    """The text between invisible isolates, so that its direction does not disturb the sentence around it."""
    return f"\u2068{text}\u2069"


def say(message: Message, language: str, isolate: Isolate = isolated) -> str:
    """The sentence in ``language``, its values formatted for it and isolated for direction."""
    catalog = catalogue(language)
    if message.many is None or message.n is None:
        sentence = catalog.ugettext(message.one)
    else:
        sentence = catalog.ungettext(message.one, message.many, message.n)
    values = {"n": message.n, **message.values} if message.n is not None else dict(message.values)
    return sentence % {name: isolate(shown(value, language)) for name, value in values.items()} if values else sentence


def shown(value: Any, language: str) -> str:
    """A value in the words of ``language``: dates, numbers, labels, translated content; anything else as it is."""
    if isinstance(value, Message):
        return say(value, language)
    if isinstance(value, Labelled):
        return say(value.label, language)
    if isinstance(value, Translated):
        return value.in_language(language).text
    if isinstance(value, datetime):
        return moment(value, language)
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, int | Decimal):
        return number(value, language)
    return str(value)


def language_name(code: str, language: str) -> str:
    """The name of the language ``code`` in the words of ``language``."""
    return str(locale(language).languages.get(code, code))


def number(value: int | Decimal, language: str) -> str:
    """A number with the group and decimal signs of the language, in Latin digits."""
    return format_decimal(value, locale=locale(language), numbering_system="latn")


def day(value: date, language: str, pattern: str = "d MMMM y") -> str:
    """A day in words, such as ``3 August 2022``; ``EEEE d MMMM y`` adds the weekday."""
    return format_date(value, pattern, locale=locale(language))


def days(start: date, end: date | None, language: str) -> str:
    """A range of days in words: ``28–30 September 2021``; in Arabic ``من … إلى …``."""
    if end is None or end == start:
        return day(start, language)
    is_same_month = (start.year, start.month) == (end.year, end.month)
    first = day(start, language, "d" if is_same_month else "d MMMM" if start.year == end.year else "d MMMM y")
    if language == "ar":
        return say(Message("from %(start)s to %(end)s", start=first, end=end), language, isolate=str)
    return f"{first}–{day(end, language)}" if is_same_month else f"{first} – {day(end, language)}"


def moment(value: datetime, language: str, zone: str = "UTC") -> str:
    """A moment with weekday and the name of its zone's city: ``Thursday 20 October 2022, 23:59 (Kuala Lumpur)``."""
    pattern = "EEEE d MMMM y، HH:mm" if language == "ar" else "EEEE d MMMM y, HH:mm"
    return (
        f"{format_datetime(value, pattern, tzinfo=ZoneInfo(zone), locale=locale(language))} ({place(zone, language)})"
    )


def place(zone: str, language: str) -> str:
    """The city a time zone is known by, in the words of the language; ``UTC`` stays."""
    return zone if zone == "UTC" else str(get_timezone_location(zone, locale=locale(language), return_city=True))
