"""The answers about a person and a nomination by the columns of the sheet, and the details they make together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from pesnet.core.translated import LANGUAGES
from pesnet.nominations.models import Nomination, Nominee, Sex
from pesnet.nominations.services import NominationDetails
from pesnet.nominations.services.nominating import FOR_THE_COURSE
from pesnet.nominations.sheet.keys import TYPED

LEVELS = {f"level_{language}": language for language in LANGUAGES}


def details_of(nominee: Nominee | None, nomination: Nomination | None) -> NominationDetails:
    """What is known of a person and said for the course; empty where nothing is."""
    known: dict[str, Any] = {"given_name": ""}
    for name in (item.name for item in fields(NominationDetails)):
        row = nomination if name in FOR_THE_COURSE else nominee
        if row is not None and hasattr(row, name):
            known[name] = getattr(row, name)
    return NominationDetails(**known)


def answers_of(nominee: Nominee | None, nomination: Nomination | None) -> dict[str, str]:
    """The same by the columns of the sheet, as values."""
    known = details_of(nominee, nomination)
    answers = {key: getattr(known, key) for key in TYPED if key not in LEVELS and key != "sex"}
    answers["sex"] = known.sex.value if known.sex else ""
    return answers | {key: known.language_levels.get(language, "") for key, language in LEVELS.items()}


def with_answers(known: NominationDetails, answers: Mapping[str, str]) -> NominationDetails:
    """The details with what a sheet answers; what it leaves empty stays as it is known."""
    said: dict[str, Any] = {
        key: text for key, text in answers.items() if text and key not in LEVELS and key in TYPED and key != "sex"
    }
    if answers.get("sex"):
        said["sex"] = Sex(answers["sex"])
    levels = {language: answers[key] for key, language in LEVELS.items() if answers.get(key)}
    return replace(known, **said, language_levels={**known.language_levels, **levels})
