"""Who may do what: one table, read by the guard, the acts, the lists, the menu and the documentation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from pesnet.core.errors import DomainError, NotFound
from pesnet.core.message import Labelled, Message


class Role(Labelled):
    """The kinds of mandate, and what acts without one."""

    VISITOR = "visitor", Message("Visitor")
    FOCAL_POINT = "focal_point", Message("Focal point")
    LEAD_OFFICER = "lead_officer", Message("Lead officer")
    PROVIDER_OFFICER = "provider_officer", Message("Provider officer")
    SECRETARIAT = "secretariat", Message("Secretariat")
    AUDITOR = "auditor", Message("Auditor")
    ADMINISTRATOR = "administrator", Message("Administrator")
    NOMINEE = "nominee", Message("Nominee")
    CLOCK = "clock", Message("The clock")
    OPERATOR = "operator", Message("The operator")


class Permission(Labelled):
    """Everything that can be done, in the words of the documentation."""

    SITE_VIEW = "site.view", Message("read the public pages")
    SIGN_IN = "account.sign_in", Message("sign in and accept an invitation")
    ACCOUNT_EDIT = "account.edit", Message("change one’s own account and end one’s own sessions")
    DESK_VIEW = "desk.view", Message("see what waits for the acting seat")
    SEAT_VIEW = "seat.view", Message("see seats and their holders")
    SEAT_EDIT = "seat.edit", Message("create seats and change their contact facts")
    SEAT_ACT_FOR = "seat.act_for", Message("act on behalf of a seat")
    SEAT_GRANT = "seat.grant", Message("invite to a seat and end a mandate")
    USER_MANAGE = "user.manage", Message("unlock and deactivate users")
    PLAN_VIEW = "plan.view", Message("read a work plan")
    PLAN_IMPORT = "plan.import", Message("import a work plan")
    PLAN_EDIT = "plan.edit", Message("change a work plan")
    PLAN_ADOPT = "plan.adopt", Message("record the adoption of a work plan")
    COURSE_VIEW = "course.view", Message("read a course")
    COURSE_EDIT = "course.edit", Message("prepare a course")
    COURSE_PUBLISH = "course.publish", Message("submit a course for clearance or publish it")
    COURSE_CLEAR = "course.clear", Message("clear a course for publication")
    COURSE_CANCEL = "course.cancel", Message("cancel a course")
    AGENDA_EDIT = "agenda.edit", Message("write the agenda of a course and name its speakers")
    DATES_ANSWER = "dates.answer", Message("agree to the dates of a course or propose others")
    JOINING_LINK_VIEW = "joining_link.view", Message("see how to join an online course")
    MATERIAL_VIEW = "material.view", Message("fetch the materials of a course")
    MATERIAL_EDIT = "material.edit", Message("add and remove the materials of a course")
    PARTICIPANTS_VIEW = "participants.view", Message("see who takes part in a course")
    DELIVERY_RECORD = "delivery.record", Message("record a delivery from before the portal")
    NOMINATION_VIEW = "nomination.view", Message("read a nomination")
    NOMINATION_EDIT = "nomination.edit", Message("prepare a nomination")
    NOMINATION_SUBMIT = "nomination.submit", Message("submit a nomination")
    NOMINATION_WITHDRAW = "nomination.withdraw", Message("withdraw a nomination")
    PEOPLE_VIEW = "people.view", Message("see the people and the calls of one’s own country")
    PEOPLE_EDIT = "people.edit", Message("change and merge the people of one’s own country")
    NOMINATION_CONFIRM = "nomination.confirm", Message("confirm or decline a place that was offered")
    NOMINATION_LAPSE = "nomination.lapse", Message("let a place lapse that nobody confirmed in time")
    REPLIES_VIEW = "replies.view", Message("see which countries have not replied to a call")
    CALL_REMIND = "call.remind", Message("remind countries of the deadline of a call")
    SELECTION_VIEW = "selection.view", Message("see the proposals of a selection")
    SELECTION_DECIDE = "selection.decide", Message("propose decisions and send nominations back for completion")
    SELECTION_RELEASE = "selection.release", Message("release the decisions on a course")
    SELECTION_PROMOTE = "selection.promote", Message("offer a free place to somebody on the reserve list")
    LINK_ANSWER = "link.answer", Message("open a mailed link and answer by it")
    LETTER_VIEW = "letter.view", Message("read a letter and see the register of letters")
    LETTER_WRITE = "letter.write", Message("generate invitations, regrets and lists of a course and take their steps")
    LETTER_NOMINATE = "letter.nominate", Message("generate a letter of nomination and take its steps")
    LETTER_NOTE = "letter.note", Message("generate a note verbale and take its steps")
    LETTER_WORDING = "letter.wording", Message("change the wordings of letters")
    COURSE_REPORT_VIEW = "course_report.view", Message("read a course report")
    COURSE_REPORT_EDIT = "course_report.edit", Message("write and submit a course report")
    COURSE_REPORT_ACCEPT = "course_report.accept", Message("accept a course report or send it back")
    REPORT_VIEW = "report.view", Message("read a progress report")
    REPORT_RECORDS = "report.records", Message("open the records behind a figure")
    REPORT_COMPILE = "report.compile", Message("compile a progress report and edit its texts")
    JOB_VIEW = "job.view", Message("follow one’s own long tasks")
    JOB_MANAGE = "job.manage", Message("see and restart all long tasks")
    FILE_READ = "file.read", Message("fetch one’s own generated file")
    OUTBOX_VIEW = "outbox.view", Message("see the outbox and send a mail again")
    TRAIL_VIEW = "trail.view", Message("read the audit trail")
    HEALTH_VIEW = "health.view", Message("see the health of the system")
    RUN_CLOCK = "clock.run", Message("do what the clock does: deliver mail, run jobs, tidy up")


@dataclass(frozen=True)
class Grant:
    """What a seat gives its holder: a role, and the country or the parties it reaches.

    ``party_ids`` are the seat's own party and, for an institution, the countries whose lead it holds;
    ``nomination_id`` is what a nominee's mailed link reaches.
    """

    role: Role
    user_id: UUID | None = None
    country_code: str | None = None
    party_ids: frozenset[UUID] = frozenset()
    principal: bool = True
    nomination_id: UUID | None = None


@dataclass(frozen=True)
class Actor:
    """Who acts: a user in a seat, a visitor, the clock or the operator of the commands.

    ``on_behalf_of`` is the seat for which the secretariat acts, if it does; ``label`` names the acting seat.
    ``last_seen_at`` is when the session was last noted as in use.
    """

    kind: str
    id: UUID | None = None
    grants: tuple[Grant, ...] = (Grant(Role.VISITOR),)
    seat_id: UUID | None = None
    on_behalf_of: UUID | None = None
    language: str = "en"
    time_zone: str = "UTC"
    name: str = field(default="", compare=False)
    label: Message | None = field(default=None, compare=False)
    last_seen_at: datetime | None = field(default=None, compare=False)

    @property
    def is_signed_in(self) -> bool:
        """Whether a person is known."""
        return self.kind == "user"

    def holds(self, role: Role) -> bool:
        """Whether the acting seat has this role."""
        return any(grant.role is role for grant in self.grants)

    @property
    def country_code(self) -> str | None:
        """The country of the acting seat, if it has one."""
        return next((grant.country_code for grant in self.grants if grant.country_code), None)


VISITOR = Actor("visitor")
CLOCK = Actor("clock", grants=(Grant(Role.CLOCK),))
OPERATOR = Actor("operator", grants=(Grant(Role.OPERATOR),))

Reach = Callable[[Grant, Any], bool]


def anywhere(grant: Grant, subject: Any) -> bool:
    """Every subject of the network."""
    return True


def published(grant: Grant, subject: Any) -> bool:
    """What the public may see; the subject says so in ``is_public``."""
    return bool(subject.is_public)


def own_country(grant: Grant, subject: Any) -> bool:
    """What belongs to the seat's country (``country_code``)."""
    return grant.country_code is not None and subject.country_code == grant.country_code


def own_lead(grant: Grant, subject: Any) -> bool:
    """What the seat's party leads (``lead_party_ids``)."""
    return not grant.party_ids.isdisjoint(subject.lead_party_ids)


def own_provision(grant: Grant, subject: Any) -> bool:
    """What the seat's party provides (``provider_party_ids``)."""
    return not grant.party_ids.isdisjoint(subject.provider_party_ids)


def own_participation(grant: Grant, subject: Any) -> bool:
    """What people of the seat's country take part in (``going_codes``)."""
    return grant.country_code is not None and grant.country_code in subject.going_codes


def own_invitation(grant: Grant, subject: Any) -> bool:
    """What the seat's country is invited to (``invited_codes``), once it is public."""
    return grant.country_code is not None and subject.is_public and grant.country_code in subject.invited_codes


def own(grant: Grant, subject: Any) -> bool:
    """What belongs to the user personally (``user_id``)."""
    return grant.user_id is not None and subject.user_id == grant.user_id


def own_nomination(grant: Grant, subject: Any) -> bool:
    """The one nomination that the mailed link is about (``id``)."""
    return grant.nomination_id is not None and subject.id == grant.nomination_id


R = Role
P = Permission

EVERY_SEAT = (R.FOCAL_POINT, R.LEAD_OFFICER, R.PROVIDER_OFFICER, R.SECRETARIAT, R.AUDITOR, R.ADMINISTRATOR)
_PUBLIC: dict[Role, Reach] = {R.VISITOR: published, R.SECRETARIAT: anywhere, R.AUDITOR: anywhere, R.OPERATOR: anywhere}
_EVERYBODY: dict[Role, Reach] = {R.VISITOR: anywhere}
_BY_ITS_PARTIES: dict[Role, Reach] = {
    R.SECRETARIAT: anywhere,
    R.LEAD_OFFICER: own_lead,
    R.PROVIDER_OFFICER: own_provision,
}
_PERSONAL: dict[Role, Reach] = dict.fromkeys(EVERY_SEAT, own)

RULES: dict[Permission, dict[Role, Reach]] = {
    P.SITE_VIEW: _EVERYBODY,
    P.SIGN_IN: _EVERYBODY,
    P.ACCOUNT_EDIT: _PERSONAL,
    P.DESK_VIEW: dict.fromkeys(EVERY_SEAT, anywhere),
    P.SEAT_VIEW: {R.SECRETARIAT: anywhere, R.AUDITOR: anywhere, R.ADMINISTRATOR: anywhere},
    P.SEAT_EDIT: {R.SECRETARIAT: anywhere, R.ADMINISTRATOR: anywhere, R.OPERATOR: anywhere},
    P.SEAT_ACT_FOR: {R.SECRETARIAT: anywhere},
    P.SEAT_GRANT: {R.SECRETARIAT: anywhere, R.ADMINISTRATOR: anywhere, R.OPERATOR: anywhere},
    P.USER_MANAGE: {R.ADMINISTRATOR: anywhere, R.OPERATOR: anywhere},
    P.PLAN_VIEW: _PUBLIC,
    P.PLAN_IMPORT: {R.SECRETARIAT: anywhere, R.OPERATOR: anywhere},
    P.PLAN_EDIT: {R.SECRETARIAT: anywhere, R.OPERATOR: anywhere},
    P.PLAN_ADOPT: {R.SECRETARIAT: anywhere, R.OPERATOR: anywhere},
    P.COURSE_VIEW: {**_PUBLIC, R.LEAD_OFFICER: own_lead, R.PROVIDER_OFFICER: own_provision},
    P.COURSE_EDIT: {R.SECRETARIAT: anywhere, R.LEAD_OFFICER: own_lead, R.OPERATOR: anywhere},
    P.COURSE_PUBLISH: {R.SECRETARIAT: anywhere, R.LEAD_OFFICER: own_lead, R.OPERATOR: anywhere},
    P.COURSE_CLEAR: {R.SECRETARIAT: anywhere, R.OPERATOR: anywhere},
    P.COURSE_CANCEL: {R.SECRETARIAT: anywhere, R.LEAD_OFFICER: own_lead},
    P.AGENDA_EDIT: {**_BY_ITS_PARTIES, R.OPERATOR: anywhere},
    P.DATES_ANSWER: {R.PROVIDER_OFFICER: own_provision},
    P.JOINING_LINK_VIEW: {**_BY_ITS_PARTIES, R.AUDITOR: anywhere, R.FOCAL_POINT: own_participation},
    P.MATERIAL_VIEW: {**_BY_ITS_PARTIES, R.AUDITOR: anywhere, R.FOCAL_POINT: own_invitation},
    P.MATERIAL_EDIT: _BY_ITS_PARTIES,
    P.PARTICIPANTS_VIEW: {**_BY_ITS_PARTIES, R.AUDITOR: anywhere},
    P.DELIVERY_RECORD: {R.SECRETARIAT: anywhere, R.LEAD_OFFICER: own_lead, R.OPERATOR: anywhere},
    P.NOMINATION_VIEW: {
        R.SECRETARIAT: anywhere,
        R.AUDITOR: anywhere,
        R.LEAD_OFFICER: own_lead,
        R.FOCAL_POINT: own_country,
    },
    P.NOMINATION_EDIT: {R.FOCAL_POINT: own_country, R.SECRETARIAT: anywhere},
    P.NOMINATION_SUBMIT: {R.FOCAL_POINT: own_country, R.SECRETARIAT: anywhere},
    P.NOMINATION_WITHDRAW: {R.FOCAL_POINT: own_country, R.SECRETARIAT: anywhere},
    P.PEOPLE_VIEW: {R.FOCAL_POINT: own_country},
    P.PEOPLE_EDIT: {R.FOCAL_POINT: own_country},
    P.NOMINATION_CONFIRM: {R.FOCAL_POINT: own_country, R.SECRETARIAT: anywhere, R.NOMINEE: own_nomination},
    P.NOMINATION_LAPSE: {R.CLOCK: anywhere},
    P.REPLIES_VIEW: {R.SECRETARIAT: anywhere, R.AUDITOR: anywhere, R.LEAD_OFFICER: own_lead},
    P.CALL_REMIND: {R.CLOCK: anywhere},
    P.SELECTION_VIEW: {R.SECRETARIAT: anywhere, R.AUDITOR: anywhere, R.LEAD_OFFICER: own_lead},
    P.SELECTION_DECIDE: {R.LEAD_OFFICER: own_lead, R.SECRETARIAT: anywhere},
    P.SELECTION_RELEASE: {R.LEAD_OFFICER: own_lead, R.SECRETARIAT: anywhere},
    P.SELECTION_PROMOTE: {R.LEAD_OFFICER: own_lead, R.SECRETARIAT: anywhere, R.CLOCK: anywhere},
    P.LINK_ANSWER: _EVERYBODY,
    P.LETTER_VIEW: {R.SECRETARIAT: anywhere, R.AUDITOR: anywhere, R.LEAD_OFFICER: own_lead, R.FOCAL_POINT: own_country},
    P.LETTER_WRITE: {R.SECRETARIAT: anywhere, R.LEAD_OFFICER: own_lead},
    P.LETTER_NOMINATE: {R.SECRETARIAT: anywhere, R.FOCAL_POINT: own_country},
    P.LETTER_NOTE: {R.SECRETARIAT: anywhere},
    P.LETTER_WORDING: {R.SECRETARIAT: anywhere},
    P.COURSE_REPORT_VIEW: {
        R.SECRETARIAT: anywhere,
        R.AUDITOR: anywhere,
        R.LEAD_OFFICER: own_lead,
        R.PROVIDER_OFFICER: own_provision,
        R.OPERATOR: anywhere,
    },
    P.COURSE_REPORT_EDIT: {R.LEAD_OFFICER: own_lead, R.SECRETARIAT: anywhere, R.OPERATOR: anywhere},
    P.COURSE_REPORT_ACCEPT: {R.SECRETARIAT: anywhere, R.OPERATOR: anywhere},
    P.REPORT_VIEW: _PUBLIC,
    P.REPORT_RECORDS: {R.SECRETARIAT: anywhere, R.AUDITOR: anywhere},
    P.REPORT_COMPILE: {R.SECRETARIAT: anywhere, R.OPERATOR: anywhere},
    P.JOB_VIEW: _PERSONAL,
    P.JOB_MANAGE: {R.ADMINISTRATOR: anywhere},
    P.FILE_READ: _PERSONAL,
    P.OUTBOX_VIEW: {R.ADMINISTRATOR: anywhere, R.SECRETARIAT: anywhere},
    P.TRAIL_VIEW: {R.AUDITOR: anywhere, R.SECRETARIAT: anywhere},
    P.HEALTH_VIEW: {R.ADMINISTRATOR: anywhere, R.SECRETARIAT: anywhere, R.AUDITOR: anywhere},
    P.RUN_CLOCK: {R.CLOCK: anywhere, R.OPERATOR: anywhere},
}

PRINCIPAL_ONLY = frozenset({P.PLAN_ADOPT, P.SELECTION_RELEASE, P.SELECTION_PROMOTE, P.SEAT_GRANT})
"""What a deputy prepares and only the principal of the seat does."""

PRINCIPAL_NEEDED = Message("Only the principal holder of the seat can do this; a deputy can prepare it.")
"""What a deputy is told."""

_EVERYONE = Grant(Role.VISITOR)


def grants_of(actor: Actor) -> Iterable[Grant]:
    """The grants of the acting seat, and what the public may, which nobody loses by signing in."""
    return (*actor.grants, _EVERYONE)


def reaches(actor: Actor, permission: Permission) -> list[tuple[Grant, Reach]]:
    """Every way in which the actor has the permission; lists turn each into SQL and join them with OR."""
    rules = RULES[permission]
    return [
        (grant, rules[grant.role])
        for grant in grants_of(actor)
        if grant.role in rules and (grant.principal or permission not in PRINCIPAL_ONLY)
    ]


def may(actor: Actor, permission: Permission, subject: Any = None) -> bool:
    """Whether the actor may do this to the subject; without a subject, whether there could be one."""
    return any(subject is None or reach(grant, subject) for grant, reach in reaches(actor, permission))


def require(actor: Actor, permission: Permission, subject: Any = None) -> None:
    """Raise unless the actor may.

    With words where only the deputy's place bars the way, else as if nothing were there.
    """
    if may(actor, permission, subject):
        return
    if is_kept_from_deputy(actor, permission, subject):
        raise DomainError(PRINCIPAL_NEEDED)
    raise NotFound


def is_kept_from_deputy(actor: Actor, permission: Permission, subject: Any = None) -> bool:
    """Whether the principal of the actor's seat may do this, but not the actor, its deputy."""
    rules = RULES[permission]
    return not may(actor, permission, subject) and any(
        grant.role in rules and (subject is None or rules[grant.role](grant, subject)) for grant in actor.grants
    )
