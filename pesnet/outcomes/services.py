"""Acts on outcomes: recording deliveries, stating figures, writing and accepting course reports."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import select

from pesnet.accounts.queries import recipients
from pesnet.audit.services import record
from pesnet.core.db import session
from pesnet.core.errors import OUTDATED, DomainError
from pesnet.core.message import Message
from pesnet.core.translated import Translated
from pesnet.courses.invitations import answering_parties
from pesnet.courses.models import Course, CourseParty, CourseState
from pesnet.courses.queries import slug_is_taken
from pesnet.courses.slugs import slug_of
from pesnet.mail.services import Recipient, post
from pesnet.network.models import Party
from pesnet.outcomes import queries, rules
from pesnet.outcomes.details import DeliveryDetails, FigureDetails, ReportDetails
from pesnet.outcomes.models import CountryTakingPart, CourseReport, CourseReportState, Figure, FigureKind
from pesnet.policy import Actor, Permission, Role, require
from pesnet.workplan.models import Activity, BeneficiaryRule, PartyRole

WRITTEN = (
    "held_from", "held_to", "mode", "provided_by", "funder", "outputs", "results", "difficulties", "lessons",
    "follow_up", "variance_reason",
)  # fmt: skip


def record_delivery(activity: Activity | None, details: DeliveryDetails, *, actor: Actor, now: datetime) -> Course:
    """Record a delivery that has no call in the portal: of an activity, or outside the plan with its reason."""
    course = _recorded_course(activity, details, now)
    require(actor, Permission.DELIVERY_RECORD, activity or course)
    if reasons := _objections(activity, details, now):
        raise DomainError(*reasons)
    report = CourseReport(
        course=course,
        state=CourseReportState.RECORDED,
        held_from=details.starts_on,
        held_to=details.ends_on,
        mode=details.mode,
        provided_by=details.provided_by,
        funder=details.funder,
        variance_reason=details.variance_reason,
        created_at=now,
    )
    session().add_all([course, report])
    session().flush()
    set_countries(course, details.countries)
    for stated in details.figures:
        _state(course, stated, actor=actor, now=now)
    record(actor, "delivery.record", course, now, activity_id=str(activity.id) if activity else None)
    return course


def add_figure(course: Course, details: FigureDetails, *, actor: Actor, now: datetime) -> Figure:
    """State a figure about a course. The first of its kind counts; a later one stands beside it until it is chosen."""
    require(actor, Permission.COURSE_REPORT_EDIT, course)
    figure = _state(course, details, actor=actor, now=now)
    record(actor, "figure.add", figure, now, course_id=str(course.id), kind=figure.kind.value, value=figure.value)
    return figure


def choose_figure(figure: Figure, *, actor: Actor, now: datetime) -> None:
    """Let this figure count, of all that sources say about the same; the others stay."""
    course = session().get_one(Course, figure.course_id, options=queries.WITH_PARTIES)
    require(actor, Permission.COURSE_REPORT_EDIT, course)
    before = None
    for other in session().scalars(
        select(Figure).where(Figure.course_id == figure.course_id, Figure.kind == figure.kind, Figure.is_chosen)
    ):
        before, other.is_chosen = str(other.id), False
    figure.is_chosen = True
    record(actor, "figure.choose", figure, now, course_id=str(figure.course_id), old=before, new=str(figure.id))


def write_report(
    report: CourseReport, details: ReportDetails, *, actor: Actor, now: datetime, version: int = 0
) -> CourseReport:
    """Keep what the lead wrote, unless somebody else changed it since it was read; ``version`` is 0 for a new one."""
    require(actor, Permission.COURSE_REPORT_EDIT, report)
    if report.state not in rules.EDITABLE:
        raise DomainError(Message("The report has been sent; it can be changed when it is sent back."))
    if (report.version or 0) != version:
        raise DomainError(OUTDATED)
    for name in WRITTEN:
        setattr(report, name, getattr(details, name))
    if version == 0:
        report.created_at = now
    session().add(report)
    session().flush()
    set_countries(report.course, details.countries)
    for kind in FigureKind:
        stated = next((figure for figure in details.figures if figure.kind is kind), None)
        _restate(report, kind, stated, actor=actor, now=now)
    record(actor, "course_report.write", report, now, course_id=str(report.course_id))
    return report


def submit_report(report: CourseReport, *, actor: Actor, now: datetime) -> None:
    """Send the report to the secretariat."""
    rules.MACHINE.take("submit", report, actor=actor, now=now)
    report.submitted_at = now
    report.remarks = ""
    session().add(report)
    record(actor, "course_report.submit", report, now)
    _tell("outcomes/report_submitted", recipients(Role.SECRETARIAT, None, now), report, now)


def accept_report(report: CourseReport, *, actor: Actor, now: datetime) -> None:
    """Accept the report: with it the activity counts as reported."""
    rules.MACHINE.take("accept", report, actor=actor, now=now)
    report.accepted_at = now
    record(actor, "course_report.accept", report, now)
    _tell("outcomes/report_accepted", _leads(report, now), report, now)


def send_back_report(report: CourseReport, remarks: str, *, actor: Actor, now: datetime) -> None:
    """Send the report back to its lead, with what is to be changed."""
    report.remarks = remarks
    rules.MACHINE.take("send_back", report, actor=actor, now=now)
    record(actor, "course_report.send_back", report, now)
    _tell("outcomes/report_sent_back", _leads(report, now), report, now)


def set_countries(course: Course, codes: tuple[str, ...]) -> None:
    """Keep the list of member states that took part; an empty list means that it is not known."""
    wanted = set(codes)
    for row in session().scalars(select(CountryTakingPart).where(CountryTakingPart.course_id == course.id)):
        if row.country_code in wanted:
            wanted.discard(row.country_code)
        else:
            session().delete(row)
    session().add_all(CountryTakingPart(course_id=course.id, country_code=code) for code in sorted(wanted))


def figure_from(details: FigureDetails, actor: Actor, now: datetime) -> Figure:
    """The figure as stated, checked, belonging to no course yet."""
    figure = Figure(**asdict(details), confirmed_by=actor.id, created_at=now, is_chosen=False)
    if reasons := rules.check_figure(figure):
        raise DomainError(*reasons)
    return figure


def _state(course: Course, details: FigureDetails, *, actor: Actor, now: datetime) -> Figure:
    figure = figure_from(details, actor, now)
    figure.course_id = course.id
    figure.is_chosen = queries.chosen_figure(course.id, details.kind) is None
    session().add(figure)
    session().flush()
    return figure


def _restate(
    report: CourseReport, kind: FigureKind, stated: FigureDetails | None, *, actor: Actor, now: datetime
) -> None:
    """Let the report state this figure: anew, changed, or not any more."""
    before = queries.figure_of_report(report.id, kind)
    if stated is None:
        if before:
            _withdraw(before)
        return
    if before is None:
        _state(report.course, stated, actor=actor, now=now).report_id = report.id
        return
    figure_from(stated, actor, now)
    for name, value in asdict(stated).items():
        setattr(before, name, value)


def _withdraw(figure: Figure) -> None:
    """Take a figure back; where it was the chosen one, what another source says counts again."""
    session().delete(figure)
    session().flush()
    others = queries.delivery_of(session().get_one(Course, figure.course_id)).others(figure.kind)
    if figure.is_chosen and others:
        others[0].is_chosen = True


def _leads(report: CourseReport, now: datetime) -> list[Recipient]:
    return recipients(Role.LEAD_OFFICER, answering_parties(report.course.lead_party_ids, now.date()), now)


def _tell(letter: str, to: list[Recipient], report: CourseReport, now: datetime) -> None:
    for recipient in to:
        post(letter, to=recipient, facts={"report_id": str(report.id)}, now=now)


def _recorded_course(activity: Activity | None, details: DeliveryDetails, now: datetime) -> Course:
    leads = details.leads or tuple(activity.of(PartyRole.LEAD) if activity else ())
    providers = details.providers or tuple(activity.of(PartyRole.PROVIDER) if activity else ())
    return Course(
        activity_id=activity.id if activity else None,
        outside_plan_reason=details.outside_plan_reason,
        slug=_free_slug(details),
        type=details.type,
        state=CourseState.RECORDED,
        title=details.title,
        summary=details.summary,
        mode=details.mode,
        venue=details.venue,
        starts_on=details.starts_on,
        ends_on=details.ends_on,
        time_zone=details.time_zone,
        source=details.source,
        source_url=details.source_url,
        eligibility=activity.beneficiary_rule if activity else BeneficiaryRule.ALL,
        is_sample=details.is_sample,
        created_at=now,
        parties=[*_rows(PartyRole.LEAD, leads), *_rows(PartyRole.PROVIDER, providers)],
    )


def _rows(role: PartyRole, parties: tuple[Party, ...]) -> list[CourseParty]:
    return [CourseParty(role=role, party_id=party.id, position=place) for place, party in enumerate(parties, start=1)]


def _objections(activity: Activity | None, details: DeliveryDetails, now: datetime) -> list[Message]:
    reasons = []
    if not details.title:
        reasons.append(Message("Give the delivery a title."))
    if details.starts_on is None:
        reasons.append(Message("Say on which day the delivery began."))
    elif max(details.starts_on, details.ends_on or details.starts_on) > now.date():
        reasons.append(Message("A delivery is recorded when it has taken place; this day lies in the future."))
    elif details.ends_on and details.ends_on < details.starts_on:
        reasons.append(Message("The last day is before the first."))
    if not details.source:
        reasons.append(Message("Say where the facts of the delivery come from."))
    if details.source_url and not details.source_url.startswith(("https://", "http://")):
        reasons.append(Message("The address of the source must begin with https:// or http://."))
    if activity is None and not details.outside_plan_reason:
        reasons.append(Message("Say why the delivery stands outside the plan."))
    return reasons


def _free_slug(details: DeliveryDetails) -> str:
    if details.slug:
        return details.slug
    year = f" {details.starts_on.year}" if details.starts_on else ""
    dated = Translated({code: replace(text, text=text.text + year) for code, text in details.title.texts.items()})
    return slug_of(dated, slug_is_taken)
