"""What an activity is changed to: a form reads into it, and the act takes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from pesnet.core.translated import Translated
from pesnet.workplan.models import Activity, ActivityParty, ActivityType, BeneficiaryRule, PartyRole, Precision


@dataclass(frozen=True)
class Named:
    """A party in the words of the plan, and who is meant."""

    as_written: str
    party_id: UUID | None


@dataclass(frozen=True)
class ActivityDetails:
    """Everything about an activity that may be changed."""

    type: ActivityType | None
    title: Translated
    description: Translated
    target_group: Translated
    timeline: str
    timeline_start: date | None
    timeline_end: date | None
    timeline_precision: Precision | None
    venue: str
    lead_sought: bool
    provider_sought: bool
    beneficiary_rule: BeneficiaryRule
    parties: Mapping[PartyRole, list[Named]] = field(default_factory=dict)


PLAIN_FIELDS = (
    "type",
    "title",
    "description",
    "target_group",
    "timeline",
    "timeline_start",
    "timeline_end",
    "timeline_precision",
    "venue",
    "lead_sought",
    "provider_sought",
    "beneficiary_rule",
)


def changed_fields(activity: Activity, details: ActivityDetails) -> list[str]:
    """The names of what differs, parties by their role."""
    changed = [name for name in PLAIN_FIELDS if getattr(activity, name) != getattr(details, name)]
    return changed + [role.value for role, named in details.parties.items() if named != named_of(activity, role)]


def named_of(activity: Activity, role: PartyRole) -> list[Named]:
    """The parties of an activity in this role, in their order."""
    return [Named(row.as_written, row.party_id) for row in activity.parties if row.role is role]


def rows_of(details: ActivityDetails) -> list[ActivityParty]:
    """The parties as rows, numbered within each role."""
    return [
        ActivityParty(role=role, party_id=named.party_id, position=position, as_written=named.as_written)
        for role, parties in details.parties.items()
        for position, named in enumerate(parties)
    ]
