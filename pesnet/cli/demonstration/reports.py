"""The sample course report, as its lead submitted it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from pesnet.cli.demonstration.deliveries import figure_details
from pesnet.cli.demonstration.texts import own_words
from pesnet.courses.models import Course
from pesnet.outcomes import queries, services
from pesnet.outcomes.details import ReportDetails
from pesnet.policy import Actor


def load(course: Course, record: dict[str, Any], *, actor: Actor, now: datetime) -> None:
    """Write and submit the report on a day after the course."""
    moment = now + timedelta(days=record["submitted_day"])
    report = queries.report(course.slug, actor)
    details = ReportDetails(
        held_from=course.starts_on,
        held_to=course.ends_on,
        mode=course.mode,
        provided_by=record["provided_by"],
        funder=record["funder"],
        outputs=own_words(record["outputs"]),
        results=own_words(record["results"]),
        difficulties=own_words(record["difficulties"]),
        lessons=own_words(record["lessons"]),
        follow_up=own_words(record["follow_up"]),
        variance_reason=own_words(record["variance_reason"]),
        countries=queries.selected(course).country_codes,
        figures=tuple(figure_details(figure) for figure in record["figures"]),
    )
    services.write_report(report, details, actor=actor, now=moment)
    services.submit_report(report, actor=actor, now=moment)
