"""A small network in which everything is there twice: our own and a foreign one, in every state, each text a mark."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm.attributes import set_committed_value

from pesnet.accounts.models import Holding, Invitation, Seat, SignedIn, User
from pesnet.audit.models import Entry
from pesnet.core.db import Database, session
from pesnet.core.message import Message
from pesnet.core.model import Model
from pesnet.core.secrets import token_hash
from pesnet.correspondence.models import Letter, LetterKind, LetterNumbers, LetterPerson, LetterState, LetterWording
from pesnet.correspondence.said import Said
from pesnet.courses.models import (
    AskedDocument,
    CallKind,
    Course,
    CourseCountry,
    CourseParty,
    CoursePlaces,
    CourseSession,
    CourseState,
    DatesAnswer,
    JoiningLink,
    Material,
)
from pesnet.files.models import StoredFile
from pesnet.jobs.models import Job, JobState
from pesnet.mail.models import Mail, MailState
from pesnet.network.models import Party
from pesnet.network.queries import parties
from pesnet.nominations.assessments import Comment, Criterion, Score
from pesnet.nominations.models import (
    AnswerLink,
    Nomination,
    NominationState,
    Nominee,
    Proposal,
    ProposalKind,
    ReferenceNumbers,
    Reversal,
    TypedAnswers,
)
from pesnet.nominations.replies.models import NoNominees, Reminder
from pesnet.nominations.sheet.models import SheetUpload
from pesnet.nominations.sheet.read_sheet import ReadSheet, SheetRow
from pesnet.outcomes.models import CountryTakingPart, CourseReport, CourseReportState, Figure
from pesnet.policy import Role
from pesnet.reporting.models import ProgressReport, ReportPart, ReportState, ReportText
from pesnet.web.models import FormKey
from pesnet.workplan.interchange import to_json
from pesnet.workplan.models import (
    Activity,
    ActivityParty,
    BeneficiaryRule,
    OpenQuestion,
    PartyRole,
    PlanImport,
    PlanState,
    PlanVersion,
    ThematicArea,
    WorkPlan,
)
from pesnet.workplan.parsed import Doubt, DoubtKind, ParsedActivity, ParsedArea, ParsedParty, ParsedPlan
from tests.factories.rows import TODAY, Marks, days, hours

SEATS: dict[str, tuple[Role, str | None, bool]] = {
    "focal point": (Role.FOCAL_POINT, "JO", True),
    "foreign focal point": (Role.FOCAL_POINT, "TN", True),
    "lead": (Role.LEAD_OFFICER, "TR", True),
    "lead's deputy": (Role.LEAD_OFFICER, "TR", False),
    "foreign lead": (Role.LEAD_OFFICER, "PK", True),
    "provider": (Role.PROVIDER_OFFICER, "SESRIC", True),
    "secretariat": (Role.SECRETARIAT, None, True),
    "secretariat's deputy": (Role.SECRETARIAT, None, False),
    "auditor": (Role.AUDITOR, None, True),
    "administrator": (Role.ADMINISTRATOR, None, True),
}
LEADS = ("TR", "PK")
COUNTRIES = ("JO", "TN")
N = NominationState
BEFORE_RELEASE = (N.DRAFT, N.SUBMITTED, N.SENT_BACK, N.WITHDRAWN)
AFTER_RELEASE = (N.SELECTED, N.RESERVE, N.NOT_SELECTED, N.CONFIRMED, N.DECLINED, N.LAPSED, N.WITHDRAWN, N.REPLACED)
FORMER = {"was": N.SELECTED, "becomes": N.NOT_SELECTED}
STATES = {
    "open": BEFORE_RELEASE,
    "closed": BEFORE_RELEASE,
    "cancelled": BEFORE_RELEASE,
    "finished": AFTER_RELEASE,
    "light": (N.SELECTED,),
}
AHEAD = {"starts_on": days(60), "ends_on": days(64)}
COURSES: dict[str, dict[str, Any]] = {
    "draft": {"state": CourseState.DRAFT, "published_at": None, **AHEAD},
    "clearance": {"state": CourseState.FOR_CLEARANCE, "published_at": None, **AHEAD},
    "dropped": {"state": CourseState.CANCELLED, "published_at": None},
    "open": {"state": CourseState.PUBLISHED, "nominations_close_at": hours(200), **AHEAD},
    "light": {
        "state": CourseState.PUBLISHED, "call": CallKind.LIGHT, "nominations_close_at": hours(150), **AHEAD,
    },
    "closed": {"state": CourseState.PUBLISHED, "nominations_close_at": hours(-2), **AHEAD},
    "finished": {
        "state": CourseState.PUBLISHED, "nominations_close_at": hours(-900), "starts_on": days(-9), "ends_on": days(-5),
    },
    "cancelled": {"state": CourseState.CANCELLED},
    "recorded": {"state": CourseState.RECORDED, "published_at": None, "starts_on": days(-400), "ends_on": days(-398)},
}  # fmt: skip


@dataclass
class World:
    """The rows by what they are called, and their marks."""

    marks: Marks = field(default_factory=Marks)
    users: dict[str, User] = field(default_factory=dict)
    rows: list[Model] = field(default_factory=list)

    def add(self, model: type[Model], **given: Any) -> Any:
        """Add a filled row."""
        row = self.marks.filled(model, **given)
        self.rows.append(row)
        session().add(row)
        session().flush()
        return row

    def refresh(self, db: Database) -> None:
        """Give every row that is still there the values it has now."""
        with db.reading() as current:
            for row in self.rows:
                if fresh := current.get(type(row), inspect(row).identity):
                    for name in inspect(type(row)).columns.keys():  # noqa: SIM118 - the mapper's own collection
                        set_committed_value(row, name, getattr(fresh, name))

    def all(self, model: type[Any]) -> list[Any]:
        """Every row of a model, in the order of making."""
        return [row for row in self.rows if isinstance(row, model)]


def populate(db: Database) -> World:
    """Fill an empty portal; the reference data are there already."""
    world = World()
    with db.writing():
        known = parties()
        _people(world, known)
        for state in (PlanState.DRAFT, PlanState.ADOPTED):
            _plan(world, state, known)
        activities = {row.area.plan.state: row for row in world.all(Activity)}
        for lead in LEADS:
            for name, facts in COURSES.items():
                _course(world, activities[PlanState.ADOPTED], f"{lead.lower()}-{name}", known[lead], facts)
        for course in world.all(Course):
            _nominations(world, course)
            _report(world, course)
            _letters(world, course)
        _progress(world)
        _replies(world)
        _platform(world)
    return world


def invitation_token(invitation: Invitation) -> str:
    """What the mail of an invitation holds and the database does not."""
    return f"invitation-{invitation.id}"


def answer_token(link: AnswerLink) -> str:
    """What the mail of a link to answer by holds and the database does not."""
    return f"answer-{link.id}"


def _people(world: World, known: dict[str, Party]) -> None:
    seats: dict[tuple[Role, str | None], Seat] = {}
    for name, (role, code, is_principal) in SEATS.items():
        party = known[code] if code else None
        if (role, code) not in seats:
            seat = world.add(Seat, role=role, party=party)
            seat.copy_addresses = [f"{world.marks.new(seat, 'copy_addresses')}@example.org"]
            seats[role, code] = seat
            invited = {"token_hash": role.value + str(code), "expires_at": hours(48), "used_at": None}
            invitation = world.add(Invitation, seat=seat, is_principal=False, **invited)
            invitation.token_hash = token_hash(invitation_token(invitation))
        user = world.add(User, password_hash=None, locked_until=None, failed_sign_ins=0, is_sample=False)
        world.users[name] = user
        world.add(
            Holding, seat=seats[role, code], user=user, from_day=days(-900), to_day=None, is_principal=is_principal
        )
        world.add(SignedIn, user=user, token_hash=f"{name}'s other device", ended_at=None)


def _plan(world: World, state: PlanState, known: dict[str, Party]) -> None:
    plan = world.add(
        WorkPlan, state=state, slug=f"{state.value}-plan", first_year=TODAY.year, last_year=TODAY.year + 1, areas=[]
    )
    area = world.add(ThematicArea, plan=plan, number=1, activities=[])
    activity = world.add(
        Activity, area=area, number=1, decision=None, beneficiary_rule=BeneficiaryRule.LISTED, parties=[]
    )
    named = [(PartyRole.LEAD, "TR"), (PartyRole.LEAD, "PK"), (PartyRole.PROVIDER, "SESRIC")]
    named += [(PartyRole.BENEFICIARY, code) for code in COUNTRIES]
    for position, (role, code) in enumerate(named):
        activity.parties.append(
            world.marks.filled(ActivityParty, activity_id=activity.id, role=role, party=known[code], position=position)
        )
    kept = world.add(PlanImport, plan_id=None, content={})
    kept.content = _document(world, kept).as_json()
    if state is PlanState.DRAFT:
        kind = DoubtKind.UNKNOWN_COUNTRY.value
        reason = Message("Nobody knows.").as_json()
        question = world.add(OpenQuestion, plan_id=plan.id, position=1, settled_at=None, reason=reason, kind=kind)
        question.activity_code = "1.1"
    else:
        version = world.add(PlanVersion, plan_id=plan.id, number=1, content={})
        version.content = to_json(_document(world, version))


def _document(world: World, row: Model) -> ParsedPlan:
    """A document as understood, with a doubt; its words are marks of the row it is kept in."""
    words = [world.marks.new(row, "content") for _ in range(8)]
    doubt = Doubt(1, "lead", Message("Nobody knows."), words[0], DoubtKind.UNKNOWN_COUNTRY, "1.1")
    activity = ParsedActivity(1, "1.1", words[1], words[2], "webinar", description=words[3])
    activity.leads = [ParsedParty(words[0]), ParsedParty("Turkey", "TR")]
    area = ParsedArea(1, words[4], [words[5]], [activity])
    return ParsedPlan(words[6], (TODAY.year, TODAY.year), "en", {"network_objective": words[7]}, [area], [doubt])


def _course(world: World, activity: Activity, slug: str, lead: Party, facts: dict[str, Any]) -> None:
    released = {"decisions_released_at": hours(-300) if slug.endswith("finished") else None}
    course = world.add(
        Course, activity=activity, slug=slug, eligibility=BeneficiaryRule.LISTED, host_country_code=lead.code,
        places_per_country=5, nominees_per_country=9, parties=[], countries=[], **released, **facts,
    )  # fmt: skip
    provider = parties()["SESRIC"]
    for role, party in ((PartyRole.LEAD, lead), (PartyRole.PROVIDER, provider)):
        course.parties.append(world.marks.filled(CourseParty, course_id=course.id, role=role, party=party, position=0))
    for code in COUNTRIES:
        taken = {"taken": 1 if slug.partition("-")[2] in {"finished", "light"} else 0}
        part = world.marks.filled(CourseCountry, course_id=course.id, country_code=code, places=5, **taken)
        course.countries.append(part)
    world.add(CoursePlaces, course_id=course.id)
    for model in (CourseSession, AskedDocument):
        world.add(model, course=course)
    world.add(JoiningLink, course_id=course.id)
    world.add(Material, course=course, file=world.add(StoredFile, user_id=None, expires_at=None))
    world.add(DatesAnswer, course_id=course.id, party_id=provider.id)


def _nominations(world: World, course: Course) -> None:
    name = course.slug.partition("-")[2]
    states = STATES.get(name, ())
    for code in COUNTRIES:
        for rank, state in enumerate(states, 1):
            is_draft = state is N.DRAFT
            nominee = world.add(Nominee, country_code=code)
            nomination = world.add(
                Nomination, course=course, country_code=code, nominee=nominee, state=state, rank=rank,
                reference=None if is_draft else f"{course.slug}-{code}-{rank}",
                submitted_at=None if is_draft else hours(-400),
                nominated_by=None, complete_by=hours(48) if state is N.SENT_BACK else None,
            )  # fmt: skip
            if is_draft:
                typed = world.add(TypedAnswers, nomination_id=nomination.id, form_key="", answers={})
                typed.answers = {"statement": world.marks.new(typed, "answers")}
            if state is N.SUBMITTED or name == "finished":
                kind = next((kind for kind in ProposalKind if kind.value == state.value), ProposalKind.RESERVE)
                world.add(Proposal, nomination_id=nomination.id, kind=kind)
                _selecting(world, nomination)


def _selecting(world: World, nomination: Nomination) -> None:
    """What hangs on a nomination while the lead selects, and after the release."""
    criterion = world.add(Criterion, course_id=nomination.course.id, position=1, weight=1)
    world.add(Score, nomination_id=nomination.id, criterion_id=criterion.id, points=3)
    world.add(Comment, nomination_id=nomination.id)
    if nomination.state is N.SELECTED:
        world.add(Reversal, nomination_id=nomination.id, **FORMER)
        link = world.add(AnswerLink, nomination=nomination, expires_at=hours(48), used_at=None)
        link.token_hash = token_hash(answer_token(link))


def _report(world: World, course: Course) -> None:
    name = course.slug.partition("-")[2]
    if name in {"finished", "recorded"}:
        state = CourseReportState.SUBMITTED if name == "finished" else CourseReportState.ACCEPTED
        world.add(CourseReport, course=course, state=state, held_from=course.starts_on, held_to=course.ends_on)
        world.add(Figure, course_id=course.id)
        world.add(CountryTakingPart, course_id=course.id, country_code="JO")


def _letters(world: World, course: Course) -> None:
    """Of each kind one that waits and one that was sent, for both countries; the list for the visa office once."""
    if not course.slug.endswith("finished"):
        return
    named = {row.country_code: row for row in reversed(world.all(Nomination)) if row.course is course}
    for kind in LetterKind:
        for code in (None,) if kind is LetterKind.VISA_LIST else COUNTRIES:
            for state, sent_on in ((LetterState.GENERATED, None), (LetterState.SENT, TODAY)):
                kept = world.add(StoredFile, user_id=None) if sent_on else None
                letter = world.add(
                    Letter, kind=kind, state=state, course=course, to_country_code=code, sent_on=sent_on, said={},
                    scan_id=kept.id if kept else None, people=[],
                )  # fmt: skip
                words = {name: world.marks.new(letter, "said") for name in ("subject", "body", "closing", "remark")}
                rows = ((world.marks.new(letter, "said"),),)
                letter.said = Said(**words, columns=("Name",), rows=rows).as_json()
                if code:
                    person = LetterPerson(nomination_id=named[code].id, nomination=named[code])
                    letter.people.append(person)


def _progress(world: World) -> None:
    [plan] = [plan for plan in world.all(WorkPlan) if plan.state is PlanState.ADOPTED]
    for state in ReportState:
        window = {"window_from": days(-500), "window_to": days(100)}
        slug = state.value.replace("_", "-")
        report = world.add(ProgressReport, plan=plan, state=state, slug=slug, texts=[], **window)
        for part in ReportPart:
            world.add(ReportText, report_id=report.id, part=part, area_number=1 if part is ReportPart.AREA else 0)


def _replies(world: World) -> None:
    [closed] = [course for course in world.all(Course) if course.slug == "tr-closed"]
    [opened] = [course for course in world.all(Course) if course.slug == "tr-open"]
    world.add(NoNominees, course_id=closed.id, country_code="TN", user_id=None)
    for name, code in (("focal point", "JO"), ("foreign focal point", "TN")):
        world.add(Reminder, course_id=opened.id, country_code=code)
        upload = world.add(SheetUpload, course=opened, country_code=code, user_id=world.users[name].id, content={})
        row = SheetRow(3, {key: world.marks.new(upload, "content") for key in ("given_name", "institution", "sex")})
        upload.content = ReadSheet({}, [row]).as_json()


def _platform(world: World) -> None:
    world.add(ReferenceNumbers, year=TODAY.year, last=1)
    world.add(LetterNumbers, year=TODAY.year, last=1)
    world.add(LetterWording, is_default=False)
    world.add(Entry, on_behalf_of=None, subject_id=str(world.all(Course)[0].id))
    world.add(FormKey, key="a form sent before")
    published = next(course for course in world.all(Course) if course.slug == "tr-open")
    for user in world.users.values():
        world.add(StoredFile, user_id=user.id, expires_at=hours(48))
        facts = {"course_id": str(published.id)}
        world.add(Mail, facts=facts, user_id=user.id, state=MailState.FAILED, lease_until=None, seat_id=None)
        failed = {"state": JobState.PARKED, "error": Message("It failed.").as_json(), "lease_until": None}
        world.add(Job, user_id=user.id, seat_id=None, effect_key=str(user.id), **failed)
