"""What the demonstration shows: the real work plan and its deliveries, and sample people, plan and courses."""

import json
from pathlib import Path
from typing import Any

NAMES = ("plan_2021_2022", "deliveries", "meetings", "people", "sample_plan", "sample_courses")


def read(name: str, **words: object) -> Any:
    """One of the files of the demonstration, by its name without the ending; ``{year}`` and the like are filled in."""
    text = (Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8")
    for word, value in words.items():
        text = text.replace(f"{{{word}}}", str(value))
    return json.loads(text)
