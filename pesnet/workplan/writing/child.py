"""Writing a work plan in a child process, so that the heavy libraries stay out of the process that serves people."""

import json
import subprocess
import sys
from pathlib import Path

import pesnet
from pesnet.workplan.parsed import ParsedPlan

ROOT = Path(next(iter(pesnet.__path__))).resolve().parent
WALL_SECONDS = 60


def write_in_child(plan: ParsedPlan, kind: str, language: str) -> bytes:
    """The plan as a Word (``docx``) or Excel (``xlsx``) file in the layout of the adopted document."""
    done = subprocess.run(  # noqa: S603 - the program is our own
        [sys.executable, "-m", "pesnet.workplan.writing", kind, language],
        input=json.dumps(plan.as_json()).encode(),
        capture_output=True,
        cwd=ROOT,
        timeout=WALL_SECONDS,
        check=True,
    )
    return done.stdout
