"""The documents of progress reports, made by long tasks."""

from __future__ import annotations

from uuid import UUID

from flask import current_app

from pesnet.accounts.models import User
from pesnet.accounts.queries import actor_in_seat
from pesnet.core import clock
from pesnet.core.db import session
from pesnet.documents.child import render_in_child
from pesnet.documents.formats import FORMATS
from pesnet.files.store import MadeFile
from pesnet.jobs.models import Job
from pesnet.policy import OPERATOR, Actor
from pesnet.reporting import compile as compiling
from pesnet.reporting import queries
from pesnet.reporting.document import document
from pesnet.web.database import database


def report_document(job: Job) -> MadeFile:
    """The PDF or DOCX of a report, as the person who asked may see it; that of a published report lasts."""
    wanted = job.arguments
    base = current_app.extensions["pesnet.config"].base_url
    with database().reading():
        report = queries.report_by_id(UUID(wanted["report_id"]), _asker(job))
        content = document(compiling.report(report, clock.now()), wanted["language"], base)
    kind = FORMATS[wanted["format"]]
    name = f"{report.slug}-{wanted['language']}.{kind.extension}"
    return MadeFile(
        f"progress-report-{name}", kind.media_type, render_in_child(content, wanted["format"]), report.is_public
    )


def _asker(job: Job) -> Actor:
    if job.user_id is None:
        return OPERATOR
    return actor_in_seat(session().get_one(User, job.user_id), job.seat_id, clock.now())


JOBS = {"reporting.document": report_document}
