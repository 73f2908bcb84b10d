"""What the permission table says of an address: the answer the matrix holds the portal to."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from types import SimpleNamespace
from typing import Any

from pesnet.correspondence.models import Letter
from pesnet.correspondence.rules import may_write
from pesnet.courses.models import CallKind, Course, CourseState
from pesnet.outcomes.models import Figure
from pesnet.policy import PRINCIPAL_ONLY, RULES, Actor, Permission, Role, may, own_country
from pesnet.workplan.models import PlanState
from tests.factories.world import World
from tests.trust.addresses import Address


class Answer(Enum):
    """How a request must be answered."""

    TAKEN = "taken"
    MISSING = "as if nothing were there"
    SIGN_IN = "asked to sign in"
    FOR_PRINCIPAL = "told that only the principal may"


def expected(address: Address, actor: Actor, world: World) -> Answer:
    """How the table says that this address answers this actor."""
    permission = address.permission
    if not actor.is_signed_in and not may(actor, permission):
        return Answer.SIGN_IN
    if address.is_missing:
        return Answer.MISSING
    if address.endpoint in NARROWER and not NARROWER[address.endpoint](address.row, actor):
        return Answer.MISSING
    subject = subject_of(address, actor, world)
    if may(actor, permission, subject):
        return Answer.TAKEN
    as_principal = permission in PRINCIPAL_ONLY and any(
        grant.role in RULES[permission] and (subject is None or RULES[permission][grant.role](grant, subject))
        for grant in actor.grants
    )
    return Answer.FOR_PRINCIPAL if as_principal else Answer.MISSING


def subject_of(address: Address, actor: Actor, world: World) -> Any:
    """What the policy is asked about: the object, or for a call the part of it that belongs to the seat's country."""
    if isinstance(address.row, Course) and own_country in RULES[address.permission].values():
        return SimpleNamespace(country_code=actor.country_code, lead_party_ids=address.row.lead_party_ids)
    if isinstance(address.row, Figure):
        return next(course for course in world.all(Course) if course.id == address.row.course_id)
    return address.row


def was_held(course: Course, actor: Actor) -> bool:
    """Only what was published or recorded is reported on."""
    return course.state in {CourseState.PUBLISHED, CourseState.RECORDED}


def has_call(course: Course, actor: Actor) -> bool:
    """Only published courses had a call."""
    return course.published_at is not None


def takes_steps(letter: Letter, actor: Actor) -> bool:
    """Who reads a letter of others takes no steps of it."""
    return may_write(actor, None, letter)


OF_A_SEAT = (
    "nominations.sheet",
    "nominations.send_sheet",
    "nominations.receive_sheet",
    "nominations.no_nominees",
    "nominations.nominees_after_all",
)
NARROWER: dict[str, Callable[[Any, Actor], bool]] = {
    "accounts.clearance": lambda seat, _actor: seat.role is Role.LEAD_OFFICER,
    "nominations.of_course": has_call,
    "nominations.selection": has_call,
    "nominations.propose": has_call,
    "nominations.download": has_call,
    "nominations.release": has_call,
    "nominations.carry_out": has_call,
    "nominations.compare": has_call,
    "nominations.new": lambda course, actor: has_call(course, actor) and actor.holds(Role.FOCAL_POINT),
    "nominations.start": lambda course, actor: has_call(course, actor) and actor.holds(Role.FOCAL_POINT),
    "nominations.many": lambda course, actor: course.call is CallKind.LIGHT and actor.holds(Role.FOCAL_POINT),
    **dict.fromkeys(("nominations.replies", "nominations.replies_list", "site.call_paper"), has_call),
    **dict.fromkeys(OF_A_SEAT, lambda course, actor: has_call(course, actor) and actor.holds(Role.FOCAL_POINT)),
    **dict.fromkeys(
        ("nominations.preview_sheet", "nominations.confirm_sheet", "nominations.discard_sheet"),
        lambda upload, actor: upload.user_id == actor.id,
    ),
    "nominations.receipt": lambda nomination, _actor: nomination.reference is not None,
    **dict.fromkeys([f"correspondence.{name}" for name in ("of_course", "new", "note", "nominate")], has_call),
    "correspondence.batch": has_call,
    "correspondence.generate_batch": has_call,
    "correspondence.step": takes_steps,
    "correspondence.attach": takes_steps,
    "correspondence.scan": lambda letter, _actor: letter.scan_id is not None,
    "outcomes.report": was_held,
    "outcomes.edit_report": was_held,
    "outcomes.submit_report": was_held,
    "outcomes.accept_report": was_held,
    "outcomes.send_back_report": was_held,
    "courses.new": lambda activity, actor: may(actor, Permission.PLAN_VIEW, activity.area.plan),
    "outcomes.record": lambda activity, actor: may(actor, Permission.PLAN_VIEW, activity.area.plan),
    "reporting.ask": lambda _report, actor: may(actor, Permission.JOB_VIEW),
    "workplan.export": lambda plan, actor: may(actor, Permission.PLAN_VIEW, plan),
    "workplan.settle": lambda plan, _actor: plan.state is PlanState.DRAFT,
}
"""Addresses that exist for fewer objects than their permission reaches, each for a reason of its own."""


def answered(status: int, location: str | None) -> Answer | str:
    """What an answer amounts to; words where it is none that the table knows."""
    if status == 404:
        return Answer.MISSING
    if status == 401 or (location and location.endswith("/sign-in")):
        return Answer.SIGN_IN
    if status in {200, 302, 303, 409, 422}:
        return Answer.TAKEN
    return f"status {status}"


def agrees(wanted: Answer, got: Answer | str, status: int) -> bool:
    """Whether an answer is the one wanted; a refusal with words has the status of a conflict."""
    if wanted is Answer.FOR_PRINCIPAL:
        return status == 409
    return wanted is got
