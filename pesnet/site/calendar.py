"""Courses for people's own calendars (iCalendar, RFC 5545)."""

from __future__ import annotations

from datetime import datetime, timedelta

from pesnet.courses.models import Course

LONGEST_LINE = 73


def calendar(course: Course, *, address: str, deadline_words: str, language: str, now: datetime) -> str:
    """The course and its deadline as two events; ``address`` is the page of the course."""
    title = course.title.in_language(language).text
    venue = course.venue.in_language(language).text
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//OIC-PESNET//Courses//EN", "METHOD:PUBLISH"]
    stamp = f"DTSTAMP:{_moment(now)}"
    if course.starts_on:
        after = (course.ends_on or course.starts_on) + timedelta(days=1)
        lines += [
            "BEGIN:VEVENT",
            f"UID:{course.id}@oic-pesnet",
            stamp,
            f"DTSTART;VALUE=DATE:{course.starts_on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{after:%Y%m%d}",
            f"SUMMARY:{_text(title)}",
            f"LOCATION:{_text(venue)}",
            f"URL:{address}",
            f"STATUS:{'CANCELLED' if course.cancelled_reason else 'CONFIRMED'}",
            "END:VEVENT",
        ]
    if course.nominations_close_at and not course.cancelled_reason:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{course.id}-deadline@oic-pesnet",
            stamp,
            f"DTSTART:{_moment(course.nominations_close_at)}",
            f"SUMMARY:{_text(f'{deadline_words}: {title}')}",
            f"URL:{address}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _moment(value: datetime) -> str:
    return f"{value:%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    for mark in ("\\", ";", ","):
        value = value.replace(mark, f"\\{mark}")
    return value.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> list[str]:
    """The line in pieces of at most 75 bytes; each piece but the first begins with a space."""
    pieces, piece = [], ""
    for character in line:
        if len((piece + character).encode()) > LONGEST_LINE:
            pieces.append(piece)
            piece = " "
        piece += character
    return [*pieces, piece]
