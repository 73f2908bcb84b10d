"""What the permission table means: on plain objects, for deputies, and as the conditions of lists."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import uuid4

import pytest
from sqlalchemy import true

from pesnet.accounts.queries import actor_in_seat
from pesnet.core.errors import DomainError, NotFound
from pesnet.policy import (
    CLOCK,
    EVERY_SEAT,
    OPERATOR,
    PRINCIPAL_ONLY,
    RULES,
    VISITOR,
    Actor,
    Grant,
    Permission,
    Role,
    anywhere,
    may,
    own,
    own_country,
    own_lead,
    own_nomination,
    own_provision,
    published,
    require,
)
from tests.factories.rows import NOW
from tests.factories.world import COURSES, SEATS, populate
from tests.house.scopes import SCOPES, by_policy, in_lists, tables

US, THEM, ME = uuid4(), uuid4(), uuid4()
P = Permission


def holder(role: Role, *, principal: bool = True, country: str = "JO") -> Actor:
    """Somebody in a seat of this role on our party."""
    return Actor("user", ME, (Grant(role, ME, country, frozenset({US}), principal, US),))


def subject(**facts: object) -> SimpleNamespace:
    """Something that belongs to nobody, but for the facts given."""
    foreign = {
        "is_public": False, "country_code": "TN", "lead_party_ids": frozenset({THEM}),
        "provider_party_ids": frozenset({THEM}), "user_id": THEM, "id": THEM,
    }  # fmt: skip
    return SimpleNamespace(**{**foreign, **facts})


@pytest.mark.parametrize(
    ("reach", "facts"),
    [
        (published, {"is_public": True}),
        (own_country, {"country_code": "JO"}),
        (own_lead, {"lead_party_ids": frozenset({THEM, US})}),
        (own_provision, {"provider_party_ids": frozenset({US})}),
        (own, {"user_id": ME}),
        (own_nomination, {"id": US}),
    ],
)
def test_a_reach_holds_for_its_own_and_not_for_what_is_foreign(reach, facts):
    [grant] = holder(Role.FOCAL_POINT).grants
    assert (reach(grant, subject(**facts)), reach(grant, subject())) == (True, False)


@pytest.mark.parametrize("reach", [own, own_country, own_lead, own_nomination, own_provision, published])
def test_nothing_is_the_own_of_a_grant_without_owner(reach):
    nobody = Grant(Role.FOCAL_POINT)
    assert not reach(
        nobody, subject(country_code=None, user_id=None, lead_party_ids=(), provider_party_ids=(), id=None)
    )


def test_what_the_visitor_may_nobody_loses_by_signing_in():
    for role in EVERY_SEAT:
        for permission, rules in RULES.items():
            if Role.VISITOR in rules:
                assert may(holder(role), permission, subject(is_public=True))


def test_a_role_has_only_the_permissions_of_its_column():
    for role in EVERY_SEAT:
        wanted = {permission for permission, rules in RULES.items() if role in rules or Role.VISITOR in rules}
        assert {permission for permission in Permission if may(holder(role), permission)} == wanted


def test_the_clock_and_the_operator_are_no_persons():
    assert {permission for permission in Permission if may(CLOCK, permission)} - {
        P.RUN_CLOCK,
        P.NOMINATION_LAPSE,
        P.SELECTION_PROMOTE,
        P.CALL_REMIND,
    } == {permission for permission in Permission if may(VISITOR, permission)}
    assert not may(OPERATOR, P.NOMINATION_VIEW)


@pytest.mark.parametrize("permission", sorted(PRINCIPAL_ONLY, key=lambda permission: permission.value))
def test_a_deputy_is_told_that_only_the_principal_can_do_it(permission):
    role = Role.SECRETARIAT
    assert RULES[permission][role] is anywhere
    require(holder(role), permission, subject())
    with pytest.raises(DomainError, match="Only the principal holder"):
        require(holder(role, principal=False), permission, subject())


def test_a_deputy_learns_nothing_of_what_is_foreign():
    with pytest.raises(NotFound):
        require(holder(Role.LEAD_OFFICER, principal=False), P.SELECTION_RELEASE, subject())


def test_a_deputy_does_all_that_is_not_kept_for_the_principal():
    deputy, principal = holder(Role.LEAD_OFFICER, principal=False), holder(Role.LEAD_OFFICER)
    ours = subject(lead_party_ids=frozenset({US}))
    for permission in set(Permission) - PRINCIPAL_ONLY:
        assert may(deputy, permission, ours) == may(principal, permission, ours)


def test_a_foreign_subject_looks_like_a_missing_one():
    with pytest.raises(NotFound):
        require(holder(Role.FOCAL_POINT), P.NOMINATION_SUBMIT, subject())


def test_every_table_of_reaches_is_held_to_the_policy():
    assert set(tables()) == set(SCOPES)


@pytest.fixture
def people(db):
    """The rows of a whole network, and an actor of every kind."""
    world = populate(db)
    with db.reading():
        actors = {name: actor_in_seat(world.users[name], None, NOW) for name in SEATS}
    return {**actors, "visitor": VISITOR, "operator": OPERATOR, "clock": CLOCK}


def test_lists_show_exactly_what_the_policy_lets_one_open(db, people):
    with db.reading() as session:
        for name, scope in SCOPES.items():
            for permission in scope.permissions:
                for actor in people.values():
                    shown = in_lists(session, tables()[name], scope, permission, actor)
                    assert (name, permission, shown) == (name, permission, by_policy(session, scope, permission, actor))


def test_a_scope_that_is_too_wide_is_found(db, people):
    name = "pesnet.outcomes.queries.AS_SQL"
    loosened = {**tables()[name], own_lead: lambda _grant: true()}
    with db.reading() as session:
        shown = in_lists(session, loosened, SCOPES[name], P.COURSE_REPORT_VIEW, people["lead"])
        opened = by_policy(session, SCOPES[name], P.COURSE_REPORT_VIEW, people["lead"])
    assert len(shown - opened) == len(COURSES)
