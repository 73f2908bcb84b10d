"""Sizes and figures of the heavy proofs: reduced in ``make test``, full and written down in ``make prove``."""

import json
import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

PROOFS = Path(__file__).parents[2] / "docs" / "proofs"


def proving() -> bool:
    """Whether the proofs run at full size."""
    return os.environ.get("PROVE") == "1"


def size(reduced: int, full: int) -> int:
    """How many rounds, rows or crawls a proof takes in this run."""
    return full if proving() else reduced


def record(name: str, **figures: object) -> None:
    """Append the figures of a full proof, with commit and day, to ``docs/proofs/<name>.json``."""
    if not proving():
        return
    PROOFS.mkdir(parents=True, exist_ok=True)
    path = PROOFS / f"{name}.json"
    entries = json.loads(path.read_text()) if path.exists() else []
    command = ["git", "describe", "--always", "--dirty", "--exclude=*"]
    commit = subprocess.run(command, capture_output=True, text=True, cwd=PROOFS)
    entries.append({"commit": commit.stdout.strip(), "day": datetime.now(UTC).date().isoformat(), **figures})
    path.write_text(json.dumps(entries, indent=1, ensure_ascii=False) + "\n")
