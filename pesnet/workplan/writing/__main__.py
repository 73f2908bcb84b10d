"""``python -m pesnet.workplan.writing docx|xlsx LANGUAGE``: a plan as JSON comes in, the file goes out."""

import json
import sys

from pesnet.workplan.layout import LABELS
from pesnet.workplan.parsed import ParsedPlan
from pesnet.workplan.writing import docx, xlsx

WRITERS = {"docx": docx.write, "xlsx": xlsx.write}


def main() -> None:
    """Read the plan from standard input and write the file to standard output."""
    kind, language = sys.argv[1:3]
    plan = ParsedPlan.from_json(json.load(sys.stdin))
    sys.stdout.buffer.write(WRITERS[kind](plan, LABELS[language]))


if __name__ == "__main__":
    main()
