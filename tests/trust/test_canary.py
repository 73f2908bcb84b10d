"""The canary crawl: every text of the network is a mark, and nobody finds one that is not for them."""

from __future__ import annotations

import pytest
from sqlalchemy import select, true

from pesnet.accounts.models import Seat
from pesnet.accounts.queries import actor_in_seat
from pesnet.core.db import session
from pesnet.courses.queries import scope as courses
from pesnet.files.models import StoredFile
from pesnet.jobs.models import Job, JobState
from pesnet.mail.models import Mail, MailState
from pesnet.mail.render import Letterhead, render
from pesnet.policy import VISITOR, own_lead
from pesnet.tasks.running import Runner
from pesnet.tasks.table import JOBS, LETTERS, enclosings
from tests.factories.rows import NOW
from tests.factories.world import SEATS, World, populate
from tests.trust.addresses import addresses
from tests.trust.crawl import Crawl
from tests.trust.figures import proving, record, size
from tests.trust.sight import marks_in, sees

ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
LETTERHEAD = Letterhead("http://127.0.0.1:8000", "PESNET <pesnet@example.org>")

pytestmark = pytest.mark.parametrize("engine_name", ENGINES if proving() else ENGINES[:1], indirect=True)


@pytest.fixture
def world(app, db) -> World:
    """A network of marks, in a portal that answers as in life."""
    app.testing, app.config["PROPAGATE_EXCEPTIONS"] = False, False
    return populate(db)


def actor(db, world: World, seat: str):
    """Who acts in a seat."""
    with db.reading():
        return actor_in_seat(world.users[seat], None, NOW) if seat in SEATS else VISITOR


def crawl(app, world: World, browser, count: int) -> Crawl:
    """Everything that one browser can open: every address of the portal with samples, and what it links to."""
    starts = [
        address.path
        for address in addresses(app, world, count)
        if "GET" in address.methods and address.endpoint not in {"accounts.invitation", "nominations.answer"}
    ]
    reader = Crawl(browser, size(30, 5000))
    reader.read(starts)
    return reader


def foreign(world: World, who, seen: dict[str, bytes]) -> list[str]:
    """The marks that somebody found and may not see: where, and whose they are."""
    return [
        f"{path}: {world.marks.places[mark]!r}"
        for path, content in seen.items()
        for mark in sorted(marks_in(content))
        if not sees(who, mark, world)
    ]


def all_foreign(db, world: World, crawls: dict[str, Crawl]) -> list[str]:
    """What every reader found and may not see."""
    return [
        f"{name} found {what}"
        for name, one in crawls.items()
        for what in foreign(world, actor(db, world, name), one.seen)
    ]


def made_files(app, db, world: World) -> dict[str, bytes]:
    """Run every long task that was asked for; the files by who asked."""
    runner = Runner(db, app.extensions["pesnet.files"], JOBS)
    with db.reading():
        waiting = list(session().scalars(select(Job.id).where(Job.state == JobState.WAITING)))
    for job_id in waiting:
        with app.app_context():
            runner.run_job(job_id)
    with db.reading():
        made = session().scalars(select(StoredFile).join(Job, Job.file_id == StoredFile.id)).all()
    names = {user.id: name for name, user in world.users.items()}
    store = app.extensions["pesnet.files"]
    return {f"{names[file.user_id]}: {file.name} {file.id}": store.read(file).read_bytes() for file in made}


def letters(db) -> dict[str, tuple[Mail, bytes]]:
    """Every mail put into the outbox by an act, worded as it would be sent."""
    with db.reading():
        mails = list(session().scalars(select(Mail).where(Mail.state == MailState.WAITING)))
        return {f"{mail.letter} {mail.id}": (mail, worded(mail)) for mail in mails}


def enclosed(app, db, mail: Mail) -> dict[str, bytes]:
    """The sheets that come with a mail; the papers are pages that the crawl has read."""
    with db.reading():
        wanted = enclosings("http://127.0.0.1:8000", app.extensions["pesnet.shelf"]).get(mail.letter)
        found = wanted(mail, NOW) if wanted else []
    return {f"{mail.letter} {one.name} {mail.id}": one.make() for one in found if one.name.endswith(".xlsx")}


def worded(mail: Mail) -> bytes:
    """Subject and every part of a mail as it is read."""
    message = render(mail, LETTERS[mail.letter](mail), LETTERHEAD)
    parts = [part.get_content() for part in message.walk() if not part.is_multipart()]
    return "\n".join([message["Subject"], *parts]).encode()


def reader_of(db, world: World, mail: Mail):
    """Who reads a mail: the person it is for, or whoever holds the seat it is for."""
    users = {user.id: name for name, user in world.users.items()}
    if mail.user_id in users:
        return actor(db, world, users[mail.user_id])
    [seat] = [seat for seat in world.all(Seat) if seat.id == mail.seat_id]
    wanted = (seat.role, seat.party.code if seat.party else None, True)
    return actor(db, world, next(name for name, facts in SEATS.items() if facts == wanted))


def test_nobody_finds_what_is_not_for_them(app, db, world, client, login, engine_name):
    browsers = {"visitor": client, **{name: login(world.users[name]) for name in SEATS}}
    crawls = {name: crawl(app, world, browser, size(2, 99)) for name, browser in browsers.items()}
    found = all_foreign(db, world, crawls)
    own = {name: len(set().union(*map(marks_in, one.seen.values()))) for name, one in crawls.items()}
    pages = sum(len(one.seen) for one in crawls.values())
    record("canary", database=engine_name, marks=len(world.marks.places), pages=pages, foreign=len(found), own=own)
    if found:
        pytest.fail("\n".join(found), pytrace=False)
    assert min(own.values()) > 20


def test_what_buttons_bring_about_tells_nobody_too_much(app, db, world, login, engine_name):
    readers = {name: crawl(app, world, login(world.users[name]), size(3, 99)) for name in SEATS}
    found = all_foreign(db, world, readers)
    taken = sum(reader.press() for reader in readers.values())
    files, mails = made_files(app, db, world), letters(db)
    world.refresh(db)
    found += [what for what in all_foreign(db, world, readers) if " found POST " in what]
    for name, content in files.items():
        found += foreign(world, actor(db, world, name.partition(":")[0]), {name: content})
    for name, (mail, content) in mails.items():
        found += foreign(world, reader_of(db, world, mail), {name: content, **enclosed(app, db, mail)})
    record("canary_of_acts", database=engine_name, acts=taken, files=len(files), mails=len(mails), foreign=len(found))
    if found:
        pytest.fail("\n".join(found), pytrace=False)
    assert min(taken, len(files), len(mails)) > 3


def test_a_loosened_scope_is_found(app, db, world, login, monkeypatch):
    monkeypatch.setitem(courses.AS_SQL, own_lead, lambda _grant: true())
    reader = Crawl(login(world.users["foreign lead"]), 0)
    reader.read(["/en/courses/tr-draft", "/en/courses"])
    assert foreign(world, actor(db, world, "foreign lead"), reader.seen) != []
