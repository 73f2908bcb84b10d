"""A document made in a process of its own, so that the heavy libraries stay out of the web and worker processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pesnet.documents.content import Document
from pesnet.documents.transport import as_json

ROOT = Path(__file__).parents[2]
SECONDS = 120


class NotRendered(Exception):
    """The child failed, took too long or needed too much memory; the text says what it complained of."""


def render_in_child(document: Document, format_name: str) -> bytes:
    """The document in a format of ``documents.formats.FORMATS``, made by a child process with limits."""
    command = [sys.executable, "-m", "pesnet.documents", format_name]
    try:
        child = subprocess.run(  # noqa: S603 - our own program; the document goes in by stdin
            command, input=as_json(document).encode(), capture_output=True, timeout=SECONDS, cwd=ROOT
        )
    except subprocess.TimeoutExpired:
        raise NotRendered(f"the document took longer than {SECONDS} s") from None
    if child.returncode != 0:
        complaint = child.stderr.decode(errors="replace").strip().rsplit("\n", 1)[-1]
        raise NotRendered(f"exit code {child.returncode}: {complaint[:300]}")
    return child.stdout
