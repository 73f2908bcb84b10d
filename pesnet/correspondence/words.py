"""What a language module of ``defaults`` holds: every word of a letter that is not a person's or a course's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from pesnet.correspondence.models import LetterKind

Agreement = Literal["female", "male", "unrecorded"]
"""How words agree with a person: with the recorded sex, or formally where none is recorded."""


class Rank(Enum):
    """What the title of a person asks of a salutation."""

    EXCELLENCY = "excellency"
    PROFESSOR = "professor"
    DOCTOR = "doctor"
    ENGINEER = "engineer"
    NONE = "none"


@dataclass(frozen=True)
class Wording:
    """What a letter says: its subject, its body and its closing, with placeholders."""

    subject: str
    body: str
    closing: str


@dataclass(frozen=True)
class Sample:
    """The person, the course and the country of a preview."""

    name: str
    institution: str
    position: str
    course: str
    venue: str


@dataclass(frozen=True)
class Words:
    """The words of letters in one language.

    ``salutations`` and ``civil`` (how a person is named in a sentence) take ``{name}``, the whole name, and
    ``{family}``, the family name or the whole where there is only one. ``columns`` heads the lists.
    """

    network: str
    secretariat: str
    number: str
    place_and_day: str
    subject: str
    replaces: str
    of_country: str
    focal_point: str
    visa_office: str
    ministry: str
    salutations: Mapping[Rank, Mapping[Agreement, str]]
    several: str
    address: Mapping[Agreement, str]
    civil: Mapping[Agreement, str]
    as_participant: Mapping[Agreement, str]
    columns: Mapping[str, str]
    sample: Sample
    wordings: Mapping[LetterKind, Wording]
