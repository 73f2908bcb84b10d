"""Reading a delegation sheet in a child process, so that no file can harm the process that serves people."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from pesnet.core.message import Message
from pesnet.nominations.sheet.read_sheet import ReadSheet
from pesnet.workplan.reading.child import run_confined
from pesnet.workplan.reading.unreadable import Unreadable

_MODULE = "pesnet.nominations.sheet.reading"


def read_safely(path: Path) -> ReadSheet:
    """The sheet in the file; raises :class:`Unreadable` also when reading takes too long, too much, or dies."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder, "answer.json")
        run_confined([sys.executable, "-m", _MODULE, str(path.resolve())], answer)
        stored = json.loads(answer.read_text(encoding="utf-8"))
    if "unreadable" in stored:
        raise Unreadable(Message.from_json(stored["unreadable"]))
    return ReadSheet.from_json(stored)
