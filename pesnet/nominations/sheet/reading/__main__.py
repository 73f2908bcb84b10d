"""Read a delegation sheet in a process of its own.

``python -m pesnet.nominations.sheet.reading FILE``
Prints the sheet as JSON, or ``{"unreadable": …}`` with the reason.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pesnet.nominations.sheet.reading.workbook import read
from pesnet.workplan.reading.limits import confine
from pesnet.workplan.reading.unreadable import Unreadable


def main() -> None:
    """Read the file named on the command line."""
    confine()
    try:
        answer = read(Path(sys.argv[1])).as_json()
    except Unreadable as refusal:
        answer = {"unreadable": refusal.reason.as_json()}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
