"""The files of a plan: Word and Excel as long tasks, JSON at once."""

from __future__ import annotations

import json

from pesnet.accounts import queries as accounts
from pesnet.core import clock
from pesnet.files.store import MadeFile
from pesnet.jobs.models import Job
from pesnet.web.database import database
from pesnet.workplan import conversion, queries
from pesnet.workplan.interchange import to_json
from pesnet.workplan.models import WorkPlan
from pesnet.workplan.writing.child import write_in_child

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def document(job: Job) -> MadeFile:
    """The Word or Excel file that a task asks for, of a plan that the asker may still read."""
    kind, language = job.arguments["format"], job.arguments["language"]
    with database().reading():
        asker = accounts.asker(job.user_id, job.seat_id, clock.now())
        plan = queries.plan(job.arguments["plan"], asker)
        parsed = conversion.as_parsed(plan, language, queries.questions(plan))
    return MadeFile(f"{plan.slug}.{language}.{kind}", MEDIA_TYPES[kind], write_in_child(parsed, kind, language))


def as_json(plan: WorkPlan, language: str) -> bytes:
    """The plan for other systems."""
    parsed = conversion.as_parsed(plan, language, [] if plan.is_public else queries.questions(plan))
    return json.dumps(to_json(parsed), ensure_ascii=False, indent=1).encode()


JOBS = {"workplan.export": document}
