"""The portal's rows for the measurement: the demonstration, a course with 500 nominees, and drafts to submit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import cycle, islice
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import insert, select

from pesnet.accounts.models import Holding, Seat, User
from pesnet.accounts.services import open_session
from pesnet.cli.database import bring_up_to_date
from pesnet.cli.demonstration import load
from pesnet.core.db import Database, session
from pesnet.core.secrets import new_token
from pesnet.core.translated import Translated
from pesnet.courses.models import Course, CourseCountry, CourseParty, CoursePlaces, CourseState, Mode
from pesnet.network.models import Country
from pesnet.network.queries import parties
from pesnet.nominations.models import Nomination, NominationState, Nominee, Sex
from pesnet.policy import Role
from pesnet.reporting.models import ProgressReport
from pesnet.workplan.models import Activity, ActivityType, BeneficiaryRule, PartyRole

LARGE = "bench-large"
NOMINEES = 500
COURSES = 19
DRAFTS_EACH = 4
SENDERS = ("BD", "CM", "DZ", "EG", "ID", "MA", "NG", "UZ")
AGO = timedelta(days=20)


@dataclass
class Scene:
    """Where to look and as whom. ``drafts`` are the nominations of each sender, in the order of ``senders``."""

    report: str = ""
    cookies: dict[str, str] = field(default_factory=dict)
    senders: list[str] = field(default_factory=list)
    drafts: list[list[UUID]] = field(default_factory=list)


def prepare(app: Flask, now: datetime) -> Scene:
    """Fill the empty database of the application and sign people in."""
    database: Database = app.extensions["pesnet.database"]
    with app.app_context():
        bring_up_to_date()
    with database.writing():
        load.everything(now)
        session().flush()
        session().expire_all()
        courses = [_course(f"bench-{number}", now, is_open=True) for number in range(COURSES)]
        large = _course(LARGE, now, is_open=False)
        session().flush()
        _nominate_many(large, now)
        senders = [_focal_point(code, now) for code in SENDERS]
        drafts = [_drafts(code, courses, now) for code in SENDERS]
        scene = Scene(report=session().scalars(select(ProgressReport.slug)).one(), drafts=drafts)
        scene.senders = [_sign_in(app, user, now) for user in senders]
        for name in ("focal.jo", "lead.sesric"):
            user = session().scalars(select(User).where(User.email == f"{name}@demo.example")).one()
            scene.cookies[name] = _sign_in(app, user, now)
    return scene


def _course(slug: str, now: datetime, *, is_open: bool) -> Course:
    closes = now + (timedelta(days=30) if is_open else -timedelta(days=2))
    codes = list(session().scalars(select(Country.code)))
    lead, provider = parties()["SESRIC"], parties()["MY"]
    course = Course(
        slug=slug,
        type=ActivityType.TRAINING_COURSE,
        state=CourseState.PUBLISHED,
        activity_id=session().scalars(select(Activity.id).order_by(Activity.id).limit(1)).one(),
        title=Translated(en=f"Measured course {slug}", fr=f"Cours mesuré {slug}", ar=f"دورة القياس {slug}"),
        summary=Translated(en="Two sentences of ordinary length. " * 5),
        mode=Mode.ON_SITE,
        venue=Translated(en="Ankara", fr="Ankara", ar="أنقرة"),
        host_country_code="TR",
        starts_on=(now + timedelta(days=60)).date(),
        ends_on=(now + timedelta(days=62)).date(),
        time_zone="Europe/Istanbul",
        languages=["en", "fr"],
        places=40,
        places_per_country=2,
        eligibility=BeneficiaryRule.ALL,
        nominations_close_at=closes,
        deadline_wall=f"{closes:%Y-%m-%dT%H:%M}",
        deadline_zone="Europe/Istanbul",
        contact_name="Contact",
        contact_email="contact@demo.example",
        published_at=now - AGO,
        created_at=now - AGO,
        parties=[
            CourseParty(role=PartyRole.LEAD, party=lead, position=1),
            CourseParty(role=PartyRole.PROVIDER, party=provider, position=1),
        ],
        countries=[CourseCountry(country_code=code, places=2) for code in codes],
    )
    session().add(course)
    session().flush()
    session().add(CoursePlaces(course_id=course.id, places=40))
    return course


def _nominate_many(course: Course, now: datetime) -> None:
    codes = islice(cycle(sorted(row.country_code for row in course.countries)), NOMINEES)
    for number, code in enumerate(codes, start=1):
        _nomination(course, code, number, now)
    session().flush()


def _drafts(code: str, courses: list[Course], now: datetime) -> list[UUID]:
    numbers = range(1, DRAFTS_EACH + 1)
    made = [_nomination(course, code, number, now, is_draft=True) for course in courses for number in numbers]
    session().flush()
    return [row.id for row in made]


def _nomination(course: Course, code: str, number: int, now: datetime, *, is_draft: bool = False) -> Nomination:
    nominee = Nominee(
        country_code=code,
        title="Ms",
        given_name=f"Given {number}",
        family_name=f"Family {code}",
        native_name="اسم",
        sex=Sex.FEMALE if number % 2 else Sex.MALE,
        institution="An employment service of ordinary name",
        position="Analyst",
        email=f"nominee.{number}@demo.example",
        language_levels={"en": "B2"},
        created_at=now - AGO,
    )
    nomination = Nomination(
        course=course,
        country_code=code,
        nominee=nominee,
        state=NominationState.DRAFT if is_draft else NominationState.SUBMITTED,
        rank=number if is_draft else number // 57 + 1,
        reference=None if is_draft else f"BENCH-{number:06d}",
        experience="Three sentences on the work of the nominee. " * 3,
        submitted_at=None if is_draft else now - AGO,
        created_at=now - AGO,
    )
    session().add(nomination)
    return nomination


def _focal_point(code: str, now: datetime) -> User:
    party = parties()[code]
    user = User(email=f"bench.{code.lower()}@demo.example", name=f"Focal point {code}", language="en", created_at=now)
    found = select(Seat).where(Seat.role == Role.FOCAL_POINT, Seat.party_id == party.id)
    seat = session().scalars(found).one_or_none() or Seat(role=Role.FOCAL_POINT, party=party, language="en")
    session().add_all([user, seat])
    session().flush()
    session().execute(
        insert(Holding).values(
            id=uuid4(), seat_id=seat.id, user_id=user.id, function="", is_principal=True, from_day=(now - AGO).date()
        )
    )
    return user


def _sign_in(app: Flask, user: User, now: datetime) -> str:
    """The cookie of a new session, as the sign-in form would set it."""
    token = new_token()
    open_session(user, token=token, now=now)
    browser = app.test_client()
    with browser.session_transaction() as kept:
        kept["_user_id"] = token
        kept["_fresh"] = True
    cookie = browser.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    return f"{cookie.key}={cookie.value}"
