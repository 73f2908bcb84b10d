"""The moves of a nomination from the draft to the confirmed place."""

from __future__ import annotations

from pesnet.core.message import Message
from pesnet.core.workflow import Machine, Move
from pesnet.nominations.models import NominationState, ProposalKind
from pesnet.nominations.rules.conditions import (
    all_saved,
    before_the_course,
    by_a_light_call,
    call_is_over,
    call_stands,
    decided_by_its_lead,
    in_time,
    invited,
    ranked,
    replacement_stands,
    within_names,
)
from pesnet.nominations.rules.offers import in_time_to_confirm, time_to_confirm_is_over
from pesnet.nominations.rules.required import REQUIRED
from pesnet.nominations.rules.states import EDITABLE, REPLACEABLE, REVERSIBLE, STANDS_ASIDE, WITHDRAWABLE
from pesnet.policy import Permission, may, require

P = Permission
S = NominationState

MACHINE = Machine(
    may,
    require,
    submit=Move(
        Message("Submit"),
        EDITABLE,
        S.SUBMITTED,
        P.NOMINATION_SUBMIT,
        (call_stands, in_time, replacement_stands, invited, within_names, ranked, all_saved, *REQUIRED),
    ),
    accept=Move(
        Message("Accept at once"),
        frozenset({S.SUBMITTED}),
        S.SELECTED,
        P.NOMINATION_SUBMIT,
        (call_stands, by_a_light_call),
    ),
    withdraw=Move(Message("Withdraw"), WITHDRAWABLE, S.WITHDRAWN, P.NOMINATION_WITHDRAW, (before_the_course,)),
    nominate_again=Move(
        Message("Nominate again"), STANDS_ASIDE, S.DRAFT, P.NOMINATION_EDIT, (call_stands, in_time, invited)
    ),
    replace=Move(
        Message("Replace by another person"),
        REPLACEABLE,
        S.REPLACED,
        P.NOMINATION_SUBMIT,
        (call_stands, before_the_course),
    ),
    send_back=Move(
        Message("Send back for completion"),
        frozenset({S.SUBMITTED}),
        S.SENT_BACK,
        P.SELECTION_DECIDE,
        (call_stands, before_the_course, decided_by_its_lead),
    ),
    select=Move(
        Message("Select"), frozenset({S.SUBMITTED}), S.SELECTED, P.SELECTION_RELEASE, (call_stands, call_is_over)
    ),
    reserve=Move(
        Message("Put on the reserve list"),
        frozenset({S.SUBMITTED}),
        S.RESERVE,
        P.SELECTION_RELEASE,
        (call_stands, call_is_over),
    ),
    not_select=Move(
        Message("Do not select"),
        frozenset({S.SUBMITTED}),
        S.NOT_SELECTED,
        P.SELECTION_RELEASE,
        (call_stands, call_is_over),
    ),
    confirm=Move(
        Message("Confirm the place"),
        frozenset({S.SELECTED}),
        S.CONFIRMED,
        P.NOMINATION_CONFIRM,
        (call_stands, before_the_course, in_time_to_confirm),
    ),
    decline=Move(
        Message("Decline the place"),
        frozenset({S.SELECTED}),
        S.DECLINED,
        P.NOMINATION_CONFIRM,
        (call_stands, before_the_course, in_time_to_confirm),
    ),
    lapse=Move(
        Message("Let the place lapse"),
        frozenset({S.SELECTED}),
        S.LAPSED,
        P.NOMINATION_LAPSE,
        (call_stands, time_to_confirm_is_over),
    ),
    promote=Move(
        Message("Offer the free place"),
        frozenset({S.RESERVE}),
        S.SELECTED,
        P.SELECTION_PROMOTE,
        (call_stands, before_the_course),
    ),
    reverse=Move(
        Message("Change the decision"),
        REVERSIBLE,
        S.SUBMITTED,
        P.SELECTION_RELEASE,
        (call_stands, before_the_course),
    ),
)

DECISIONS = {ProposalKind.SELECTED: "select", ProposalKind.RESERVE: "reserve", ProposalKind.NOT_SELECTED: "not_select"}
"""The move that carries out each kind of proposal at the release."""
