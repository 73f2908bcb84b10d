"""Reading a work plan in a child process, so that no file can harm the process that serves people."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pesnet
from pesnet.core.message import Message
from pesnet.workplan.parsed import ParsedPlan
from pesnet.workplan.reading.gazetteer import Gazetteer
from pesnet.workplan.reading.unreadable import Unreadable

WALL_SECONDS = 30
_ROOT = Path(next(iter(pesnet.__path__))).resolve().parent
_MODULE = "pesnet.workplan.reading"


def read_safely(path: Path, *, gazetteer: Gazetteer, language: str | None = None) -> ParsedPlan:
    """The plan in the file; raises :class:`Unreadable` also when reading takes too long, too much, or dies."""
    with tempfile.TemporaryDirectory() as folder:
        names, answer = Path(folder, "gazetteer.json"), Path(folder, "answer.json")
        names.write_text(json.dumps(gazetteer.names), encoding="utf-8")
        command = [sys.executable, "-m", _MODULE, str(path.resolve()), "--gazetteer", str(names)]
        run_confined([*command, "--lang", language] if language else command, answer)
        stored = json.loads(answer.read_text(encoding="utf-8"))
    if "unreadable" in stored:
        raise Unreadable(Message.from_json(stored["unreadable"]))
    return ParsedPlan.from_json(stored)


def run_confined(command: list[str], answer: Path) -> None:
    """Run a reader; it inherits no settings of the portal, least of all its secrets."""
    environment = {"PATH": os.environ.get("PATH", os.defpath), "PYTHONUTF8": "1"}
    try:
        with answer.open("wb") as output:
            subprocess.run(  # noqa: S603 - the program is our own
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.DEVNULL,
                cwd=_ROOT,
                env=environment,
                timeout=WALL_SECONDS,
                check=True,
            )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(Message("Reading the file takes too long.")) from error
    except subprocess.CalledProcessError as error:
        raise Unreadable(Message("The file could not be read; it may be damaged or too large.")) from error
