"""Read a work plan in a process of its own.

``python -m pesnet.workplan.reading FILE --gazetteer GAZ.json [--lang xx]``
Prints the plan as JSON, or ``{"unreadable": …}`` with the reason.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from pesnet.workplan.layout import LABELS
from pesnet.workplan.reading.gazetteer import Gazetteer
from pesnet.workplan.reading.limits import confine
from pesnet.workplan.reading.reader import read
from pesnet.workplan.reading.unreadable import Unreadable


def main() -> None:
    """Read the file named on the command line."""
    arguments = argparse.ArgumentParser(prog="python -m pesnet.workplan.reading")
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--gazetteer", type=Path, required=True)
    arguments.add_argument("--lang", choices=list(LABELS))
    options = arguments.parse_args()
    confine()
    gazetteer = Gazetteer(json.loads(options.gazetteer.read_text(encoding="utf-8")))
    try:
        answer = read(options.file, gazetteer=gazetteer, language=options.lang).as_json()
    except Unreadable as refusal:
        answer = {"unreadable": refusal.reason.as_json()}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
