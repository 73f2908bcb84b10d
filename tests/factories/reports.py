"""The real plan with its deliveries, and progress reports."""

from datetime import date
from typing import Any
from uuid import uuid4

from pesnet.core.translated import Translated
from pesnet.outcomes.models import FigureKind
from pesnet.reporting.models import ProgressReport, ReportState
from pesnet.workplan.models import WorkPlan
from tests.factories.outcomes import (
    LONG_AGO,
    a_figure,
    a_plan,
    a_recorded_course,
    an_activity,
)


def a_progress_report(plan: WorkPlan, state: ReportState = ReportState.PUBLISHED, **fields: Any) -> ProgressReport:
    """A report on the two years of the plan."""
    values: dict[str, Any] = {
        "slug": "2021-2022",
        "window_from": date(2021, 1, 1),
        "window_to": date(2022, 12, 31),
        "occasion": Translated(en="For the annual meeting", fr="Pour la réunion annuelle", ar="للاجتماع السنوي"),
        "texts": [],
        "created_at": LONG_AGO,
        "published_at": LONG_AGO if state is ReportState.PUBLISHED else None,
    }
    return ProgressReport(id=uuid4(), plan_id=plan.id, state=state, **values | fields)


def the_plan_of_sixteen() -> list[Any]:
    """Sixteen activities, three delivered, figures known for one of these; and a delivery outside the plan."""
    activities = [an_activity(number, f"Activity {number}") for number in range(1, 17)]
    activities[15].lead_sought = True
    first = a_recorded_course(activities[0], starts_on=date(2021, 9, 28), ends_on=date(2021, 9, 30), slug="first")
    second = a_recorded_course(activities[2], starts_on=date(2021, 11, 22), ends_on=None, mode=None, slug="second")
    third = a_recorded_course(activities[5], starts_on=date(2022, 8, 3), ends_on=date(2022, 8, 3), slug="third")
    apart = a_recorded_course(
        starts_on=date(2022, 9, 14),
        ends_on=date(2022, 9, 15),
        outside_plan_reason=Translated(en="Project"),
        slug="apart",
    )
    figures = [a_figure(first, 103), a_figure(first, 23, FigureKind.COUNTRIES), a_figure(apart, 97)]
    return [a_plan(*activities), first, second, third, apart, figures]
