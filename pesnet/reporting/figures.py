"""The headline figures: one function for each, with its definition; pages, documents and commands all use these."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pesnet.core.message import Message, counted
from pesnet.outcomes.models import Qualifier
from pesnet.reporting.compiled import ActivityLine, Count, DeliveryLine, Standing, Stated

DEFINITIONS: dict[str, tuple[Message, Message]] = {
    "planned": (Message("planned"), Message("All activities of the work plan, whatever became of them.")),
    "delivered": (
        Message("delivered"),
        Message("Activities with at least one delivery in the period, whether its report is accepted yet or not."),
    ),
    "ongoing": (
        Message("ongoing"),
        Message("Activities whose call is open, or which are in delivery, at the end of the period."),
    ),
    "not_started": (
        Message("not started"),
        Message("Activities that are planned, or for which a lead or provider is sought, without a course."),
    ),
    "postponed": (Message("postponed"), Message("Activities postponed or carried over, each with its reason.")),
    "cancelled": (Message("cancelled"), Message("Activities that were cancelled; never counted as delivered.")),
    "delivered_before": (
        Message("delivered before"),
        Message("Activities delivered before the period began and not again in it; not counted as delivered."),
    ),
    "participants": (
        Message("participants"),
        Message("The sum over the deliveries of the plan for which the number is known; unknown is not 0."),
    ),
    "women": (
        Message("women"),
        Message("Women among the participants whose sex is recorded, over the deliveries for which it is known."),
    ),
    "member_states": (
        Message("member states"),
        Message("Member states with at least one participant, each counted once where the lists are known."),
    ),
    "courses": (
        Message("deliveries of the plan"),
        Message(
            "Courses held for activities of the plan. A delivery belongs to the period in which its last day lies."
        ),
    ),
    "outside_plan": (
        Message("outside the plan"),
        Message("Courses held in the period that belong to no activity of the plan; counted apart."),
    ),
}


def headline(activities: Sequence[ActivityLine], outside: Sequence[DeliveryLine]) -> tuple[Count, ...]:
    """All headline figures in their order."""
    deliveries = [delivery for line in activities for delivery in line.deliveries]
    before = standing("delivered_before", activities)
    return (
        planned(activities),
        standing("delivered", activities),
        standing("ongoing", activities),
        standing("not_started", activities),
        standing("postponed", activities),
        standing("cancelled", activities),
        *([before] if before.value else []),
        participants(deliveries),
        women(deliveries),
        member_states(deliveries),
        courses(deliveries),
        outside_plan(outside),
    )


def planned(activities: Sequence[ActivityLine]) -> Count:
    """All activities of the plan."""
    return _count("planned", len(activities), activities=activities)


def standing(name: str, activities: Sequence[ActivityLine]) -> Count:
    """The activities of one standing, by its name: delivered, ongoing, not_started, postponed, cancelled."""
    lines = [line for line in activities if line.standing is Standing(name)]
    return _count(name, len(lines), activities=lines)


def participants(deliveries: Sequence[DeliveryLine]) -> Count:
    """People who took part, over the deliveries for which that is known."""
    known = [(row, row.participants) for row in deliveries if row.participants and row.participants.value is not None]
    return _count(
        "participants",
        sum(stated.value or 0 for _, stated in known) if known else None,
        qualifier=_together([stated for _, stated in known]),
        notes=(_known(len(known), len(deliveries)),),
        deliveries=[row for row, _ in known],
    )


def women(deliveries: Sequence[DeliveryLine]) -> Count:
    """Women among those whose sex is recorded."""
    known = [(row, row.participants) for row in deliveries if row.participants and row.participants.women is not None]
    recorded = sum(stated.sex_known or 0 for _, stated in known)
    of_whom = counted("Of %(n)s person whose sex is recorded.", "Of %(n)s people whose sex is recorded.", recorded)
    return _count(
        "women",
        sum(stated.women or 0 for _, stated in known) if known else None,
        notes=(*([of_whom] if known else []), _known(len(known), len(deliveries))),
        deliveries=[row for row, _ in known],
    )


def member_states(deliveries: Sequence[DeliveryLine]) -> Count:
    """Member states taking part: those on the lists; where only numbers are known, at least the largest of them."""
    known = [row for row in deliveries if _number_of_states(row)]
    listed = {code for row in known for code in row.country_codes}
    only_counted = [row.countries for row in known if not row.country_codes and row.countries]
    value = max([len(listed), *(stated.value or 0 for stated in only_counted)])
    qualifier = Qualifier.EXACT
    if only_counted:
        qualifier = _together(only_counted) if len(known) == 1 else Qualifier.AT_LEAST
    return _count(
        "member_states",
        value or None,
        qualifier=qualifier,
        notes=(_known(len(known), len(deliveries)),),
        deliveries=known,
    )


def courses(deliveries: Sequence[DeliveryLine]) -> Count:
    """Deliveries of activities of the plan."""
    return _count("courses", len(deliveries), deliveries=deliveries)


def outside_plan(outside: Sequence[DeliveryLine]) -> Count:
    """Deliveries outside the plan."""
    return _count("outside_plan", len(outside), deliveries=outside)


def states_of(delivery: DeliveryLine) -> Stated | None:
    """How many member states took part in one delivery: as many as its list names, else the number a source gives."""
    if delivery.country_codes:
        return Stated(len(delivery.country_codes), source=delivery.countries.source if delivery.countries else "")
    return delivery.countries


OF_DELIVERIES: dict[str, Callable[[Sequence[DeliveryLine]], Count]] = {
    "participants": participants,
    "women": women,
    "member_states": member_states,
}
"""The figures that are sums over deliveries, by name."""


def _number_of_states(delivery: DeliveryLine) -> int | None:
    stated = states_of(delivery)
    return stated.value if stated else None


def _together(known: Sequence[Stated]) -> Qualifier:
    """A sum is only as exact as the least exact of its parts."""
    qualifiers = {stated.qualifier for stated in known}
    for least in (Qualifier.ABOUT, Qualifier.AT_LEAST):
        if least in qualifiers:
            return least
    return Qualifier.EXACT


def _known(known: int, all_of_them: int) -> Message:
    return counted(
        "Known for %(known)s of %(n)s delivery.", "Known for %(known)s of %(n)s deliveries.", all_of_them, known=known
    )


def _count(  # noqa: PLR0913 - the parts of a figure
    name: str,
    value: int | None,
    *,
    qualifier: Qualifier = Qualifier.EXACT,
    notes: tuple[Message, ...] = (),
    activities: Sequence[ActivityLine] = (),
    deliveries: Sequence[DeliveryLine] = (),
) -> Count:
    label, definition = DEFINITIONS[name]
    return Count(
        name,
        label,
        definition,
        value,
        qualifier,
        notes,
        tuple(line.id for line in activities),
        tuple(row.course_id for row in deliveries),
    )
