"""Recording deliveries, stating and choosing figures, and loading them."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event

from pesnet.audit.queries import history
from pesnet.core.errors import DomainError, NotFound
from pesnet.core.translated import Translated
from pesnet.courses.models import CourseState
from pesnet.network.queries import parties
from pesnet.outcomes import queries, services
from pesnet.outcomes.details import DeliveryDetails, FigureDetails
from pesnet.outcomes.models import ActivityStatus, FigureKind
from pesnet.policy import OPERATOR, VISITOR
from pesnet.workplan.models import ActivityType, PartyRole
from tests.factories.outcomes import a_course, a_figure, a_party_row, a_plan, an_activity, took_part

NOW = datetime(2023, 1, 1, tzinfo=UTC)


def details(**fields):
    return DeliveryDetails(
        **{
            "title": Translated(en="Skills Training Services"),
            "type": ActivityType.TRAINING_COURSE,
            "starts_on": date(2021, 11, 22),
            "source": "Opening speech",
        }
        | fields
    )


def attempt(db, activity, actor, **fields):
    with db.writing() as session:
        session.add(activity)
        services.record_delivery(activity, details(**fields), actor=actor, now=NOW)


def test_a_delivery_with_unknown_facts_is_recorded_without_them(db, save):
    activity = an_activity()
    activity.parties.append(a_party_row(db, "AZ", PartyRole.LEAD))
    save(a_plan(activity))
    with db.writing() as session:
        session.add(activity)
        course = services.record_delivery(activity, details(), actor=OPERATOR, now=NOW)
        found = queries.deliveries([activity.id])[activity.id]
        assert [row.act for row in history(course.id)] == ["delivery.record"]
        assert [party.code for party in found[0].course.of(PartyRole.LEAD)] == ["AZ"]
        assert queries.status_of(activity, NOW) is ActivityStatus.DELIVERED
    [delivery] = found
    assert (delivery.course.state, delivery.course.slug) == (CourseState.RECORDED, "skills-training-services-2021")
    assert (delivery.first_day, delivery.last_day, delivery.mode) == (date(2021, 11, 22), None, None)
    assert (delivery.chosen(FigureKind.PARTICIPANTS), delivery.country_codes) == (None, ())


def test_a_delivery_outside_the_plan_needs_its_reason(db):
    with db.writing(), pytest.raises(DomainError) as refusal:
        services.record_delivery(None, details(), actor=OPERATOR, now=NOW)
    assert [reason.one for reason in refusal.value.reasons] == ["Say why the delivery stands outside the plan."]
    with db.writing():
        reason = Translated(en="Before the plan was adopted.")
        course = services.record_delivery(None, details(outside_plan_reason=reason), actor=OPERATOR, now=NOW)
    assert (course.activity_id, course.outside_plan_reason) == (None, reason)


@pytest.mark.parametrize(
    "fields",
    [
        {"starts_on": date(2023, 1, 2)},
        {"starts_on": None},
        {"ends_on": date(2021, 11, 21)},
        {"ends_on": date(2023, 1, 2)},
        {"source": ""},
        {"source_url": "javascript:alert(1)"},
        {"title": Translated()},
        {"figures": (FigureDetails(FigureKind.PARTICIPANTS, "İŞKUR", value=0),)},
    ],
)
def test_a_delivery_that_cannot_be_right_is_refused(db, save, fields):
    activity = an_activity()
    save(a_plan(activity))
    with pytest.raises(DomainError):
        attempt(db, activity, OPERATOR, **fields)
    with db.reading():
        assert queries.deliveries([activity.id]) == {activity.id: []}


def test_a_visitor_records_nothing(db, save):
    activity = an_activity()
    save(a_plan(activity))
    with pytest.raises(NotFound):
        attempt(db, activity, VISITOR)


def test_two_sources_may_disagree_and_one_is_chosen(db, save):
    [course] = save(a_course())
    with db.writing() as session:
        session.add(course)
        of = lambda value, source: FigureDetails(FigureKind.PARTICIPANTS, source, value=value)  # noqa: E731
        first = services.add_figure(course, of(71, "SESRIC"), actor=OPERATOR, now=NOW)
        second = services.add_figure(course, of(70, "İŞKUR"), actor=OPERATOR, now=NOW)
        assert (first.is_chosen, second.is_chosen) == (True, False)
        services.choose_figure(second, actor=OPERATOR, now=NOW)
        delivery = queries.delivery_of(course)
        assert (delivery.chosen(FigureKind.PARTICIPANTS), delivery.others(FigureKind.PARTICIPANTS)) == (second, [first])
        assert {row.act: row.changes.get("old") for row in history(second.id)} == {
            "figure.add": None,
            "figure.choose": str(first.id),
        }


def test_parties_of_a_delivery_can_differ_from_the_plan(db, save):
    activity = an_activity()
    activity.parties.append(a_party_row(db, "AZ", PartyRole.LEAD))
    save(a_plan(activity))
    with db.writing() as session:
        session.add(activity)
        given = details(leads=(parties()["TR"],), providers=(parties()["SESRIC"], parties()["MY"]))
        services.record_delivery(activity, given, actor=OPERATOR, now=NOW)
        [delivery] = queries.deliveries([activity.id])[activity.id]
        assert [party.code for party in delivery.course.of(PartyRole.LEAD)] == ["TR"]
        assert [party.code for party in delivery.course.of(PartyRole.PROVIDER)] == ["SESRIC", "MY"]


@pytest.mark.parametrize("number", [1, 3, 30])
def test_statuses_and_deliveries_take_the_same_number_of_queries_for_any_number(db, save, number):
    activities = [an_activity(place) for place in range(1, number + 1)]
    courses = [a_course(activity) for activity in activities]
    save(a_plan(*activities), *courses)
    save(
        *(a_figure(course, 10) for course in courses),
        *(row for course in courses for row in took_part(course, "JO", "TN")),
    )
    statements = []
    with db.reading() as session:
        event.listen(session.get_bind().engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
        found = queries.statuses(activities, NOW)
        assert set(found.values()) == {ActivityStatus.DELIVERED}
        assert len([text for text in statements if "SELECT" in text]) == 2
        statements.clear()
        assert [len(rows) for rows in queries.deliveries([row.id for row in activities]).values()] == [1] * number
        assert len([text for text in statements if "SELECT" in text]) == 5
