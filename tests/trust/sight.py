"""Which mark who may see, from the policy's reaches on the row it stands in; and how marks are found in any bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2

from pesnet.accounts.models import Holding, Invitation, Seat, SignedIn, User
from pesnet.audit.models import Entry
from pesnet.correspondence.models import Letter, LetterWording
from pesnet.courses.models import AskedDocument, Course, CourseSession, DatesAnswer, JoiningLink, Material
from pesnet.files.models import StoredFile
from pesnet.jobs.models import Job
from pesnet.mail.models import Mail
from pesnet.nominations.assessments import Comment, Criterion
from pesnet.nominations.models import Nomination, NominationState, Nominee, Reversal, TypedAnswers
from pesnet.nominations.replies.models import Reminder
from pesnet.nominations.sheet.models import SheetUpload
from pesnet.outcomes.models import CourseReport, CourseReportState, Figure
from pesnet.policy import Actor, Permission, Role, may
from pesnet.reporting.models import ProgressReport, ReportText
from pesnet.workplan.models import (
    Activity,
    ActivityParty,
    OpenQuestion,
    PlanImport,
    PlanVersion,
    ThematicArea,
    WorkPlan,
)
from tests.factories.rows import Mark
from tests.factories.world import World

P = Permission
SHOWN_OF_PARTICIPANTS = {"given_name", "family_name", "institution", "position"}
HAS_A_PLACE = {NominationState.SELECTED, NominationState.CONFIRMED}
MARK = re.compile(rb"zx[a-z]{6}xz")
Sight = Callable[[Actor, Any, World], bool]


def marks_in(content: bytes) -> set[str]:
    """The marks in a page or file; archives are unpacked and PDFs read."""
    return {found.decode() for part in _parts(content) for found in MARK.findall(part)}


def sees(actor: Actor, mark: str, world: World) -> bool:
    """Whether this actor may see a mark."""
    place = world.marks.places[mark]
    row = place.row
    if isinstance(row, Nominee) and place.column in SHOWN_OF_PARTICIPANTS and _takes_part(actor, row, world):
        return True
    return SIGHTS[type(row)](actor, row, world)
    return SIGHTS[type(place.row)](actor, place.row, world) or _is_telephoned(actor, place, world)


def _is_telephoned(actor: Actor, place: Mark, world: World) -> bool:
    """Whoever awaits the reply of a country may know its focal point by name and telephone."""
    seats = [holding.seat for holding in world.all(Holding) if place.row in (holding.seat, holding.user)]
    codes = {seat.party.code for seat in seats if seat.role is Role.FOCAL_POINT and seat.party}
    if (type(place.row), place.column) not in {(User, "name"), (Seat, "telephone")}:
        return False
    calls = [course for course in world.all(Course) if course.published_at and may(actor, P.REPLIES_VIEW, course)]
    return any(row.country_code in codes for course in calls for row in course.countries)


def _parts(content: bytes) -> Iterator[bytes]:
    yield content
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from (name.encode(), *_parts(archive.read(name)))
    if content.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(content)
        for page in document:
            yield re.sub(r"\s", "", page.get_textpage().get_text_bounded()).encode()
        document.close()


def _of(model: type[Any], row_id: object, world: World) -> Any:
    return next(row for row in world.all(model) if row.id == row_id)


def _own(actor: Actor, row: Any, permission: Permission) -> bool:
    return (actor.id is not None and row.user_id == actor.id) or may(actor, permission, row)


def _plan(actor: Actor, plan: WorkPlan, _world: World) -> bool:
    return may(actor, P.PLAN_VIEW, plan)


def _course(actor: Actor, course: Course, _world: World) -> bool:
    return may(actor, P.COURSE_VIEW, course)


def _nominee(actor: Actor, nominee: Nominee, world: World) -> bool:
    named = [row for row in world.all(Nomination) if row.nominee_id == nominee.id]
    return may(actor, P.PEOPLE_VIEW, nominee) or any(may(actor, P.NOMINATION_VIEW, row) for row in named)


def _takes_part(actor: Actor, nominee: Nominee, world: World) -> bool:
    """Whether a person has a place on a course whose participants this actor may see."""
    named = [row for row in world.all(Nomination) if row.nominee_id == nominee.id and row.state in HAS_A_PLACE]
    return any(may(actor, P.PARTICIPANTS_VIEW, row.course) for row in named)


def _stored_file(actor: Actor, stored: StoredFile, world: World) -> bool:
    shown = [row.course for row in world.all(Material) if row.file_id == stored.id]
    return _own(actor, stored, P.FILE_READ) or any(may(actor, P.MATERIAL_VIEW, course) for course in shown)


def _dates_answer(actor: Actor, answer: DatesAnswer, world: World) -> bool:
    course = _of(Course, answer.course_id, world)
    return may(actor, P.COURSE_EDIT, course) or may(actor, P.DATES_ANSWER, course)


def _figure(actor: Actor, figure: Figure, world: World) -> bool:
    return _course(actor, _of(Course, figure.course_id, world), world)


def _course_report(actor: Actor, report: CourseReport, _world: World) -> bool:
    """What was accepted is part of the progress report, which the public may read."""
    return report.state is CourseReportState.ACCEPTED or may(actor, P.COURSE_REPORT_VIEW, report)


def _user(actor: Actor, user: User, _world: World) -> bool:
    return user.id == actor.id or may(actor, P.SEAT_VIEW, user)


SIGHTS: dict[type[Any], Sight] = {
    Seat: lambda actor, row, _world: row.id == actor.seat_id or may(actor, P.SEAT_VIEW, row),
    User: _user,
    Holding: lambda actor, row, world: _user(actor, row.user, world),
    Invitation: lambda actor, row, _world: may(actor, P.SEAT_VIEW, row),
    SignedIn: lambda actor, row, _world: row.user_id == actor.id,
    Entry: lambda actor, row, _world: may(actor, P.TRAIL_VIEW, row),
    WorkPlan: _plan,
    ThematicArea: lambda actor, row, world: _plan(actor, row.plan, world),
    Activity: lambda actor, row, world: _plan(actor, row.area.plan, world),
    ActivityParty: lambda actor, row, world: _plan(actor, _of(Activity, row.activity_id, world).area.plan, world),
    PlanVersion: lambda actor, row, world: _plan(actor, _of(WorkPlan, row.plan_id, world), world),
    OpenQuestion: lambda actor, row, world: _plan(actor, _of(WorkPlan, row.plan_id, world), world),
    PlanImport: lambda actor, row, _world: may(actor, P.PLAN_IMPORT, row),
    Course: _course,
    CourseSession: lambda actor, row, world: _course(actor, row.course, world),
    AskedDocument: lambda actor, row, world: _course(actor, row.course, world),
    JoiningLink: lambda actor, row, world: may(actor, P.JOINING_LINK_VIEW, _of(Course, row.course_id, world)),
    DatesAnswer: _dates_answer,
    Nominee: _nominee,
    SheetUpload: lambda actor, row, _world: row.user_id == actor.id,
    Reminder: lambda _actor, _row, _world: False,
    Nomination: lambda actor, row, _world: may(actor, P.NOMINATION_VIEW, row),
    TypedAnswers: lambda actor, row, world: may(actor, P.NOMINATION_EDIT, _of(Nomination, row.nomination_id, world)),
    Reversal: lambda actor, row, world: may(actor, P.NOMINATION_VIEW, _of(Nomination, row.nomination_id, world)),
    Criterion: lambda actor, row, world: may(actor, P.SELECTION_VIEW, _of(Course, row.course_id, world)),
    Comment: lambda actor, row, world: may(actor, P.SELECTION_VIEW, _of(Nomination, row.nomination_id, world).course),
    Letter: lambda actor, row, _world: may(actor, P.LETTER_VIEW, row),
    LetterWording: lambda actor, _row, _world: may(actor, P.LETTER_VIEW),
    CourseReport: _course_report,
    Figure: _figure,
    ProgressReport: lambda actor, row, _world: may(actor, P.REPORT_VIEW, row),
    ReportText: lambda actor, row, world: may(actor, P.REPORT_VIEW, _of(ProgressReport, row.report_id, world)),
    Mail: lambda actor, row, _world: _own(actor, row, P.OUTBOX_VIEW),
    Job: lambda actor, row, _world: _own(actor, row, P.JOB_MANAGE),
    Material: lambda actor, row, _world: may(actor, P.MATERIAL_VIEW, row.course),
    StoredFile: _stored_file,
}
"""For each kind of row who may see its words."""
