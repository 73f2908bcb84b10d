"""The desk lists one's own files and asks the database little."""

from datetime import UTC, datetime, timedelta

import pytest

from pesnet.core.languages import say
from pesnet.desk.words import until
from pesnet.jobs.services import ask
from pesnet.policy import Actor, Role
from tests.factories.people import a_focal_point, a_lead_officer, a_user_in


def test_the_desk_lists_ones_own_files_of_the_last_day(db, login, now):
    owner, other = a_focal_point(db, "JO"), a_focal_point(db, "TN")
    with db.writing():
        made = [
            ask("one", arguments={}, effect_key=str(at), actor=Actor("user", person.id), now=now - age)
            for at, (person, age) in enumerate(
                [(owner, timedelta(hours=1)), (owner, timedelta(days=2)), (other, timedelta(hours=1))]
            )
        ]
    page = login(owner).get("/en/desk").get_data(as_text=True)
    assert [f'href="/en/desk/tasks/{job.id}"' in page for job in made] == [True, False, False]
    assert "Your files" in page


@pytest.mark.parametrize(
    "role",
    [
        Role.SECRETARIAT,
        Role.AUDITOR,
        Role.ADMINISTRATOR,
        Role.FOCAL_POINT,
        Role.LEAD_OFFICER,
        Role.PROVIDER_OFFICER,
    ],
)
def test_the_desk_asks_the_database_at_most_eleven_things(db, login, count_queries, role):
    makers = {
        Role.FOCAL_POINT: lambda: a_focal_point(db, "JO"),
        Role.LEAD_OFFICER: lambda: a_lead_officer(db, "TN"),
        Role.PROVIDER_OFFICER: lambda: a_user_in(db, Role.PROVIDER_OFFICER, "SESRIC"),
    }
    browser = login(makers[role]() if role in makers else a_user_in(db, role))
    with count_queries() as queries:
        assert browser.get("/en/desk").status_code == 200
    asked = [query for query in queries if query != "BEGIN"]
    assert len(asked) <= 11, "\n".join(asked)


@pytest.mark.parametrize(
    ("hours", "said"),
    [(-1, "Overdue"), (1, "Due today"), (20, "1 day left"), (119, "4 days left"), (121, "5 days left")],
)
def test_the_desk_counts_the_days_left_as_the_call_does(hours, said):
    now = datetime(2026, 11, 22, 8, tzinfo=UTC)
    assert say(until(now + timedelta(hours=hours), now), "en", isolate=str) == said
