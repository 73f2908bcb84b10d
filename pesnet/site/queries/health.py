"""What the public pages and the machines that watch ask for."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from pesnet.core.db import session
from pesnet.jobs import queries as jobs
from pesnet.mail import queries as mail

LATE = timedelta(minutes=15)
LEAST_SPACE = 200 * 1024 * 1024


def readiness(now: datetime, folder: Path, worker_seen: datetime | None) -> dict[str, str]:
    """Whether the portal can do its work: database, space in a folder, worker, oldest waiting mail and task."""
    session().execute(text("SELECT 1"))
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    return {
        "database": "ok",
        "space": "ok" if shutil.disk_usage(existing).free > LEAST_SPACE else "short",
        "worker": _since(worker_seen or datetime.min.replace(tzinfo=now.tzinfo), now),
        "mail": _since(mail.oldest_unsent(), now),
        "tasks": _since(jobs.oldest_due(now), now),
    }


def _since(moment: datetime | None, now: datetime) -> str:
    return "late" if moment is not None and now - moment > LATE else "ok"
