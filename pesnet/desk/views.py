"""The signed-in home page: what waits for the acting seat; and the pages of long tasks and made files."""

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from pesnet.audit.services import record
from pesnet.desk import queries, words
from pesnet.files import queries as file_queries
from pesnet.files.models import StoredFile
from pesnet.files.names import offered
from pesnet.jobs import queries as job_queries
from pesnet.jobs.models import Job, JobState
from pesnet.jobs.words import kind_words
from pesnet.policy import Permission
from pesnet.web.answers import attachment
from pesnet.web.arrival import arrival
from pesnet.web.database import database
from pesnet.web.forms import page
from pesnet.web.guard import guarded
from pesnet.web.identity import actor

bp = Blueprint("desk", __name__)


@bp.get("/desk")
@guarded(Permission.DESK_VIEW)
def show() -> ResponseReturnValue:
    """What waits, what is due first on top."""
    now = arrival()
    return page(
        "desk/show.html",
        tasks=queries.waiting(actor(), now),
        jobs=job_queries.of_last_day(actor(), now),
        kind=lambda job: kind_words(job.kind),
        zone=actor().time_zone,
        since=lambda moment: words.since(moment, now),
        until=lambda moment: words.until(moment, now),
    )


@bp.get("/desk/tasks/<uuid:job_id>")
@guarded(Permission.JOB_VIEW, job_queries.job)
def job(found: Job) -> ResponseReturnValue:
    """How far a long task is, and its file when it is done; the page looks again by itself until then."""
    is_over = found.state in {JobState.DONE, JobState.PARKED}
    waited = (arrival() - found.created_at).total_seconds()
    pause = 2 if waited < 30 else 10
    return page("desk/job.html", job=found, is_over=is_over, pause=pause, reason=job_queries.reason(found))


@bp.get("/desk/files/<uuid:file_id>")
@guarded(Permission.FILE_READ, file_queries.file)
def file(found: StoredFile) -> ResponseReturnValue:
    """One's own file, to be saved; that it was fetched is on record before the first byte leaves."""
    path = current_app.extensions["pesnet.files"].read(found)
    with database().writing():
        record(actor(), "file.read", found, arrival(), purpose=found.purpose)
    return attachment(path, name=offered(found.name), media_type=found.media_type)
