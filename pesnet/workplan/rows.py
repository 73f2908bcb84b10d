"""Joining two rows of a plan into one activity, and parting them again."""

from __future__ import annotations

from pesnet.workplan.parsed import ParsedActivity, ParsedParty
from pesnet.workplan.reading.titles import read_title
from pesnet.workplan.text import fold


def join(above: ParsedActivity, below: ParsedActivity) -> None:
    """Add what the lower row says to the activity above."""
    above.title = _with(above.title, below.title, " ")
    above.title_as_written = _with(above.title_as_written, below.title_as_written, " ")
    above.description = _with(above.description, below.description, "\n")
    above.timeline = _with(above.timeline, below.timeline, " ")
    above.venue = _with(above.venue, below.venue, ", ")
    if above.timeline_start is None:
        above.timeline_start, above.timeline_end = below.timeline_start, below.timeline_end
        above.timeline_precision = below.timeline_precision
    above.type = above.type or below.type
    above.leads = _once([*above.leads, *below.leads])
    above.providers = _once([*above.providers, *below.providers])
    above.sought = list(dict.fromkeys([*above.sought, *below.sought]))
    if isinstance(above.beneficiaries, list) and isinstance(below.beneficiaries, list):
        above.beneficiaries = _once([*above.beneficiaries, *below.beneficiaries])
    elif not above.beneficiaries or isinstance(below.beneficiaries, str):
        above.beneficiaries = below.beneficiaries


def cut_off(activity: ParsedActivity, joined: str, *, number: int, area: int) -> ParsedActivity:
    """The activity that the ``joined`` text makes; its lines are taken out of the one they were joined to."""
    title, rest = _split_title(activity, joined.split("\n"))
    read = read_title(title)
    apart = ParsedActivity(
        number, f"{area}.{number}", read.bare, title, read.type if read.certain else None, activity.timeline,
        activity.timeline_start, activity.timeline_end, activity.timeline_precision,
    )  # fmt: skip
    for role in ("leads", "providers"):
        parted, kept = _parted(getattr(activity, role), rest)
        setattr(apart, role, parted)
        setattr(activity, role, kept)
    if isinstance(activity.beneficiaries, list):
        apart.beneficiaries, activity.beneficiaries = _parted(activity.beneficiaries, rest)
    moved = [line for line in rest if _take(activity, line)]
    apart.description = "\n".join(moved)
    return apart


def _split_title(activity: ParsedActivity, lines: list[str]) -> tuple[str, list[str]]:
    """The line that went into the title above, taken back from it; without one the first line is the title."""
    for at, line in enumerate(lines):
        if activity.title_as_written.endswith(line) and activity.title_as_written != line:
            activity.title_as_written = activity.title_as_written.removesuffix(line).rstrip()
            read = read_title(activity.title_as_written)
            activity.title, activity.type = read.bare, activity.type or read.type
            return line, lines[:at] + lines[at + 1 :]
    return lines[0], lines


def _take(activity: ParsedActivity, line: str) -> bool:
    """Take the line out of the description, where it stands last."""
    before, found, after = activity.description.rpartition(line)
    if not found:
        return False
    activity.description = "\n".join(part for part in (before.rstrip(" \n•"), after.strip()) if part)
    return True


def _parted(parties: list[ParsedParty], lines: list[str]) -> tuple[list[ParsedParty], list[ParsedParty]]:
    """The parties that the lines name, and the others; the only ones of a cell stay with both."""
    text = fold(" ".join(lines))
    named = [party for party in parties if fold(party.as_written) in text]
    others = [party for party in parties if party not in named]
    return (named, others) if others else (list(parties) if named else [], list(parties))


def _once(parties: list[ParsedParty]) -> list[ParsedParty]:
    return list({party.code or fold(party.as_written): party for party in reversed(parties)}.values())[::-1]


def _with(above: str, below: str, space: str) -> str:
    return space.join(text for text in (above, below) if text)
