"""The policy as lists see it: every table that turns its reaches into SQL, and the rows on which both must agree."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from sqlalchemy import ColumnElement, false, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

import pesnet
from pesnet.core.model import Model
from pesnet.correspondence.models import Letter
from pesnet.courses.models import Course
from pesnet.files.models import StoredFile
from pesnet.jobs.models import Job
from pesnet.nominations.models import Nomination, Nominee
from pesnet.policy import RULES, Actor, Grant, Permission, Reach, may, reaches
from pesnet.reporting.models import ProgressReport
from pesnet.workplan.models import WorkPlan

P = Permission
AsSql = Mapping[Reach, Callable[[Grant], ColumnElement[bool]]]


@dataclass(frozen=True)
class Scope:
    """A table of reaches: where it stands, of which model, for which permissions, and what these read of a row."""

    model: type[Model]
    permissions: tuple[Permission, ...]
    options: tuple[Any, ...] = ()


SCOPES: dict[str, Scope] = {
    "pesnet.workplan.queries.AS_SQL": Scope(WorkPlan, (P.PLAN_VIEW, P.PLAN_EDIT, P.PLAN_IMPORT)),
    "pesnet.reporting.queries.OF_PLANS": Scope(WorkPlan, (P.PLAN_VIEW, P.REPORT_COMPILE)),
    "pesnet.reporting.queries.AS_SQL": Scope(ProgressReport, (P.REPORT_VIEW, P.REPORT_COMPILE, P.REPORT_RECORDS)),
    "pesnet.jobs.queries.AS_SQL": Scope(Job, (P.JOB_VIEW, P.JOB_MANAGE)),
    "pesnet.files.queries.AS_SQL": Scope(StoredFile, (P.FILE_READ,)),
    "pesnet.courses.queries.scope.AS_SQL": Scope(
        Course,
        (
            P.COURSE_VIEW,
            P.COURSE_EDIT,
            P.COURSE_PUBLISH,
            P.COURSE_CLEAR,
            P.COURSE_CANCEL,
            P.AGENDA_EDIT,
            P.DATES_ANSWER,
            P.JOINING_LINK_VIEW,
            P.MATERIAL_VIEW,
            P.MATERIAL_EDIT,
            P.PARTICIPANTS_VIEW,
        ),
        (selectinload(Course.parties), selectinload(Course.countries)),
    ),
    "pesnet.nominations.queries.scope.AS_SQL": Scope(
        Nomination,
        (
            P.NOMINATION_VIEW,
            P.NOMINATION_EDIT,
            P.NOMINATION_SUBMIT,
            P.NOMINATION_WITHDRAW,
            P.NOMINATION_CONFIRM,
            P.SELECTION_VIEW,
        ),
        (joinedload(Nomination.course).selectinload(Course.parties),),
    ),
    "pesnet.nominations.queries.people.AS_SQL": Scope(Nominee, (P.PEOPLE_VIEW, P.PEOPLE_EDIT)),
    "pesnet.correspondence.queries.letters.AS_SQL": Scope(
        Letter, (P.LETTER_VIEW,), (joinedload(Letter.course).selectinload(Course.parties),)
    ),
    "pesnet.outcomes.queries.AS_SQL": Scope(
        Course, (P.COURSE_REPORT_VIEW, P.COURSE_REPORT_EDIT, P.DELIVERY_RECORD), (selectinload(Course.parties),)
    ),
}


def tables() -> dict[str, AsSql]:
    """Every table of the portal whose keys are reaches and whose values make SQL."""
    reaches_known = {reach for rules in RULES.values() for reach in rules.values()}
    found = {}
    for module in _query_modules():
        for name, value in vars(import_module(module)).items():
            if isinstance(value, dict) and value and set(value) <= reaches_known:
                found[f"{module}.{name}"] = value
    return found


def in_lists(session: Session, table: AsSql, scope: Scope, permission: Permission, actor: Actor) -> set[Any]:
    """The ids of the rows that a list would show."""
    conditions = (table[reach](grant) for grant, reach in reaches(actor, permission))
    return set(session.scalars(select(scope.model.id).where(or_(false(), *conditions))))  # type: ignore[attr-defined]


def by_policy(session: Session, scope: Scope, permission: Permission, actor: Actor) -> set[Any]:
    """The ids of the rows that the policy lets one open."""
    rows = session.scalars(select(scope.model).options(*scope.options))
    return {row.id for row in rows if may(actor, permission, row)}  # type: ignore[attr-defined]


def _query_modules() -> Iterator[str]:
    for module in pkgutil.walk_packages(pesnet.__path__, "pesnet."):
        if ".queries" in module.name:
            yield module.name
