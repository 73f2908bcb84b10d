"""Every letter and every kind of long task, by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pesnet.accounts import letters as accounts
from pesnet.correspondence import exports as correspondence
from pesnet.courses import letters as courses
from pesnet.documents.shelf import Shelf
from pesnet.files.store import MadeFile
from pesnet.jobs.models import Job
from pesnet.mail.enclosures import Enclosings
from pesnet.mail.models import Mail
from pesnet.nominations import enclosures as nominations_enclosed
from pesnet.nominations import letters as nominations
from pesnet.nominations.replies import letters as replies
from pesnet.outcomes import letters as outcomes
from pesnet.reporting import exports as reporting
from pesnet.workplan import exports as workplan

LETTERS: dict[str, Callable[[Mail], dict[str, Any]]] = {
    **accounts.LETTERS,
    **courses.LETTERS,
    **nominations.LETTERS,
    **replies.LETTERS,
    **outcomes.LETTERS,
}
"""Letter name → the context of its template, worded from the row's facts in a reading transaction."""


def enclosings(base_url: str, shelf: Shelf) -> Enclosings:
    """Letter name → the files that come with it."""
    return nominations_enclosed.enclosings(base_url, shelf)


JOBS: dict[str, Callable[[Job], MadeFile]] = {**correspondence.JOBS, **reporting.JOBS, **workplan.JOBS}
"""Kind of task → what makes its file, in an application context and in transactions of its own."""
